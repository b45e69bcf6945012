import type { FieldProblem, Problem } from "@/lib/result";

/** What keeps a form from being sent, in the form's own order. */
export function problemsToFix(fields: readonly FieldProblem[]): Problem {
  const count = fields.length === 1 ? "There is 1 problem" : `There are ${fields.length} problems`;
  return { kind: "invalid", title: `${count} to fix before this can be sent.`, fields: [...fields] };
}

/** The action gave no answer: it may have arrived. */
export const noAnswer: Problem = {
  kind: "unconfirmed",
  title: "The console did not answer.",
  detail: "It is not known yet whether this was sent.",
  saved: "Everything typed is still here.",
  next: "The console is asked again by itself.",
};

/** The console has no record of it, so nothing can have reached Lead. */
export const notSent: Problem = {
  kind: "unavailable",
  title: "Nothing was sent.",
  detail: "The console could not be reached, and it has no record of this.",
  saved: "Everything typed is still here.",
  next: "Send it again. It stays the same request and cannot happen twice.",
};
