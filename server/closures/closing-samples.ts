import "server-only";
import type { ClosingRequest } from "@/lib/closures/closing-request";
import type { ConsumerReport } from "@/lib/closures/notice-recipients";
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

/** A consumer report of the holder, with the score that was used, as the letter has to tell of it. */
export function reportSample(): ConsumerReport {
  const score = { value: 541, lowest: 300, highest: 850, on: "2026-10-30", source: "Quill Scores", factors: ["Late payments on two cards", "High use of revolving credit"] };
  return { bureau: "Northern Credit Bureau", address: "PO Box 7, Springfield, IL 62701", phone: "800 555 0142", score };
}

export function clientClosedSample(accountId: string, holderId: string, report: ConsumerReport | null = null): Sample {
  const [first, second] = terminationReasons;
  if (!first || !second) throw new Error("The list of reasons is too short.");
  return {
    reason: "client_closed",
    answers: { federalBenefits: "no", remainingBalance: "none" },
    notice: { reasons: [first, second].map(({ code, text }) => ({ code, text })), recipientEntityId: holderId, recipients: [{ entityId: holderId, report, otherInformation: false }], method: "other", otherMethod: "By registered mail" },
    typed: confirmationText(accountId),
  };
}
