import { hasCredit, hasDeposit } from "./facts";
import type { ClosingFacts } from "./facts";
import type { ClosingAnswers } from "./questions";

export type FollowUp = { code: string; label: string; owner: "Program manager" | "Compliance" | "Support"; source: string };

type FollowUpContext = { facts: ClosingFacts; answers: ClosingAnswers; reason: string };
type FollowUpRow = Omit<FollowUp, "code"> & { applies(context: FollowUpContext): boolean };

const always = () => true;

/** What is left to do after Lead shows the account as closed; nothing is ended by closing it there (FACTS 5.7). */
const rows: Record<string, FollowUpRow> = {
  "account-numbers": { label: "End the account numbers, or see that they take no more payments", owner: "Program manager", source: "FACTS 16", applies: always },
  cards: { label: "Close the cards", owner: "Program manager", source: "FACTS 5.7", applies: always },
  "authorized-users": { label: "End the access of authorized users", owner: "Program manager", source: "FACTS 5.7", applies: always },
  "recurring-debits": { label: "Tell the holder to move recurring payments", owner: "Support", source: "COMPLIANCE, Closing by reason", applies: ({ facts }) => hasDeposit(facts) },
  refund: { label: "Pay out the remaining balance", owner: "Program manager", source: "COMPLIANCE, Closing by reason", applies: ({ answers }) => answers.remainingBalance === "to-be-paid" },
  "credit-balance": { label: "Refund a credit balance, if there is one", owner: "Program manager", source: "Reg Z 1026.11(a)", applies: ({ facts }) => hasCredit(facts) },
  "bureau-date": { label: "Report the date of first delinquency to the bureau within 90 days", owner: "Compliance", source: "FCRA 623(a)(5)", applies: ({ reason, answers }) => reason === "charged_off" && answers.furnished === true },
};

export function followUps(context: FollowUpContext): FollowUp[] {
  return Object.entries(rows).flatMap(([code, { applies, ...row }]) => (applies(context) ? [{ code, ...row }] : []));
}
