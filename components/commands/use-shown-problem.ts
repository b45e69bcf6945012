import { useMemo } from "react";
import type { FieldProblem, Problem } from "@/lib/result";
import { problemsToFix } from "./command-problems";

/**
 * What is to be fixed before anything is sent, else what became of the sending. The same object until either changes:
 * the summary takes the focus for each new one, never while somebody types.
 */
export function useShownProblem(problems: readonly FieldProblem[], answered: Problem | null): Problem | null {
  return useMemo(() => (problems.length > 0 ? problemsToFix(problems) : answered), [problems, answered]);
}
