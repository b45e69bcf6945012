import { z } from "zod";
import { exclusionRows } from "../closures/determination";
import type { Determination as KeptDetermination, Exclusion } from "../closures/determination";
import { noticeReasonsProblem } from "../closures/notice-rules";
import type { NoticeRules } from "../closures/notice-rules";
import { maxNoticeReasons } from "../closures/termination-reasons";
import { parsePlainDate } from "../fields/plain-date";
import type { FieldProblem } from "../result";
import { operatorText } from "./operator-text";

// What is asked where terms of credit become worse and the account is not closed: a line cut, or a deactivation
// (COMPLIANCE, Adverse action). Kept with the command and in the register, never sent to Lead.

/** Whether a worse term is an adverse action (Reg B 1002.2(c)): yes, agreed with the holder, or excluded by the rule. */
export const determinations = ["adverse-action", "agreed", "excluded"] as const;
export type Determination = (typeof determinations)[number];

/** Which exclusion, where it is not the holder's agreement. */
export const cutExclusions = ["whole-class", "inactivity", "default", "delinquency"] as const satisfies readonly Exclusion[];
export type CutExclusion = (typeof cutExclusions)[number];

/** What goes together is `adverseActionProblems`. */
export const adverseActionShape = {
  determination: z.enum(determinations).optional(),
  /** With `excluded`. */
  exclusion: z.enum(cutExclusions).optional(),
  /** With the exclusions that hold only while it lasts. */
  currentlyDelinquent: z.boolean().optional(),
  /** With `agreed`: which holder, how and when; with `excluded`: why it applies. */
  basis: operatorText().optional(),
  /** With an adverse action: what the notice will give, the principal ones in their order (Reg B 1002.9(b)(2)). */
  noticeReasons: z.array(z.strictObject({ code: z.string().min(1).max(60), text: operatorText(300) })).max(maxNoticeReasons, `Give at most ${maxNoticeReasons} reasons.`).optional(),
  /** A day of the program's business zone; the notice is due 30 days after it. */
  actionTakenOn: z.iso.date("Not a date on the calendar.").optional(),
};

export type AdverseActionInput = { [Part in keyof typeof adverseActionShape]?: z.infer<(typeof adverseActionShape)[Part]> };
export const adverseActionFields = Object.keys(adverseActionShape) as (keyof AdverseActionInput)[];

/** Everything that is missing or wrong with what was said, by field. `today`: the program's business day; `rules`: what its notices may give. */
export function adverseActionProblems(said: AdverseActionInput, today: string, rules: NoticeRules): FieldProblem[] {
  const { determination, actionTakenOn } = said;
  if (!determination) return [{ path: "determination", message: "Say whether this is an adverse action." }];
  const day = dayProblem(actionTakenOn, today);
  return [...groundProblems(said, determination, rules), ...(day === null ? [] : [{ path: "actionTakenOn", message: day }])];
}

function dayProblem(day: string | undefined, today: string): string | null {
  if (day === undefined) return "Say on which day the action is taken.";
  const parsed = parsePlainDate(day);
  if (!parsed.ok) return parsed.message;
  return parsed.value > today ? "The action is taken today or was taken earlier." : null;
}

function groundProblems({ exclusion, currentlyDelinquent, basis, noticeReasons = [] }: AdverseActionInput, determination: Determination, rules: NoticeRules): FieldProblem[] {
  const problem = (path: string, message: string) => [{ path, message }];
  if (determination === "adverse-action") {
    const wrong = noticeReasonsProblem(noticeReasons, rules);
    return wrong ? problem("noticeReasons", wrong) : [];
  }
  if (determination === "agreed") return basis ? [] : problem("basis", "Say which holder agreed, how and when.");
  const why = basis ? [] : problem("basis", "Say why the exclusion applies.");
  if (!exclusion) return [...problem("exclusion", "Say which exclusion applies."), ...why];
  if (!holdsWhileDelinquent(exclusion) || currentlyDelinquent === true) return why;
  return [...problem("currentlyDelinquent", "The exclusion holds only while the account is delinquent now. If it was cured, this is generally an adverse action."), ...why];
}

/** Whether an exclusion stands only for an account that is delinquent now (comment 2(c)(2)(ii)-2). */
export function holdsWhileDelinquent(exclusion: CutExclusion): boolean {
  return exclusionRows[exclusion].asks === "currently-delinquent";
}

/** Only what goes with the determination; what was typed for another is neither kept nor sent. */
export function standingAdverseAction(said: AdverseActionInput): AdverseActionInput {
  const { determination, exclusion, currentlyDelinquent, basis, noticeReasons, actionTakenOn } = said;
  if (!determination) return {};
  const grounds =
    determination === "adverse-action"
      ? { noticeReasons }
      : { basis, ...(determination === "excluded" ? { exclusion, ...(exclusion && holdsWhileDelinquent(exclusion) && currentlyDelinquent ? { currentlyDelinquent } : {}) } : {}) };
  return Object.fromEntries(Object.entries({ determination, ...grounds, actionTakenOn }).filter(([, value]) => value !== undefined));
}

/** The same as the record of a closing keeps it; null where nothing complete was said. */
export function keptDetermination({ determination, exclusion, currentlyDelinquent, basis }: AdverseActionInput): KeptDetermination | null {
  if (determination === "adverse-action") return { kind: "adverse-action" };
  if (determination === undefined || basis === undefined) return null;
  if (determination === "agreed") return { kind: "excluded", exclusion: "agreed", basis };
  return exclusion ? { kind: "excluded", exclusion, ...(currentlyDelinquent ? { currentlyDelinquent } : {}), basis } : null;
}
