import { describe, expect, it } from "vitest";
import { bulkActions, needsSecondPerson, offeredBulk } from "./bulk-actions";
import { bulkTitle, countsSentence, rowKindWords, secondPersonWords } from "./bulk-words";
import { may, permissions, roles } from "../permissions";
import type { Permission, Role } from "../permissions";

const counts = { waiting: 2, done: 1_200, unconfirmed: 0, refused: 1, retryable: 1 };

describe("the words of a bulk action", () => {
  it("say before the start what will be, and afterwards what was and what was not attempted", () => {
    expect(bulkTitle("deactivate-account", 1)).toBe("Deactivate 1 account");
    expect(bulkTitle("refresh-accounts", 1_203)).toBe("Read again 1,203 accounts");
    expect(countsSentence("deactivate-account", "planned", counts)).toBe("2 will be deactivated, 1 will be refused.");
    expect(countsSentence("deactivate-account", "running", counts)).toBe("1,200 deactivated, 1 refused, 2 waiting.");
    expect(countsSentence("activate-account", "stopped", { ...counts, unconfirmed: 3 })).toBe("1,200 reactivated, 1 refused, 3 not confirmed yet, 2 not attempted.");
    expect(countsSentence("deactivate-account", "declined", counts)).toBe("2 would have been deactivated, 1 refused.");
    expect([rowKindWords("waiting", "planned"), rowKindWords("waiting", "running"), rowKindWords("waiting", "done"), rowKindWords("refused", "waiting")]).toEqual(["Will be done", "Waiting", "Not attempted", "Will be refused"]);
  });
});

describe("who is asked and who may", () => {
  it("is a second person for more than 25 deactivations, and for nothing else", () => {
    expect(bulkActions.filter((action) => needsSecondPerson(action, 10_000, 10_000))).toEqual(["deactivate-account"]);
    expect([25, 26].map((accounts) => needsSecondPerson("deactivate-account", accounts, 0))).toEqual([false, true]);
  });

  it("counts what the same person did before on their own", () => {
    expect([24, 25].map((before) => needsSecondPerson("deactivate-account", 1, before))).toEqual([false, true]);
    expect(needsSecondPerson("deactivate-account", 0, 100)).toBe(false);
    expect(secondPersonWords({ action: "deactivate-account", accounts: 30, before: 0, periodSeconds: 86_400, isMine: true })).toBe("More than 25 at once: a second person looks at these accounts and lets it run.");
    expect(secondPersonWords({ action: "deactivate-account", accounts: 6, before: 20, periodSeconds: 86_400, isMine: true })).toBe("With the 20 that you deactivated in bulk within 24 hours it is more than 25: a second person looks at these accounts and lets it run.");
    expect(secondPersonWords({ action: "deactivate-account", accounts: 6, before: 1, periodSeconds: 5_400, isMine: false })).toBe("With the 1 that the same person deactivated in bulk within 90 minutes it is more than 25: a second person looks at these accounts and lets it run.");
  });

  it("follows the rights to each action", () => {
    const offered = (role: Role) => offeredBulk(new Set((Object.keys(permissions) as Permission[]).filter((permission) => may([role], permission))));
    expect(Object.fromEntries(roles.map((role) => [role, offered(role)]))).toEqual({
      program_manager: ["refresh-accounts", "activate-account", "deactivate-account", "close-accounts"],
      compliance: ["refresh-accounts", "activate-account", "deactivate-account", "close-accounts"],
      support: ["activate-account"],
      auditor: [],
      administrator: ["refresh-accounts"],
    });
  });
});
