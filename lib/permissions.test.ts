import { describe, expect, it } from "vitest";
import { foreignCommandNames, localCommandNames } from "./command";
import { may, onlyPhrase, permissions, roles, type Permission, type Role } from "./permissions";

const names = Object.keys(permissions) as Permission[];
const commands: readonly string[] = [...foreignCommandNames, ...localCommandNames];
/** A command may read something again, and is not a read for that. */
const reads = names.filter((name) => name.startsWith("read-") && !commands.includes(name));
const writes: Permission[] = names.filter((name) => !reads.includes(name) && !name.startsWith("export"));

describe("the policy table", () => {
  it("lets an auditor change nothing, examine and read everything", () => {
    expect(writes.filter((name) => may(["auditor"], name))).toEqual(["verify-trail"]);
    expect(reads.every((name) => may(["auditor"], name))).toBe(true);
  });

  it("never gives an administrator what is compliance's", () => {
    const compliance: Permission[] = ["close-account", "decide-closing", "release-hold", "correct-closure", "settle-command", "change-inactive-reason", "keep-status"];
    expect(compliance.filter((name) => may(["administrator"], name))).toEqual([]);
  });

  it("gives support one write at Lead: reactivating", () => {
    const foreign = foreignCommandNames.filter((name) => name in permissions && may(["support"], name as Permission));
    expect(foreign).toEqual(["activate-account"]);
  });

  it("has a row for every command, but for reopening, which is part of a correction", () => {
    const missing = [...foreignCommandNames, ...localCommandNames].filter((name) => !(name in permissions));
    expect(missing).toEqual(["reopen-account"]);
  });

  it("is the union of a person's roles, and nothing for none", () => {
    const held: Role[] = ["support", "administrator"];
    expect(may(held, "activate-account")).toBe(true);
    expect(may(held, "read-calls")).toBe(true);
    expect(may(held, "close-account")).toBe(false);
    expect(names.some((name) => may([], name))).toBe(false);
  });

  it("names a role of the table in every row", () => {
    for (const name of names) {
      expect(permissions[name].roles.length).toBeGreaterThan(0);
      expect(permissions[name].roles.every((role) => roles.includes(role))).toBe(true);
    }
  });
});

describe("onlyPhrase", () => {
  it("reads as a sentence", () => {
    expect(onlyPhrase("close-account")).toBe("Only compliance can close accounts.");
    expect(onlyPhrase("read-calls")).toBe("Only compliance, auditors and administrators can see the calls to Lead.");
  });
});
