import { z } from "zod";
import { confidentialMention, mentionsConfidentialReport } from "../accounts/operator-text";

/** What can be filled into the text of a part; written as {agency_address}. */
const placeholders = [
  "product", "account", "action_day", "creditor", "contact", "agency", "agency_address", "bureau", "bureau_address", "bureau_phone",
  "score", "score_low", "score_high", "score_day", "score_source",
] as const;
export type LetterPlaceholder = (typeof placeholders)[number];

const general: readonly LetterPlaceholder[] = ["product", "account", "action_day", "creditor", "contact"];

/** The texts of a letter in their order. `must`: what the text cannot do without. */
const textRows = {
  heading: { must: [], text: "Notice of action taken on your account" },
  action: { must: ["action_day"], text: "We have closed your account {product} (our reference {account}). This action was taken on {action_day}." },
  debtStays: { must: [], text: "The account was charged off. That does not end the debt: what is owed on the account stays owed." },
  reasons: { must: [], text: "The principal reasons for this action, beginning with the most important one:" },
  rightToReasons: {
    must: ["contact"],
    text: "You have the right to a statement of the specific reasons for this action. Ask for it within 60 days of receiving this notice, and we will send it to you within 30 days of receiving your request. Write to or call: {contact}.",
  },
  creditors: { must: [], text: "This notice is given for:" },
  equalCredit: {
    must: ["agency", "agency_address"],
    text: "NOTICE: The federal Equal Credit Opportunity Act prohibits creditors from discriminating against credit applicants on the basis of race, color, religion, national origin, sex, marital status, or age (provided the applicant has the capacity to enter into a binding contract); because all or part of the applicant’s income derives from any public assistance program; or because the applicant has in good faith exercised any right under the Consumer Credit Protection Act. The federal agency that administers compliance with this law concerning this creditor is {agency}, {agency_address}.",
  },
  report: {
    must: ["bureau", "bureau_address", "bureau_phone"],
    text: "Our decision rests in whole or in part on information in a consumer report about you from this consumer reporting agency: {bureau}, {bureau_address}, {bureau_phone}. The agency did not make the decision and cannot tell you the specific reasons for it. You have the right to a free copy of your report from that agency, if you ask for it within 60 days of receiving this notice, and the right to dispute with that agency whether any information in the report is accurate or complete.",
  },
  score: {
    must: ["score", "score_low", "score_high", "score_day", "score_source"],
    text: "We also used your credit score in making the decision. A credit score is a number that reflects the information in your credit report. Your score was {score}; it was created on {score_day} and provided by {score_source}. Scores range from a low of {score_low} to a high of {score_high}. The key factors that adversely affected your score:",
  },
  otherInformation: {
    must: ["contact"],
    text: "Our decision rests in whole or in part on information from a source other than a consumer reporting agency. If you ask us in writing within 60 days of receiving this notice, we will tell you the nature of that information. Write to: {contact}.",
  },
  contact: { must: ["contact"], text: "If you have a question about this notice, write to or call: {contact}." },
  corrective: {
    must: [],
    text: "We wrote to you that your account {product} (our reference {account}) is closed. The closing was not carried out: your account stays open on its terms, and our earlier notice has no effect. If you have a question, write to or call: {contact}.",
  },
} satisfies Record<string, { must: readonly LetterPlaceholder[]; text: string }>;

export type LetterPart = keyof typeof textRows;
export const letterParts = Object.keys(textRows) as LetterPart[];

/** The program's approved wording of each part. */
export type LetterTexts = Record<LetterPart, string>;

const placeholder = /\{([^{}]*)\}/g;

function isPlaceholder(name: string): name is LetterPlaceholder {
  return placeholders.some((known) => known === name);
}

/** What is wrong with a program's wording of a part, or null: nothing that cannot be filled in, and nothing left out that must be said. */
export function letterTextProblem(part: LetterPart, text: string): string | null {
  const must: readonly LetterPlaceholder[] = textRows[part].must;
  const used = [...text.matchAll(placeholder)].map(([, name = ""]) => name);
  const known: readonly string[] = [...new Set([...must, ...general])];
  const stranger = used.find((name) => !known.includes(name));
  if (stranger !== undefined) return `expected no {${stranger}} here; it takes ${known.map((name) => `{${name}}`).join(", ")}`;
  if (/[{}]/.test(text.replace(placeholder, ""))) return "expected each { to be closed by a }";
  const missing = must.find((name) => !used.includes(name));
  return missing ? `expected {${missing}} in it: the notice must say that` : null;
}

const textOf = (part: LetterPart) =>
  z.string().trim().min(1, "expected a text").max(4_000, "expected at most 4000 characters").default(textRows[part].text).superRefine((text, context) => {
    const problem = letterTextProblem(part, text) ?? (mentionsConfidentialReport(text) ? confidentialMention : null);
    if (problem) context.addIssue({ code: "custom", message: problem });
  });

/** The wording of a program; a part that is left out has ours. */
export const letterTextsSetting = z.strictObject(Object.fromEntries(letterParts.map((part) => [part, textOf(part)])) as Record<LetterPart, ReturnType<typeof textOf>>);

export const defaultLetterTexts: LetterTexts = letterTextsSetting.parse({});

/** Fills a text in, once: what is filled in is never read for placeholders again. */
export function filledIn(text: string, values: Partial<Record<LetterPlaceholder, string>>): string {
  return text.replace(placeholder, (_whole, name: string) => {
    const value = isPlaceholder(name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`Nothing is known for {${name}} of the letter.`);
    return value;
  });
}
