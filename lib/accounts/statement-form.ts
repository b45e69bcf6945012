import { z } from "zod";
import { ownWordsCode } from "../closures/termination-reasons";
import { parsePlainDate, plainDateWords } from "../fields/plain-date";
import { cutExclusions, determinations, standingAdverseAction, type AdverseActionInput, type Determination } from "./adverse-action";
import type { ChangeStatement } from "./command-inputs";
import { needsDetermination, type StatementTopic } from "./update-account-problems";

/** What is said of an adverse action as it is typed; the day as it was entered. */
export const adverseActionDraft = z.object({
  determination: z.enum(["", ...determinations]).default(""),
  exclusion: z.enum(["", ...cutExclusions]).default(""),
  currentlyDelinquent: z.boolean().default(false),
  basis: z.string().default(""),
  noticeReasons: z.array(z.object({ code: z.string(), text: z.string() })).default([]),
  actionTakenOn: z.string().default(""),
});
export type AdverseActionDraft = z.infer<typeof adverseActionDraft>;

/** The statement as it is typed. */
export const changeStatementDraft = adverseActionDraft.extend({
  reason: z.string().default(""),
  scraReason: z.string().default(""),
  availableCreditIsRestricted: z.boolean().default(false),
});
export type ChangeStatementDraft = z.infer<typeof changeStatementDraft>;

export const emptyAdverseAction: AdverseActionDraft = adverseActionDraft.parse({});
export const emptyStatement: ChangeStatementDraft = changeStatementDraft.parse({});

/** As a form begins with it: the action is taken today, until somebody says otherwise. */
export function statementOn(today: string): ChangeStatementDraft {
  return { ...emptyStatement, actionTakenOn: plainDateWords(today) };
}

type DeterminationRow = { label: string; meaning: string };

/** How a worse term may be judged (Reg B 1002.2(c)), with what each asks. */
export const determinationWords = {
  "adverse-action": { label: "It is an adverse action", meaning: "A notice with the specific reasons is due within 30 days of the action." },
  agreed: { label: "The holder agreed to it", meaning: "Say which holder, how and when." },
  excluded: { label: "It is excluded", meaning: "For example a change for a whole class of accounts, or a current delinquency on this account. Say which." },
} satisfies Record<Determination, DeterminationRow>;

/** What was typed as the command takes it: only what goes with the determination. A day that cannot be read is sent as it is, and refused. */
export function adverseActionToSend({ determination, exclusion, currentlyDelinquent, basis, noticeReasons, actionTakenOn }: AdverseActionDraft): AdverseActionInput {
  if (determination === "") return {};
  const day = parsePlainDate(actionTakenOn);
  return standingAdverseAction({
    determination, currentlyDelinquent,
    exclusion: exclusion === "" ? undefined : exclusion,
    basis: basis.trim() === "" ? undefined : basis.trim(),
    noticeReasons: noticeReasons.map(({ code, text }) => ({ code, text: code === ownWordsCode ? text.trim() : text })),
    actionTakenOn: actionTakenOn.trim() === "" ? undefined : day.ok ? day.value : actionTakenOn.trim(),
  });
}

/** What was typed as the input takes it; undefined where nothing was said. */
export function statementToSend(draft: ChangeStatementDraft, topics: readonly StatementTopic[]): ChangeStatement | undefined {
  const { reason, determination, scraReason, availableCreditIsRestricted } = draft;
  if (reason.trim() === "" && determination === "" && !availableCreditIsRestricted) return undefined;
  return {
    reason: reason.trim(),
    ...(needsDetermination(topics) ? adverseActionToSend(draft) : {}),
    ...(topics.includes("scra-open") && scraReason.trim() !== "" ? { scraReason: scraReason.trim() } : {}),
    ...(availableCreditIsRestricted ? { availableCreditIsRestricted } : {}),
  };
}

/** The labels of what is said of an adverse action, by its own paths. */
export const adverseActionLabels: Readonly<Record<keyof AdverseActionInput, string>> = {
  determination: "Adverse action",
  exclusion: "Exclusion",
  currentlyDelinquent: "Delinquent now",
  basis: "Basis",
  noticeReasons: "Principal reasons",
  actionTakenOn: "Action taken on",
};

/** The labels of what is said about a change, beside those of the field table. */
export const statementLabels: Readonly<Record<string, string>> = {
  "statement.reason": "Reason",
  "statement.scraReason": "Reason apart from SCRA",
  ...Object.fromEntries(Object.entries(adverseActionLabels).map(([path, label]) => [`statement.${path}`, label])),
};
