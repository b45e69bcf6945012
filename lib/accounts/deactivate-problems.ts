import type { NoticeRules } from "../closures/notice-rules";
import type { FieldProblem } from "../result";
import { adverseActionProblems } from "./adverse-action";
import type { AdverseActionInput } from "./adverse-action";
import { hasCredit } from "./capabilities";
import { holdDayProblems } from "./hold-days";
import type { HoldDays } from "./hold-days";

type Known = { capabilities: readonly string[]; /** The program's business day. */ today: string; /** What its notices may give. */ rules: NoticeRules };

/** Deactivating an account with credit may be an adverse action, so it is determined (COMPLIANCE, Adverse action). */
export function deactivateProblems(input: AdverseActionInput & { hold?: HoldDays }, { capabilities, today, rules }: Known): FieldProblem[] {
  const action = hasCredit(capabilities) ? adverseActionProblems(input, today, rules) : [];
  return [...action, ...freezingHoldProblems(input.hold, today)];
}

/** The days of the hold that a freeze places. */
export function freezingHoldProblems(hold: HoldDays | undefined, today: string): FieldProblem[] {
  return hold ? holdDayProblems(hold, today).map((problem) => ({ ...problem, path: `hold.${problem.path}` })) : [];
}
