import { statusReasons } from "../accounts/account-status";
import type { CloseReason } from "../lead/enums";
import type { Question } from "./questions";

const channels = [
  { value: "phone", label: "Phone" },
  { value: "chat", label: "Chat" },
  { value: "email", label: "Email" },
  { value: "post", label: "Post" },
  { value: "in-person", label: "In person" },
  { value: "in-app", label: "In the app" },
];

/** Asked with any reason of an account that takes deposits (COMPLIANCE, Closing by reason). */
const remainingBalance: readonly Question[] = [
  {
    name: "remainingBalance", kind: "choice", label: "What became of the remaining balance?", required: true, about: "deposit", source: "COMPLIANCE, Closing by reason",
    choices: [
      { value: "none", label: "There was none" },
      { value: "paid-out", label: "Paid out to the holder" },
      { value: "transferred", label: "Moved to another account of the holder" },
      { value: "owed-by-holder", label: "The account is overdrawn" },
      { value: "to-be-paid", label: "Still to be paid out" },
    ],
  },
  { name: "remainingBalanceOn", kind: "date", label: "When", required: true, past: true, about: "deposit", after: { question: "remainingBalance", is: ["paid-out", "transferred"] }, source: "COMPLIANCE, Closing by reason" },
  { name: "payOutWithinDays", kind: "integer", label: "Promised to the holder within (days)", required: true, about: "deposit", after: { question: "remainingBalance", is: ["to-be-paid"] }, source: "COMPLIANCE, Closing by reason" },
];

const clientClosed: readonly Question[] = [
  {
    name: "federalBenefits", kind: "choice", label: "Are federal benefits paid into this account?", required: true, about: "deposit", source: "31 CFR 210.4(c)(3)",
    hint: "If so, the holder is told in writing 30 calendar days before, unless there is fraud.",
    choices: [{ value: "yes", label: "Yes" }, { value: "no", label: "No" }, { value: "not-known", label: "Not known" }],
  },
  { name: "benefitsNoticeOn", kind: "date", label: "Day of the written notice to the holder", required: false, past: true, about: "deposit", after: { question: "federalBenefits", is: ["yes", "not-known"] }, source: "31 CFR 210.4(c)(3)" },
  { name: "benefitsFraud", kind: "yes-no", label: "Is it closed because of fraud?", required: true, about: "deposit", after: { question: "federalBenefits", is: ["yes", "not-known"] }, source: "31 CFR 210.4(c)(3)" },
  { name: "openEndInactivity", kind: "yes-no", label: "Is it an open-end line that is closed because it was not used?", required: true, about: "consumer-credit", source: "Reg Z 1026.11(b)" },
  {
    name: "monthsUnused", kind: "integer", label: "Months without use in a row", required: true, about: "consumer-credit", after: { question: "openEndInactivity", is: [true] }, source: "Reg Z 1026.11(b)",
    min: { value: 3, otherwise: "An open-end line is inactive after three months in a row without use and with no balance." },
  },
  {
    name: "unusedWithoutBalance", kind: "yes-no", label: "Is nothing owed on it?", required: true, about: "consumer-credit", after: { question: "openEndInactivity", is: [true] }, source: "Reg Z 1026.11(b)",
    must: { be: true, otherwise: "With a balance outstanding the line is not inactive." },
  },
];

const entityClosed: readonly Question[] = [
  { name: "askedBy", kind: "holder", label: "Which holder asked", required: true, source: "COMPLIANCE, Closing by reason" },
  { name: "askedHow", kind: "choice", label: "How they asked", required: true, choices: channels, source: "COMPLIANCE, Closing by reason" },
  { name: "askedOn", kind: "date", label: "When they asked", required: true, past: true, source: "COMPLIANCE, Closing by reason" },
  {
    name: "capacity", kind: "choice", label: "In what capacity", required: true, source: "COMPLIANCE, Closing by reason",
    choices: [
      { value: "holder", label: "As holder" },
      { value: "officer", label: "For the business, as one who may bind it" },
      { value: "representative", label: "As representative of a holder (power of attorney)" },
      { value: "estate", label: "For the estate of a holder" },
    ],
  },
  { name: "allMustAgree", kind: "yes-no", label: "Must all holders agree?", required: true, source: "COMPLIANCE, Closing by reason" },
  {
    name: "allAgreed", kind: "yes-no", label: "Have all agreed?", required: true, after: { question: "allMustAgree", is: [true] }, source: "COMPLIANCE, Closing by reason",
    must: { be: true, otherwise: "Wait until all holders have agreed." },
  },
];

const paidOff: readonly Question[] = [
  {
    name: "balanceIsZero", kind: "yes-no", label: "Is the balance zero?", required: true, source: "COMPLIANCE, Closing by reason",
    must: { be: true, otherwise: "An account on which something is owed is not paid off." },
  },
  { name: "balanceKnownFrom", kind: "text", label: "How this is known", required: true, hint: "The console does not know the balance.", source: "COMPLIANCE, Closing by reason" },
];

const chargedOff: readonly Question[] = [
  { name: "daysPastDue", kind: "integer", label: "Days past due", required: true, source: "FFIEC 1999" },
  { name: "firstDelinquencyOn", kind: "date", label: "Date of first delinquency", required: true, past: true, source: "FCRA 623(a)(5)" },
  {
    name: "structure", kind: "choice", label: "Kind of credit", required: true, source: "FFIEC 1999",
    choices: [{ value: "closed-end", label: "Closed-end" }, { value: "open-end", label: "Open-end" }],
  },
  {
    name: "chargeOffEvent", kind: "choice", label: "Event that allows an earlier charge-off", required: true, source: "FFIEC 1999",
    choices: [{ value: "none", label: "None" }, { value: "bankruptcy", label: "Bankruptcy" }, { value: "fraud", label: "Fraud" }, { value: "death", label: "Death" }],
  },
  { name: "policyBasis", kind: "text", label: "Basis in the charge-off policy", required: true, source: "COMPLIANCE, Closing by reason" },
  {
    name: "furnished", kind: "yes-no", label: "Was the account furnished to a credit bureau?", required: true, source: "FCRA 623(a)(5)",
    hint: "If so, the date of first delinquency follows within 90 days.",
  },
];

const canceled: readonly Question[] = [
  {
    name: "whatWasWrong", kind: "choice", label: "What was wrong", required: true, source: "COMPLIANCE, Closing by reason",
    choices: [
      { value: "opened-in-error", label: "Opened in error" },
      { value: "duplicate", label: "Duplicate of another account" },
      { value: "wrong-capability", label: "Opened with a wrong capability" },
      { value: "other", label: "Something else" },
    ],
  },
  { name: "whatHappened", kind: "text", label: "What happened", required: true, source: "COMPLIANCE, Closing by reason" },
  { name: "replacement", kind: "account", label: "The account that replaces it", required: false, hint: "Its id at Lead, where there is one.", source: "COMPLIANCE, Closing by reason" },
  {
    name: "neverUsed", kind: "yes-no", label: "Was it never used?", required: true, source: "COMPLIANCE, Words that mislead",
    must: { be: true, otherwise: "An account that was used was not opened in error: choose another reason." },
  },
];

type ReasonRow = {
  asks: string;
  questions: readonly Question[];
  /** The last four characters of the account's id are typed before it is sent. */
  typed: boolean;
  /** What the reason is not, where its name misleads. */
  caution?: string;
};

/** What each close reason asks (COMPLIANCE, Closing by reason). Its label and meaning are in `statusReasons`. */
export const closeReasonRows = {
  client_closed: { asks: "The determination, the notice, and what was said to the holder.", questions: [...clientClosed, ...remainingBalance], typed: true, caution: "“Client” is the program, not the customer." },
  entity_closed: { asks: "Which holder asked, how, when, and in what capacity.", questions: [...entityClosed, ...remainingBalance], typed: false, caution: "“Entity” is the customer." },
  paid_off: { asks: "That the balance is zero, and how this is known.", questions: [...paidOff, ...remainingBalance], typed: false },
  charged_off: { asks: "Days past due, the date of first delinquency and the basis in the policy.", questions: [...chargedOff, ...remainingBalance], typed: true },
  canceled: { asks: "What was wrong, and the account that replaces it.", questions: [...canceled, ...remainingBalance], typed: false },
} satisfies Record<CloseReason, ReasonRow>;

export function reasonQuestions(reason: CloseReason): readonly Question[] {
  return closeReasonRows[reason].questions;
}

/** The order in which the dialog offers them. */
export const offeredReasons = Object.keys(closeReasonRows) as CloseReason[];

/** "Closed by the program (client_closed)": the enum never stands alone. */
export function reasonWords(reason: CloseReason): string {
  return `${statusReasons[reason].label} (${reason})`;
}

/** What is typed to confirm: the last four characters of the id. */
export function confirmationText(accountId: string): string {
  return accountId.slice(-4);
}

export function typedConfirmationProblem(accountId: string, typed: string | undefined): string | null {
  return typed === confirmationText(accountId) ? null : "Type the last four characters of the account's id as they are shown.";
}
