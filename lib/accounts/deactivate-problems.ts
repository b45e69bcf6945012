import type { NoticeRules } from "../closures/notice-rules";
import type { FieldProblem } from "../result";
import { adverseActionProblems } from "./adverse-action";
import type { AdverseActionInput } from "./adverse-action";
import { hasCredit } from "./capabilities";

type Known = { capabilities: readonly string[]; /** The program's business day. */ today: string; /** What its notices may give. */ rules: NoticeRules };

/** Deactivating an account with credit may be an adverse action, so it is determined (COMPLIANCE, Adverse action). */
export function deactivateProblems(input: AdverseActionInput, { capabilities, today, rules }: Known): FieldProblem[] {
  return hasCredit(capabilities) ? adverseActionProblems(input, today, rules) : [];
}
