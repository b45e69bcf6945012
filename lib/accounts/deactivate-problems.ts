import type { FieldProblem } from "../result";
import { adverseActionProblems } from "./adverse-action";
import type { AdverseActionInput } from "./adverse-action";
import { hasCredit } from "./capabilities";

/** Deactivating an account with credit may be an adverse action, so it is determined (COMPLIANCE, Adverse action). */
export function deactivateProblems(input: AdverseActionInput, known: { capabilities: readonly string[]; /** The program's business day. */ today: string }): FieldProblem[] {
  return hasCredit(known.capabilities) ? adverseActionProblems(input, known.today) : [];
}
