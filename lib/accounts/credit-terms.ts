import { moneyWords } from "../fields/money";
import type { FieldProblem } from "../result";

export type CreditBody = {
  is_secured?: boolean;
  is_mla?: boolean;
  underwriting_grade?: string;
  currency?: string;
  available_credit?: number;
  limit?: number;
  max_limit?: number;
  scra?: { start_date?: string; end_date?: string };
  report?: { score?: number; pulled_at?: string; source?: string };
};

const required = ["currency", "limit", "max_limit", "available_credit", "underwriting_grade", "is_secured", "is_mla"] as const;

const requiredWords = {
  currency: "Choose the currency.",
  limit: "Enter the limit.",
  max_limit: "Enter the most that is approved.",
  available_credit: "Enter what is available.",
  underwriting_grade: "Enter the grade of the underwriting.",
  is_secured: "Say whether the credit is secured.",
  is_mla: "Say whether the Military Lending Act covers it.",
} satisfies Record<(typeof required)[number], string>;

const at = (part: string) => `details.credit.${part}`;

/** Underwritten credit has all seven (FACTS 5.2). */
export function missingCreditTerms(credit: CreditBody): FieldProblem[] {
  return required.filter((part) => credit[part] === undefined).map((part) => ({ path: at(part), message: requiredWords[part] }));
}

const reportParts = ["score", "pulled_at", "source"] as const;
const reportWords = { score: "the score", pulled_at: "when it was pulled", source: "the bureau" } satisfies Record<(typeof reportParts)[number], string>;

function reportProblems(report: NonNullable<CreditBody["report"]>, now: string): FieldProblem[] {
  const missing = reportParts
    .filter((part) => report[part] === undefined)
    .map((part) => ({ path: at(`report.${part}`), message: `A bureau report has all three parts or none: ${reportWords[part]} is missing.` }));
  const range = report.score !== undefined && (report.score < 300 || report.score > 850) ? [{ path: at("report.score"), message: "A score is between 300 and 850." }] : [];
  const future = report.pulled_at && Date.parse(report.pulled_at) > Date.parse(now) ? [{ path: at("report.pulled_at"), message: "A report cannot have been pulled in the future." }] : [];
  return [...missing, ...range, ...future];
}

function scraProblems({ start_date: start, end_date: end }: NonNullable<CreditBody["scra"]>): FieldProblem[] {
  if (start === undefined) return end === undefined ? [] : [{ path: at("scra.start_date"), message: "An SCRA period has a start." }];
  return end !== undefined && end < start ? [{ path: at("scra.end_date"), message: "The end is before the start." }] : [];
}

/** The groups inside the credit terms: all or nothing, and dates in order (FACTS 5.5). */
export function creditGroupProblems(credit: CreditBody, now: string): FieldProblem[] {
  const { report, scra } = credit;
  const hasReport = report && reportParts.some((part) => report[part] !== undefined);
  return [...(hasReport ? reportProblems(report, now) : []), ...(scra ? scraProblems(scra) : [])];
}

/** What Lead takes today and yet is most likely wrong (FACTS C20: refused for applications, planned for files). */
export function creditWarnings(credit: CreditBody | undefined): FieldProblem[] {
  if (!credit) return [];
  const { limit, max_limit: most, available_credit: available, currency = "USD" } = credit;
  const words = (amount: number) => moneyWords(amount, currency);
  const warnings: FieldProblem[] = [];
  if (limit !== undefined && most !== undefined && limit > most) {
    warnings.push({ path: at("limit"), message: `The limit ${words(limit)} is above the most approved, ${words(most)}. Lead refuses this on applications and will on accounts.` });
  }
  if (limit !== undefined && available !== undefined && available > limit) {
    warnings.push({ path: at("available_credit"), message: `Available ${words(available)} is above the limit ${words(limit)}.` });
  }
  for (const [part, amount] of [["limit", limit], ["max_limit", most]] as const) {
    if (amount !== undefined && amount < 0) warnings.push({ path: at(part), message: `${words(amount)} is below zero.` });
  }
  return warnings;
}
