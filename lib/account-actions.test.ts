import { describe, expect, test } from "vitest";
import { offeredActions } from "./account-actions";
import type { ActionFacts } from "./account-actions";
import { accountStatuses } from "./lead/enums";
import { may, permissions, roles } from "./permissions";
import type { Permission, Role } from "./permissions";

function facts(role: Role, more: Partial<ActionFacts> = {}): ActionFacts {
  return { status: "active", statusReason: "active", roles: [role], openHolds: 0, supportMayLift: false, holderProblems: [], unsettled: null, hasOpenProcess: false, isMissing: false, ...more };
}

const why = (name: string, given: ActionFacts) => offeredActions(given).find((action) => action.name === name)?.why;
const dormant = { status: "inactive", statusReason: "dormant" };
const frozen = { status: "inactive", statusReason: "frozen" };

describe("every role in every status", () => {
  test.each(roles.flatMap((role) => accountStatuses.map((status) => [role, status] as const)))("%s, %s: what is offered without a reason is permitted", (role, status) => {
    for (const action of offeredActions(facts(role, { status, openHolds: 1 })).filter((item) => item.why === null)) {
      const other: Partial<Record<string, Permission>> = { "update-account": "update-protections", "remove-relationship": "remove-deceased-holder" };
      const held = may([role], action.name as Permission) || may([role], other[action.name] ?? (action.name as Permission));
      expect(held, action.name).toBe(true);
      expect(Object.hasOwn(permissions, action.name)).toBe(true);
    }
  });

  test("an auditor is offered nothing", () => {
    for (const status of accountStatuses) expect(offeredActions(facts("auditor", { status })).filter((item) => item.why === null)).toEqual([]);
  });

  test("a status that Lead added later offers what is ours alone", () => {
    expect(offeredActions(facts("compliance", { status: "suspended" })).map(({ name }) => name)).toEqual(["report-death", "place-hold", "add-note"]);
  });
});

describe("reactivating", () => {
  test("support lifts a dormancy, and `other` only where it was said so", () => {
    expect(why("activate-account", facts("support", dormant))).toBeNull();
    expect(why("activate-account", facts("support", { status: "inactive", statusReason: "other", supportMayLift: true }))).toBeNull();
  });

  const restricted = [
    frozen, { ...dormant, openHolds: 1 }, { ...dormant, openHolds: 3, holderProblems: ["OFAC failed"] }, { ...dormant, hasOpenProcess: true },
    { status: "inactive", statusReason: "other" }, { status: "inactive", statusReason: "under_review" },
  ];
  test.each(restricted)("support reads the same whatever the cause: %j", (more) => {
    expect(why("activate-account", facts("support", more))).toBe("Restricted: transfer to compliance.");
  });

  test("a holder who is not in order sends it to compliance, by name of what is wrong", () => {
    const more = { ...dormant, holderProblems: ["Zoë Lake: KYC failed"] };
    expect(why("activate-account", facts("program_manager", more))).toBe("Only compliance can reactivate this account. A holder is not in order: Zoë Lake: KYC failed.");
    expect(why("activate-account", facts("compliance", more))).toBeNull();
  });

  test("an open hold stands in everybody's way", () => {
    for (const name of ["activate-account", "change-inactive-reason"] as const) expect(why(name, facts("compliance", { ...dormant, openHolds: 1 }))).toBe("A hold is open: release it first.");
    expect(why("correct-closure", facts("compliance", { status: "closed", statusReason: "paid_off", openHolds: 1 }))).toBe("A hold is open: release it first.");
  });
});

test("what waits says for what", () => {
  expect(why("request-closing", facts("compliance", { unsettled: "unconfirmed" }))).toMatch(/not confirmed/);
  expect(why("request-closing", facts("compliance", { hasOpenProcess: true }))).toMatch(/process/);
  expect(why("update-account", facts("program_manager", { isMissing: true }))).toMatch(/no longer knows/);
  expect(why("update-account", facts("program_manager", { status: "closed" }))).toMatch(/closed account/);
  expect(why("request-closing", facts("support"))).toBe("Only program managers and compliance can ask for a closing.");
});
