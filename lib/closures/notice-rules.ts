import { z } from "zod";
import { confidentialMention, mentionsConfidentialReport } from "../accounts/operator-text";
import { insufficientPhrase, insufficientPhraseRow, insufficientPhrases } from "./insufficient-phrases";
import type { InsufficientPhrase } from "./insufficient-phrases";
import { maxNoticeReasons, ownWordsCode, reasonGroups, terminationReasons } from "./termination-reasons";
import type { NoticeReason, TerminationReason } from "./termination-reasons";

/** What a program's notices may give as reasons, and what is not specific enough; screen and server read the same. */
export type NoticeRules = { reasons: readonly TerminationReason[]; phrases: readonly InsufficientPhrase[] };

export const defaultNoticeRules: NoticeRules = { reasons: terminationReasons, phrases: insufficientPhrases };

const reasonRow = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "expected lower-case letters, digits and -, at most 60").refine((code) => code !== ownWordsCode, `expected another code than ${ownWordsCode}`),
  text: z.string().trim().min(1).max(300).refine((text) => !mentionsConfidentialReport(text), confidentialMention),
  group: z.enum(reasonGroups).default("terminating"),
});

function repeated(values: readonly string[]): string | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}

/** A program's own lists; what is left out is ours. A listed reason may not itself be what the phrases flag. */
export const noticeRulesSetting = z
  .strictObject({
    reasons: z.array(reasonRow).min(1, "expected at least one reason").max(200).default(() => terminationReasons.map((row) => ({ ...row }))),
    insufficientPhrases: z.array(insufficientPhraseRow).max(200).default(() => [...insufficientPhrases]),
  })
  .superRefine(({ reasons, insufficientPhrases: phrases }, context) => {
    const refuse = (message: string) => context.addIssue({ code: "custom", path: ["reasons"], message });
    const twice = repeated(reasons.map(({ code }) => code)) ?? repeated(reasons.map(({ text }) => text.toLowerCase()));
    if (twice !== undefined) refuse(`expected each code and text once; ${twice} is there twice`);
    if (reasons.some(({ group }, index) => group === "terminating" && reasons[index - 1]?.group === "application")) refuse("expected the reasons for terminating before those of applications");
    const flagged = reasons.find(({ text }) => insufficientPhrase(text, phrases) !== null);
    if (flagged) refuse(`expected specific reasons; ${flagged.code} is not: ${insufficientPhrase(flagged.text, phrases)}`);
  });

/** What is wrong with a list of reasons; up to four, each once, of the program's list or in own specific words. */
export function noticeReasonsProblem(reasons: readonly NoticeReason[], rules: NoticeRules): string | null {
  if (reasons.length === 0) return "Give at least one specific reason.";
  if (reasons.length > maxNoticeReasons) return `Give at most ${maxNoticeReasons} reasons: the principal ones.`;
  if (repeated(reasons.map(({ text }) => text.trim().toLowerCase())) !== undefined) return "Each reason once.";
  for (const { code, text } of reasons) {
    if (code !== ownWordsCode && rules.reasons.find((row) => row.code === code)?.text !== text) return "Choose a reason of the list or write it in your own words.";
    if (!text.trim()) return "Enter the reason.";
    const why = code === ownWordsCode ? insufficientPhrase(text, rules.phrases) : null;
    if (why) return why;
  }
  return null;
}
