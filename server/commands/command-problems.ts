import "server-only";
import { fieldProblemsOf } from "@/lib/accounts/command-inputs";
import { commandLabels } from "@/lib/command";
import type { CommandName } from "@/lib/command";
import { onlyPhrase } from "@/lib/permissions";
import type { Permission } from "@/lib/permissions";
import type { Difference, FieldProblem, Problem } from "@/lib/result";
import type { z } from "zod";

// The words of what stops a command before anything is recorded.

const nothingSaved = "Nothing was recorded and nothing was sent. What you typed is kept.";

export const unknownProgram: Problem = { kind: "forbidden", title: "There is no such program.", saved: nothingSaved };
export const signInNeeded: Problem = { kind: "forbidden", title: "You are no longer signed in.", saved: nothingSaved, next: "Sign in again; what you typed is kept." };
export const malformedSubmission: Problem = { kind: "invalid", title: "This is not something the console sends.", saved: nothingSaved, next: "Reload the page and try again." };
export const unstorable: Problem = { kind: "invalid", title: "A text contains characters that cannot be stored.", saved: nothingSaved, next: "Remove control characters, then send again." };

export function notPermitted(permission: Permission): Problem {
  return { kind: "forbidden", title: onlyPhrase(permission), saved: "Nothing was sent; the attempt is in the audit trail." };
}

export function onlyInProcess(name: CommandName): Problem {
  return { kind: "forbidden", title: `“${commandLabels[name]}” is a step of a process and cannot be asked for alone.`, saved: "Nothing was sent; the attempt is in the audit trail.", next: "Start the process from the account." };
}

export function invalidInput(error: z.ZodError, fieldPath: (path: string) => string = (path) => path): Problem {
  return invalidFields(fieldProblemsOf(error).map(({ path, message }) => ({ path: fieldPath(path), message })));
}

export function invalidFields(fields: FieldProblem[]): Problem {
  return { kind: "invalid", title: fields.length === 1 ? "One thing has to be put right first." : `${fields.length} things have to be put right first.`, saved: nothingSaved, fields };
}

export const idUsedOtherwise: Problem = {
  kind: "conflict",
  title: "This form has already been sent with something else in it.",
  saved: nothingSaved,
  next: "Reload the page to see what became of the first one.",
};

export const notInDirectory: Problem = {
  kind: "not-possible-now",
  title: "The directory does not know this account.",
  saved: nothingSaved,
  next: "Look it up by its id first; it is then read from Lead.",
};

export const unknownAtLead: Problem = {
  kind: "not-possible-now",
  title: "Lead knows no account with this id.",
  saved: nothingSaved,
  next: "Compare the id; the directory now shows that Lead does not know it.",
};

export function leadUnavailable(problem: Problem): Problem {
  return { ...problem, kind: "unavailable", saved: nothingSaved, next: "Try again in a moment." };
}

export const seenMissing: Problem = {
  kind: "invalid",
  title: "It is not known what you were looking at.",
  saved: nothingSaved,
  next: "Reload the account, look again and send again.",
};

export function changedMeanwhile(differences: Difference[]): Problem {
  return {
    kind: "conflict",
    title: "The account changed at Lead after you looked at it.",
    saved: nothingSaved,
    next: "Compare what you saw with what Lead holds now, then decide again.",
    differences,
  };
}

/** Why a stored command cannot go on by itself. */
export const stops = {
  changed: "What this relied on changed at Lead before it was confirmed.",
  late: "Lead may no longer remember the first request: sending again could do it twice.",
  unknown: "Lead no longer knows this account.",
  unread: "Lead could not be read, so this was not sent again.",
  replayed: "Lead answered the repeat, but the account does not show the change.",
  unseen: "Lead answered that it is done, but the account does not show the change.",
  taken: "The account in Lead’s answer is recorded as opened by another command.",
  /** Without the cause: whoever may see holds sees them on the account, and this text is for everybody. */
  blocked: "A rule of ours stands in the way of sending this now.",
} as const;

export function stopped(commandId: string, title: string): Problem {
  return { kind: "unconfirmed", title, saved: "It is recorded, and nothing is sent by itself any more.", next: "Compliance has to look at Lead and settle it.", commandId };
}

/** It was never sent, which is certain because a send is marked first: so it can end for good. */
export function neverSent(commandId: string, title: string): Problem {
  return { kind: "not-possible-now", title, detail: "The console was interrupted before it was sent.", saved: "Nothing changed at Lead.", next: "Look again and send again.", commandId };
}

type Waiting = { id: string; name: string; operatorName: string; status: string };

/** The next one is told which it waits for, unless that might say why the account is restricted. */
export function waitsFor(other: Waiting, seesCauses = true): Problem {
  const label = commandLabels[other.name as CommandName] ?? other.name;
  const state = other.status === "needs-a-person" ? "It needs a person to settle it." : "Lead has not confirmed it yet; it is being checked.";
  return {
    kind: "not-possible-now",
    title: seesCauses ? `“${label}” by ${other.operatorName} is not settled yet.` : "Another change of this account is not settled yet.",
    detail: state,
    saved: nothingSaved,
    next: "Send this again once that one is settled.",
    commandId: other.id,
  };
}

/** What stood in the way was settled in the same moment: the next submit goes through. */
export const justSettled: Problem = { kind: "not-possible-now", title: "Another change of this account has just been settled.", saved: nothingSaved, next: "Send again." };

/** Whether it is only another command that stands in the way of this one, or stood there a moment ago. */
export function waitsForAnother(problem: Problem, commandId: string): boolean {
  const { kind, commandId: named } = problem;
  return problem === justSettled || (kind === "not-possible-now" && named !== undefined && named !== commandId);
}
