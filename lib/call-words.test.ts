import { describe, expect, it } from "vitest";
import { callOutcome, durationWords, operationWords, routeWords } from "./call-words";

describe("a call in words", () => {
  it.each([
    ["POST", "/v0/accounts", "Open an account"],
    ["GET", "/v0/accounts?client_account_id=chk-1", "Find by client account id"],
    ["GET", "/v0/accounts/account_1", "Read the account"],
    ["POST", "/v0/accounts/account_1/close", "Close"],
    ["GET", "/v0/accounts/account_1/entity_relationships?limit=100", "List the people"],
    ["DELETE", "/v0/accounts/account_1/entity_relationships/entity_1?relationship_type=authorized_user", "Remove a person"],
    ["GET", "/v0/applications/application_1/entity_relationships", "List an application’s people"],
    ["POST", "/v1/oauth/token", "Get a token"],
  ])("%s %s", (method, path, words) => {
    expect(operationWords(method, path)).toBe(words);
  });

  it("leaves the ids out of a route", () => {
    expect(routeWords("/v0/accounts/account_HHk6Nk3T/entity_relationships?limit=100")).toBe("/v0/accounts/{id}/entity_relationships");
    expect(routeWords("/v0/accounts/account_a1/entity_relationships/entity_9")).toBe("/v0/accounts/{id}/entity_relationships/{id}");
    expect(routeWords("/v0/account_numbers")).toBe("/v0/account_numbers");
    expect(routeWords("/v1/oauth/token")).toBe("/v1/oauth/token");
  });

  it("never calls an unknown write a read", () => {
    expect(operationWords("POST", "/v0/accounts/account_1/melt")).toBe("Another write");
    expect(operationWords("GET", "/v0/new")).toBe("Another read");
  });

  it("keeps a definite no apart from no answer", () => {
    expect(callOutcome("refused").tone).toBe("stop");
    expect(callOutcome("timeout")).toEqual({ words: "Timed out", tone: "warn" });
    expect(callOutcome("toString")).toEqual({ words: "toString", tone: "warn" });
  });

  it("says a duration shortly", () => {
    expect(durationWords(84.4)).toBe("84 ms");
    expect(durationWords(1240)).toBe("1.2 s");
  });
});
