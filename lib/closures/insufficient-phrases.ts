import { z } from "zod";

/**
 * Words that are not specific enough as a reason, and why. Case and spaces do not matter; whole words alone are found, and
 * one that ends with `*` with any ending: "internal polic*".
 */
export const insufficientPhraseRow = z.strictObject({
  words: z.string().trim().regex(/^[\p{L}\p{N}'’-]+\*?(\s+[\p{L}\p{N}'’-]+\*?)*$/u, "expected words, each with a * at its end where any ending is meant").max(100),
  why: z.string().trim().min(1).max(300),
});
export type InsufficientPhrase = z.infer<typeof insufficientPhraseRow>;

const because = (why: string, ...phrases: string[]): InsufficientPhrase[] => phrases.map((words) => ({ words, why }));

/** What a program flags unless it says otherwise (Reg B 1002.9(b)(2); COMPLIANCE, Adverse action). */
export const insufficientPhrases: readonly InsufficientPhrase[] = [
  ...because("An internal policy is not a specific reason.", "internal polic*", "internal standard*", "internal guideline*", "internal criteria", "internal rule*"),
  ...because("A policy is not a specific reason.", "company polic*", "bank polic*", "program polic*", "our polic*"),
  ...because("Not reaching a score is not a specific reason: name what the score rests on.", "score*", "scoring"),
  ...because("This names no fact about the account.", "risk appetite", "risk tolerance", "risk profile", "business decision*", "business reason*"),
  ...because("A death or a change of marital status is not a ground in itself.", "death", "deceased", "died", "divorc*", "marital", "marriage", "widow*"),
];

function patternOf(words: string): RegExp {
  const escaped = words.split(/\s+/).map((word) => word.replace(/[-’']/g, "\\$&").replace(/\*$/, "[\\p{L}\\p{N}]*"));
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped.join("\\s+")}(?![\\p{L}\\p{N}])`, "iu");
}

/** Why a phrase is not specific enough, or null. */
export function insufficientPhrase(text: string, phrases: readonly InsufficientPhrase[]): string | null {
  return phrases.find(({ words }) => patternOf(words).test(text))?.why ?? null;
}
