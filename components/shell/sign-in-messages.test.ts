import { describe, expect, it } from "vitest";
import { safeReturnPath, signInMessage } from "./sign-in-messages";

describe("where to go after signing in", () => {
  it.each([
    ["/programs/everyday/accounts?status=inactive", "/programs/everyday/accounts?status=inactive"],
    ["http://localhost:3000/programs/growth/accounts", "/programs/growth/accounts"],
    ["https://evil.test/programs/x", "/programs/x"],
    ["//evil.test/x", "/x"],
    ["/\\evil.test", "/"],
    ["https://evil.test//other.test/x", "/"],
    ["javascript:alert(1)", "/"],
    ["/sign-in?from=/sign-in", "/"],
    ["/api/auth/signout", "/"],
    [undefined, "/"],
    [["/a", "/b"], "/"],
  ])("%j leads to %s", (from, path) => {
    const returned = safeReturnPath(from);
    expect(returned).toBe(path);
    expect(new URL(returned, "http://console.test").origin).toBe("http://console.test");
  });
});

describe("why one stands at the door", () => {
  it("says nothing when there is nothing to say", () => {
    expect(signInMessage({})).toBeNull();
    expect(signInMessage({ state: "made-up" })).toBeNull();
  });

  it("has words for a code it does not know", () => {
    expect(signInMessage({ error: "Configuration" })?.tone).toBe("stop");
  });
});
