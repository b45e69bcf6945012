import { describe, expect, it } from "vitest";
import { offeredActions } from "../account-actions";
import type { ActionFacts } from "../account-actions";
import type { AccountRow } from "../account-views";
import type { Role } from "../permissions";
import { callAnswer, isRestricted } from "./call-answer";
import type { HandoverView } from "./handovers";

const row = (change: Partial<AccountRow>): AccountRow => ({
  accountId: "account_1", clientAccountId: null, productName: "Checking", status: "inactive", statusReason: "dormant", capabilities: ["deposit"], holderType: "individual",
  holders: [], holderCount: 1, currency: null, availableCredit: null, creditLimit: null, maxLimit: null, scra: null as never, hasNotice: false, openHolds: null, restricted: false,
  unsettled: null, updatedAt: null, closedAt: null, readAt: "2026-11-28T12:00:00Z", missingSince: null, ...change,
});

type Change = Partial<AccountRow> & Partial<Pick<ActionFacts, "openHolds" | "holderProblems" | "supportMayLift">>;

function asked(role: Role, { openHolds = 0, holderProblems = [], supportMayLift = false, ...change }: Change, handover: HandoverView | null = null) {
  const seesAll = role === "compliance" || role === "program_manager";
  const shown = row({ openHolds: seesAll ? openHolds : null, restricted: openHolds > 0, ...change });
  const actions = offeredActions({ status: shown.status, statusReason: shown.statusReason, roles: [role], openHolds, supportMayLift, holderProblems, unsettled: shown.unsettled, hasOpenProcess: false, isMissing: shown.missingSince !== null });
  const detail = { row: shown, actions, statusSince: { at: "2026-05-03T05:30:00Z", by: "Priya Nair", elsewhere: false }, unsettled: null, process: null };
  return { detail, handover, zone: "America/Chicago", mayHandOver: role !== "compliance" };
}

const waiting: HandoverView = { id: "1", accountId: "account_1", productName: "Checking", wants: "Wants it back", contact: null, caller: null, known: null, by: "Sam Boateng", at: "2026-11-27T12:00:00Z", answerDue: "2026-11-30", overdue: false, answer: null };

describe("what an agent is told", () => {
  it.each([
    [{}, "can-reactivate", "Yes, once you have verified the caller."],
    [{ statusReason: "other", supportMayLift: true }, "can-reactivate", "Yes, once you have verified the caller."],
    [{ statusReason: "other" }, "hand-over", "No. Hand the caller over to compliance."],
    [{ statusReason: "frozen" }, "hand-over", "No. Hand the caller over to compliance."],
    [{ openHolds: 1 }, "hand-over", "No. Hand the caller over to compliance."],
    [{ holderProblems: ["Ann: OFAC failed"] }, "hand-over", "No. Hand the caller over to compliance."],
    [{ status: "active", statusReason: "active" }, "active", "Nothing to reactivate."],
    [{ status: "closed", statusReason: "paid_off" }, "closed", "No. A closed account is not reactivated."],
    [{ missingSince: "2026-11-01T00:00:00Z" }, "missing", "No. Lead no longer knows this account."],
    [{ status: "paused", statusReason: null }, "unknown", "No. Lead gives a status that this console does not know."],
  ] satisfies [Change, string, string][])("of %j it is %s", (change, kind, can) => {
    expect(callAnswer(asked("support", change))).toMatchObject({ kind, can });
  });

  it("says since when, as the program's calendar has it", () => {
    expect(callAnswer(asked("support", {})).status).toBe("Inactive since 3 May 2026: no activity by the owner for a long time.");
    expect(callAnswer(asked("support", { status: "closed", statusReason: "paid_off", closedAt: "2026-06-01T04:00:00Z" })).status).toBe("Closed on 31 May 2026: paid off");
  });

  it("gives support the same words whatever stands against it", () => {
    const causes: Change[] = [{ statusReason: "frozen" }, { statusReason: "frozen", openHolds: 1 }, { openHolds: 2 }, { holderProblems: ["Ann: KYC failed"] }, { statusReason: "other", openHolds: 1, supportMayLift: true }];
    const answers = causes.map((cause) => callAnswer(asked("support", cause)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.status).toBe("Inactive since 3 May 2026. Restricted: transfer to compliance");
    for (const cause of causes) expect(isRestricted(asked("support", cause).detail)).toBe(true);
  });

  it("names the reason to those who may know it", () => {
    const answer = callAnswer(asked("program_manager", { statusReason: "frozen" }));
    expect(answer).toMatchObject({ kind: "hand-over", status: "Inactive since 3 May 2026: restricted by an order, a sanctions match, fraud, a dispute or a death." });
    expect(callAnswer(asked("compliance", { statusReason: "frozen" })).kind).toBe("can-reactivate");
  });

  it("says when the answer of compliance is due, and never twice", () => {
    expect(callAnswer(asked("support", { statusReason: "frozen" }, waiting))).toMatchObject({ kind: "handed-over", can: "No. Compliance has it since Sam Boateng handed it over.", tell: "A colleague is looking at it. You have an answer by 30 Nov 2026." });
    const answered = { ...waiting, answer: { outcome: "stays" as const, tell: "It stays.", by: "Carmen Ortiz", at: "2026-11-28T09:00:00Z" } };
    expect(callAnswer(asked("support", { statusReason: "frozen" }, answered)).kind).toBe("hand-over");
  });
});
