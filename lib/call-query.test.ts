import { describe, expect, it } from "vitest";
import { isCommandId, parseCallQuery, serializeCallQuery } from "./call-query";

const command = "3f2b8c1e-9a47-4d1b-8a55-0c4f0b0e7d11";

describe("the address of the API log", () => {
  it("says what it read", () => {
    const text = `account=account_1&command=${command}&after=abcd1234`;
    expect(serializeCallQuery(parseCallQuery(new URLSearchParams(text)))).toBe(text);
  });

  it("leaves out what makes no sense", () => {
    expect(parseCallQuery({ account: "entity_1", command: "x", after: "a b", before: ["../"] })).toEqual({});
    expect(parseCallQuery({ account: "account_number_1" })).toEqual({});
  });

  it("goes one way only", () => {
    expect(serializeCallQuery({ after: "aaaa", before: "bbbb" })).toBe("after=aaaa");
  });

  it("knows a command id", () => {
    expect(isCommandId(command)).toBe(true);
    expect(isCommandId("account_1")).toBe(false);
  });
});
