import "server-only";
import type { ClosingRequest } from "@/lib/closures/closing-request";
import { terminationReasons } from "@/lib/closures/termination-reasons";
import { confirmationText } from "@/lib/closures/reasons";

type Sample = Pick<ClosingRequest, "reason" | "answers"> & Partial<ClosingRequest>;

/** Answers for an account with deposits, as a person would give them, for the tests of the processes. */
export function paidOffSample(): Sample {
  return { reason: "paid_off", answers: { balanceIsZero: true, balanceKnownFrom: "The ledger of today", remainingBalance: "none" } };
}

export function entityClosedSample(holderId: string, today: string): Sample {
  return { reason: "entity_closed", answers: { askedBy: holderId, askedHow: "phone", askedOn: today, capacity: "holder", allMustAgree: false, remainingBalance: "none" } };
}

export function clientClosedSample(accountId: string, holderId: string): Sample {
  const [first, second] = terminationReasons;
  if (!first || !second) throw new Error("The list of reasons is too short.");
  return {
    reason: "client_closed",
    answers: { federalBenefits: "no", remainingBalance: "none" },
    notice: { reasons: [first, second].map(({ code, text }) => ({ code, text })), recipientEntityId: holderId, recipients: [{ entityId: holderId, report: null, otherInformation: false }], method: "other", otherMethod: "By registered mail" },
    typed: confirmationText(accountId),
  };
}
