import { z } from "zod";

/** Said beside every field that takes a person's own words (31 CFR 1020.320(e)). */
export const confidentialHint = "Do not mention whether a suspicious activity report exists.";

/** What is wrong with a text that mentions one. */
export const confidentialMention = "Leave out any mention of a suspicious activity report: its existence is confidential.";

const confidentialWords = [/\bSARs?\b/, /\bs\.a\.r\.?(?=\W|$)/i, /suspicious[\s-]+activity/i, /\bfincen\b/i];

/** Whether a text speaks of a suspicious activity report, whose existence is confidential. */
export function mentionsConfidentialReport(text: string): boolean {
  return confidentialWords.some((word) => word.test(text));
}

/** A person's own words, trimmed: a reason, a note, a statement, a reference. */
export function operatorText(maxCharacters = 2000, whenEmpty = "Enter a few words.") {
  return z
    .string()
    .trim()
    .min(1, whenEmpty)
    .max(maxCharacters, `At most ${maxCharacters} characters.`)
    .refine((text) => !mentionsConfidentialReport(text), confidentialMention);
}
