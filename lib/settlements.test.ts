import { describe, expect, it } from "vitest";
import { foreignCommandNames } from "./command";
import { settlementsFor, settlementWarning } from "./settlements";

describe("ways to settle what needs a person", () => {
  it("ends an opening by its account, never by a bare done", () => {
    expect(settlementsFor("open-account")).toEqual(["enter-id", "settle-as-refused", "resend"]);
  });

  it.each(foreignCommandNames.filter((name) => name !== "open-account"))("ends %s by what Lead shows", (name) => {
    expect(settlementsFor(name)).toEqual(["settle-as-done", "settle-as-refused", "resend"]);
  });

  it("warns of whatever could happen twice", () => {
    for (const name of foreignCommandNames) expect(settlementWarning("resend", name)).not.toBeNull();
    expect(settlementWarning("resend", "open-account")).toContain("second account");
    expect(settlementWarning("settle-as-done", "close-account")).toBeNull();
  });
});
