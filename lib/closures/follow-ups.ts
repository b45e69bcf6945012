import { z } from "zod";
import { operatorText } from "../accounts/operator-text";
import { addBusinessDays } from "../business-days";
import { accountId } from "../lead/ids";
import type { Permission, Role } from "../permissions";
import { addDays, dueState } from "./due-dates";
import type { DueState } from "./due-dates";
import { hasCredit, hasDeposit } from "./facts";
import type { ClosingFacts } from "./facts";
import type { ClosingAnswers } from "./questions";

export type FollowUpState = "open" | "done" | "not-applicable";

/** As it begins: whose it is, and a business day of the program by which it is done. */
export type FollowUp = { code: string; owner: Role; dueOn: string };

type FollowUpContext = { facts: ClosingFacts; answers: ClosingAnswers; reason: string };
type FollowUpRow = { label: string; owner: Role; source: string; applies(context: FollowUpContext): boolean; dueOn(closedOn: string, context: FollowUpContext): string };

const always = () => true;
const businessDays = (count: number) => (closedOn: string) => addBusinessDays(closedOn, count);

/** What the program promised the holder, where it said so when it closed. */
function promised(closedOn: string, { answers }: FollowUpContext): string {
  return typeof answers.payOutWithinDays === "number" ? addDays(closedOn, answers.payOutWithinDays) : addBusinessDays(closedOn, 10);
}

/** The one that the reads of the account numbers keep open. */
export const accountNumbersCode = "account-numbers";

/** What is left to do after Lead shows the account as closed; nothing is ended by closing it there (FACTS 5.7). */
const rows: Record<string, FollowUpRow> = {
  [accountNumbersCode]: { label: "End the account numbers, or see that they take no more payments", owner: "program_manager", source: "FACTS 16", applies: always, dueOn: businessDays(10) },
  cards: { label: "Close the cards", owner: "program_manager", source: "FACTS 5.7", applies: always, dueOn: businessDays(1) },
  "authorized-users": { label: "End the access of authorized users", owner: "program_manager", source: "FACTS 5.7", applies: always, dueOn: businessDays(1) },
  "recurring-debits": { label: "Tell the holder to move recurring payments", owner: "program_manager", source: "COMPLIANCE, Closing by reason", applies: ({ facts }) => hasDeposit(facts), dueOn: businessDays(5) },
  refund: { label: "Pay out the remaining balance", owner: "program_manager", source: "COMPLIANCE, Closing by reason", applies: ({ answers }) => answers.remainingBalance === "to-be-paid", dueOn: promised },
  "credit-balance": { label: "Refund a credit balance, if there is one", owner: "program_manager", source: "Reg Z 1026.11(a)", applies: ({ facts }) => hasCredit(facts), dueOn: businessDays(7) },
  "bureau-date": {
    label: "Report the date of first delinquency to the bureau within 90 days", owner: "compliance", source: "FCRA 623(a)(5)",
    applies: ({ reason, answers }) => reason === "charged_off" && answers.furnished === true, dueOn: (closedOn) => addDays(closedOn, 90),
  },
};

/** What a closing leaves to do, in its order. */
export function followUps(context: FollowUpContext, closedOn: string): FollowUp[] {
  return Object.entries(rows).flatMap(([code, row]) => (row.applies(context) ? [{ code, owner: row.owner, dueOn: row.dueOn(closedOn, context) }] : []));
}

/** What a release that is gone called otherwise is shown by its code. */
export function followUpLabel(code: string): string {
  return rows[code]?.label ?? code;
}

/** One of them as screens get it. `settled`: by whom and when, ISO 8601. */
export type FollowUpView = {
  recordId: string;
  code: string;
  label: string;
  owner: Role;
  dueOn: string;
  due: DueState;
  state: FollowUpState;
  doneOn: string | null;
  note: string | null;
  settled: { by: string; at: string } | null;
};

export function followUpDue(dueOn: string, today: string, doneOn: string | null): DueState {
  return dueState(dueOn, today, doneOn);
}

/** "due in 3 days", "due today", "2 days overdue". */
export function followUpDueWords({ state, days }: DueState): string {
  const count = `${days} ${days === 1 ? "day" : "days"}`;
  if (state === "overdue") return `${count} overdue`;
  if (state === "late") return `done ${count} late`;
  if (state === "met") return "done in time";
  return days === 0 ? "due today" : `due in ${count}`;
}

/** Whether a screen offers to tick it; whose it is, the server judges by the person's roles. */
export function mayTick({ owner }: Pick<FollowUpView, "owner">, permissions: readonly Permission[]): boolean {
  return permissions.includes(owner === "compliance" ? "settle-any-follow-up" : "settle-follow-up");
}

export const settleFollowUpInput = z
  .strictObject({
    recordId: z.uuid().transform((id) => id.toLowerCase()),
    accountId,
    code: z.string().min(1).max(60),
    outcome: z.enum(["done", "not-applicable"], "Say whether it is done."),
    /** When it was done. */
    on: z.iso.date("Not a date on the calendar.").optional(),
    note: operatorText().optional(),
  })
  .superRefine(({ outcome, on, note }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if ((outcome === "done") !== (on !== undefined)) refuse("on", "Say when it was done.");
    if (outcome === "not-applicable" && note === undefined) refuse("note", "Say why it does not apply.");
  });
export type SettleFollowUpInput = z.infer<typeof settleFollowUpInput>;
