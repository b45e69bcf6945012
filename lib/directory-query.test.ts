import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeDirectoryQuery, classifySearch, directorySorts, isFiltered, isPersonalDetail, mayBeAccountNumber, offeredSorts, parseDirectoryQuery, serializeDirectoryQuery, wholeDirectory } from "./directory-query";
import type { DirectoryQuery } from "./directory-query";

const enumValue = fc.stringMatching(/^[a-z_]{1,12}$/);
const enumValues = fc.uniqueArray(enumValue, { maxLength: 4 }).map((values) => values.sort());
const cursor = fc.option(fc.stringMatching(/^[\w-]{8,30}$/), { nil: undefined });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const range = <T>(bound: fc.Arbitrary<T>) =>
  optional(fc.tuple(optional(bound), optional(bound)).filter(([from, to]) => from !== undefined || to !== undefined).map(([from, to]) => ({ from, to })));
const day = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10));
const inAddress = (text: string) => !isPersonalDetail(text) && !mayBeAccountNumber(text);
const trimmed = fc.string().map((text) => text.trim()).filter(inAddress);
const queries: fc.Arbitrary<DirectoryQuery> = fc
  .record({
    q: trimmed, search: optional(fc.uuid()), status: enumValues, reason: enumValues, capability: enumValues, holder: enumValues,
    product: fc.uniqueArray(trimmed, { maxLength: 3 }).map((names) => names.sort()),
    notice: optional(fc.constantFrom("yes" as const, "no" as const)), scra: optional(fc.constantFrom("active" as const, "ending" as const)),
    created: range(day), updated: range(day), closed: range(day), limit: range(fc.nat()), stale: optional(fc.integer({ min: 1, max: 999 })),
    sort: fc.constantFrom(...directorySorts), direction: fc.constantFrom("asc" as const, "desc" as const), after: cursor, before: cursor,
  })
  .filter((query) => offeredSorts(query).includes(query.sort))
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
    ["1234 5678 9012", { kind: "number", digits: "123456789012" }],
    ["1234567", { kind: "text", text: "1234567" }],
    ["123456789012345678", { kind: "text", text: "123456789012345678" }],
    ["   ", undefined],
  ])("%j", (pasted, term) => {
    expect(classifySearch(pasted)).toEqual(term);
  });

  test.each(["ann@example.test", "123-45-6789", "+1 816 555 0100", "email:ann@example.test"])("%s is personal and reaches no address", (text) => {
    expect(isPersonalDetail(text)).toBe(true);
    expect(serializeDirectoryQuery({ ...wholeDirectory, q: text })).toBe("");
    expect(parseDirectoryQuery({ q: text }).q).toBe("");
  });

  test.each(["12345678", "1234 5678 9012 34567"])("%s may be a bank account number and reaches no address", (text) => {
    expect(mayBeAccountNumber(text)).toBe(true);
    expect(serializeDirectoryQuery({ ...wholeDirectory, q: text, product: [text] })).toBe("");
    expect(parseDirectoryQuery({ q: text, product: text })).toEqual(wholeDirectory);
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
      fc.property(fc.dictionary(fc.constantFrom("q", "status", "product", "created", "limit", "stale", "sort", "direction", "after", "before", "x", "__proto__"), fc.oneof(fc.string(), fc.array(fc.string()))), (parameters) => {
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

  test.each([
    ["created=2026-02-30..", {}],
    ["created=2026-02-01", {}],
    ["created=..", {}],
    ["created=..2026-02-01", { created: { from: undefined, to: "2026-02-01" } }],
    ["limit=100..2000", { limit: { from: 100, to: 2_000 } }],
    ["limit=1.5..", {}],
    ["limit=-1..", {}],
    ["stale=0", {}],
    ["product=B&product=A&product=B", { product: ["A", "B"] }],
    ["product=", { product: [""] }],
    ["notice=maybe&scra=yes", {}],
    ["sort=product", { sort: "product", direction: "asc" }],
    ["sort=balance&direction=asc", { direction: "asc" }],
    ["direction=up", {}],
  ])("%s", (address, query) => {
    expect(parseDirectoryQuery(new URLSearchParams(address))).toEqual({ ...wholeDirectory, ...query });
  });
});

describe("the order", () => {
  test("by closing is offered where all are closed, and left with them", () => {
    expect(parseDirectoryQuery(new URLSearchParams("sort=closed&direction=asc"))).toEqual(wholeDirectory);
    const closed = changeDirectoryQuery(wholeDirectory, { status: ["closed"], sort: "closed", direction: "asc" });
    expect(closed).toMatchObject({ sort: "closed", direction: "asc" });
    expect(changeDirectoryQuery(closed, { status: ["closed", "active"] })).toMatchObject({ sort: "updated", direction: "desc" });
    expect(offeredSorts({ ...wholeDirectory, closed: { from: "2026-05-01", to: undefined } })).toContain("closed");
  });

  test("runs its usual way unless told, and is no filter", () => {
    const byProduct = changeDirectoryQuery(wholeDirectory, { sort: "product" });
    expect(byProduct.direction).toBe("asc");
    expect(changeDirectoryQuery({ ...byProduct, direction: "desc" }, { status: ["active"] }).direction).toBe("desc");
    expect(isFiltered(byProduct)).toBe(false);
    expect(isFiltered({ ...byProduct, stale: 7 })).toBe(true);
  });
});
