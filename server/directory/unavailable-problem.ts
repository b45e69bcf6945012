import "server-only";
import type { LeadProblem } from "@/lib/lead/problem";
import type { LeadWords, Problem } from "@/lib/result";
import type { LeadOutcome, NoAnswerReason } from "../lead/lead-error";

/** Why a read gave nothing, for a person. */
const reasonWords: Record<NoAnswerReason, string> = {
  "not-reached": "Lead could not be reached.",
  timeout: "Lead did not answer in time.",
  "connection-lost": "The connection to Lead broke before it answered.",
  "rate-limited": "Lead asks for fewer calls.",
  conflict: "Lead is busy with another call on the same thing.",
  "server-error": "Lead reports a failure on its side.",
  "malformed-answer": "Lead's answer could not be read.",
  "no-access": "Lead did not accept the program's credentials.",
  canceled: "The reading was stopped.",
};

function leadWords(problem: LeadProblem | undefined): LeadWords | undefined {
  if (!problem) return undefined;
  const { status, code = null, title = null, detail = null, requestId = null, invalidParameters } = problem;
  return { status, code, title, detail, requestId, invalidParameters };
}

/** A read that brought nothing, as a value: what is in the directory goes on being shown. */
export function unavailableProblem(outcome: Exclude<LeadOutcome<unknown>, { kind: "answered" }>): Problem {
  const refused = outcome.kind === "refused";
  return {
    kind: refused ? "refused-by-lead" : "unavailable",
    title: refused ? "Lead refused to show this." : reasonWords[outcome.reason],
    next: refused ? undefined : "What the directory knows is shown; try again in a moment.",
    lead: leadWords(outcome.problem),
  };
}
