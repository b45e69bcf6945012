import "server-only";
import { leadParameterProblems } from "@/lib/accounts/lead-parameters";
import type { CommandStatus } from "@/lib/command";
import type { LeadProblem } from "@/lib/lead/problem";
import type { FieldProblem, LeadWords, Problem, ProblemKind } from "@/lib/result";
import type { LeadOutcome, NoAnswerReason } from "../lead/lead-error";

/** How a call can end that did not succeed. */
export type CallEnding =
  | "refused"
  | "unknown-at-lead"
  | "no-scope"
  | "address-refused"
  | "no-access"
  | "not-sent"
  | "rate-limited"
  | "key-used-otherwise"
  | "refused-after-window"
  | "in-doubt";

type OutcomeRow = {
  status: Extract<CommandStatus, "rejected" | "unconfirmed" | "needs-a-person">;
  kind: ProblemKind;
  title: string;
  saved: string;
  next: string;
};

const nothingHappened = "Nothing changed at Lead. What you typed is kept.";
const recorded = "It is recorded, and nothing is sent twice.";

/**
 * What each ending means (FACTS 6.2, 7). Only an ending after which Lead has certainly done nothing is `rejected`, which
 * is final for the id. A key that Lead knows with another body is never a plain refusal: something was done under it.
 */
export const outcomeTable = {
  refused: { status: "rejected", kind: "refused-by-lead", title: "Lead refused this.", saved: nothingHappened, next: "Put right what Lead names, then send again." },
  "unknown-at-lead": { status: "rejected", kind: "refused-by-lead", title: "Lead does not know what this is about.", saved: nothingHappened, next: "Reload the account to see what Lead holds now." },
  "no-scope": { status: "rejected", kind: "not-possible-now", title: "The program's credentials may not write accounts at Lead.", saved: nothingHappened, next: "Ask an administrator: the scope account/read_write is missing." },
  "address-refused": { status: "rejected", kind: "not-possible-now", title: "Lead does not accept requests from this console's address.", saved: nothingHappened, next: "Ask an administrator: the address has to be on the program's allowlist at Lead." },
  "no-access": { status: "rejected", kind: "not-possible-now", title: "Lead did not accept the program's credentials.", saved: nothingHappened, next: "Ask an administrator to check the credentials, then send again." },
  "not-sent": { status: "rejected", kind: "unavailable", title: "Lead could not be asked.", saved: nothingHappened, next: "Nothing is queued. Send again in a moment." },
  "rate-limited": { status: "unconfirmed", kind: "unconfirmed", title: "Lead asks for fewer calls.", saved: recorded, next: "It is sent again by itself, as the same request, as soon as Lead allows; there is nothing to do." },
  "key-used-otherwise": { status: "needs-a-person", kind: "unconfirmed", title: "Lead knows this request's number with other content.", saved: recorded, next: "Compliance has to look at Lead and settle it." },
  "refused-after-window": { status: "needs-a-person", kind: "unconfirmed", title: "Lead refused the repeat, but may no longer remember the first one.", saved: recorded, next: "Compliance has to find out whether the account was opened, and settle it." },
  "in-doubt": { status: "unconfirmed", kind: "unconfirmed", title: "Lead has not confirmed yet.", saved: recorded, next: "It is being checked; there is nothing to do." },
} as const satisfies Record<CallEnding, OutcomeRow>;

/** What is known about a call beside its answer. */
export type CallCircumstances = {
  /** An opening: nothing but its key can tell whether it happened. */
  isOpening: boolean;
  /** It was sent before and may have happened then. */
  resend: boolean;
  /** The time is over in which Lead certainly remembers the key. */
  afterWindow: boolean;
};

const doubtEndings: Partial<Record<NoAnswerReason, CallEnding>> = { "rate-limited": "rate-limited" };
const notSentEndings: Partial<Record<NoAnswerReason, CallEnding>> = { "no-access": "no-access" };

type NotAnswered = Exclude<LeadOutcome<unknown>, { kind: "answered" }>;

export function callEnding(outcome: NotAnswered, { isOpening, resend, afterWindow }: CallCircumstances): CallEnding {
  if (outcome.problem?.code === "idempotency_request_inconsistent") return "key-used-otherwise";
  if (outcome.kind === "no-answer") {
    return outcome.mayHaveHappened ? (doubtEndings[outcome.reason] ?? "in-doubt") : (notSentEndings[outcome.reason] ?? "not-sent");
  }
  // Lead answers an access refusal before it looks at the key: after a doubt it proves nothing.
  const { status, code } = outcome.problem;
  if (status === 401 || status === 403) {
    if (resend) return "in-doubt";
    if (status === 401) return "no-access";
    return code === "source_ip_not_allowed" ? "address-refused" : "no-scope";
  }
  // Without a code of Lead's it may be a gateway's word, which proves nothing about what went before.
  if (resend && code === undefined) return "in-doubt";
  if (isOpening && resend && afterWindow) return "refused-after-window";
  return status === 404 ? "unknown-at-lead" : "refused";
}

export function leadWords({ status, code, title, detail, requestId, invalidParameters }: LeadProblem): LeadWords {
  return { status, code: code ?? null, title: title ?? null, detail: detail ?? null, requestId: requestId ?? null, invalidParameters };
}

/** Not fields of any form: the account itself, and our own header. */
const noFields: readonly string[] = ["", "id", "Idempotency-Key", "source_ip"];

/** Lead's refusal on the fields it names. */
function leadFields({ invalidParameters }: LeadProblem): FieldProblem[] {
  return leadParameterProblems(invalidParameters).filter(({ path }) => !noFields.includes(path.trim()));
}

/** The ending as a value: what happened, what was saved, what to do, and Lead's own words. */
export function endingProblem(ending: CallEnding, problem: LeadProblem | undefined, commandId: string): Problem {
  const { kind, title, saved, next } = outcomeTable[ending];
  const fields = problem && ending === "refused" ? leadFields(problem) : [];
  return {
    kind, title, saved, next, commandId,
    ...(problem?.detail ? { detail: problem.detail } : {}),
    ...(fields.length > 0 ? { fields } : {}),
    ...(problem ? { lead: leadWords(problem) } : {}),
  };
}
