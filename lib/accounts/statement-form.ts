import { z } from "zod";
import { determinations, type ChangeStatement, type Determination } from "./command-inputs";
import { needsDetermination, type StatementTopic } from "./update-account-problems";

/** The statement as it is typed. */
export const changeStatementDraft = z.object({
  reason: z.string().default(""),
  determination: z.enum(["", ...determinations]).default(""),
  basis: z.string().default(""),
  scraReason: z.string().default(""),
  availableCreditIsRestricted: z.boolean().default(false),
});
export type ChangeStatementDraft = z.infer<typeof changeStatementDraft>;

export const emptyStatement: ChangeStatementDraft = { reason: "", determination: "", basis: "", scraReason: "", availableCreditIsRestricted: false };

type DeterminationRow = { label: string; meaning: string };

/** How a worse term may be judged (Reg B 1002.2(c)), with what each asks. */
export const determinationWords = {
  "adverse-action": { label: "It is an adverse action", meaning: "A notice with the specific reasons is due within 30 days of the action." },
  agreed: { label: "The holder agreed to it", meaning: "Say which holder, how and when." },
  excluded: { label: "It is excluded", meaning: "For example a change for a whole class of accounts, or a current delinquency on this account. Say which." },
} satisfies Record<Determination, DeterminationRow>;

/** What was typed as the input takes it; undefined where nothing was said. */
export function statementToSend(draft: ChangeStatementDraft, topics: readonly StatementTopic[]): ChangeStatement | undefined {
  const { reason, determination, basis, scraReason, availableCreditIsRestricted } = draft;
  const asksDetermination = needsDetermination(topics);
  if (reason.trim() === "" && determination === "" && !availableCreditIsRestricted) return undefined;
  return {
    reason: reason.trim(),
    ...(asksDetermination && determination !== "" ? { determination } : {}),
    ...(asksDetermination && (determination === "agreed" || determination === "excluded") && basis.trim() !== "" ? { basis: basis.trim() } : {}),
    ...(topics.includes("scra-open") && scraReason.trim() !== "" ? { scraReason: scraReason.trim() } : {}),
    ...(availableCreditIsRestricted ? { availableCreditIsRestricted } : {}),
  };
}

/** The labels of what is said about a change, beside those of the field table. */
export const statementLabels: Readonly<Record<string, string>> = {
  "statement.reason": "Reason",
  "statement.determination": "Adverse action",
  "statement.basis": "Basis",
  "statement.scraReason": "Reason apart from SCRA",
};
