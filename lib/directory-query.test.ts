import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeDirectoryQuery, classifySearch, isPersonalDetail, parseDirectoryQuery, serializeDirectoryQuery, wholeDirectory } from "./directory-query";
import type { DirectoryQuery } from "./directory-query";

const enumValue = fc.stringMatching(/^[a-z_]{1,12}$/);
const enumValues = fc.uniqueArray(enumValue, { maxLength: 4 }).map((values) => values.sort());
const cursor = fc.option(fc.stringMatching(/^[\w-]{8,30}$/), { nil: undefined });
const queries: fc.Arbitrary<DirectoryQuery> = fc
  .record({ q: fc.string().map((text) => text.trim()).filter((text) => !isPersonalDetail(text)), status: enumValues, reason: enumValues, capability: enumValues, holder: enumValues, after: cursor, before: cursor })
  .map((query) => (query.after === undefined ? query : { ...query, before: undefined }));

describe("what was pasted", () => {
  test.each([
    ["account_2WxBDCONkqokrba1kD2WhYeXz2g", { kind: "account", id: "account_2WxBDCONkqokrba1kD2WhYeXz2g" }],
    ["  entity_x-1 ", { kind: "entity", id: "entity_x-1" }],
    ["application_9", { kind: "application", id: "application_9" }],
    ["account_number_9", { kind: "text", text: "account_number_9" }],
    ["account_ 9", { kind: "text", text: "account_ 9" }],
    ["branch: Kansas City", { kind: "metadata", key: "branch", value: "Kansas City" }],
    ["a:b:c", { kind: "metadata", key: "a", value: "b:c" }],
    [":x", { kind: "text", text: ":x" }],
    ["x:", { kind: "text", text: "x:" }],
    ["Everyday 100%", { kind: "text", text: "Everyday 100%" }],
    ["   ", undefined],
  ])("%j", (pasted, term) => {
    expect(classifySearch(pasted)).toEqual(term);
  });

  test.each(["ann@example.test", "123-45-6789", "+1 816 555 0100", "email:ann@example.test"])("%s is personal and reaches no address", (text) => {
    expect(isPersonalDetail(text)).toBe(true);
    expect(serializeDirectoryQuery({ ...wholeDirectory, q: text })).toBe("");
    expect(parseDirectoryQuery({ q: text }).q).toBe("");
  });

  test.each(["816-555", "chk-004-118-22", "everyday@home", "123456789"])("%s is none", (text) => {
    expect(isPersonalDetail(text)).toBe(false);
  });
});

describe("the address", () => {
  test("reading what was written gives the same query", () => {
    fc.assert(fc.property(queries, (query) => {
      expect(parseDirectoryQuery(new URLSearchParams(serializeDirectoryQuery(query)))).toEqual(query);
    }));
  });

  test("never fails, whatever an address says", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("q", "status", "after", "before", "x", "__proto__"), fc.oneof(fc.string(), fc.array(fc.string()))), (parameters) => {
        const query = parseDirectoryQuery(parameters);
        expect(query.status.every((value) => /^[a-z0-9_]+$/.test(value))).toBe(true);
      }),
    );
  });

  test("values that came after us are kept, nonsense is left out", () => {
    expect(parseDirectoryQuery(new URLSearchParams("status=suspended,CLOSED,active,active&status=closed"))).toEqual({ ...wholeDirectory, status: ["active", "suspended"] });
  });

  test("another filter begins at the top again", () => {
    expect(changeDirectoryQuery({ ...wholeDirectory, q: "x", after: "abcdefgh" }, { status: ["closed"] })).toEqual({ ...wholeDirectory, q: "x", status: ["closed"] });
  });
});
