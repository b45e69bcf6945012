import type { FieldProblem } from "../result";
import { hasCredit } from "./capabilities";
import type { DeactivateInput } from "./command-inputs";

/** Deactivating an account with credit may be an adverse action, so it is determined (COMPLIANCE, Adverse action). */
export function deactivateProblems(input: Pick<DeactivateInput, "determination" | "basis">, known: { capabilities: readonly string[] }): FieldProblem[] {
  if (!hasCredit(known.capabilities)) return [];
  if (!input.determination) return [{ path: "determination", message: "Say whether this is an adverse action." }];
  if (input.determination === "adverse-action" || input.basis) return [];
  return [{ path: "basis", message: input.determination === "agreed" ? "Say which holder agreed, how and when." : "Say which exclusion applies." }];
}
