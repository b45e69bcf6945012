import "server-only";
import { canTransition, statusWords, transitions } from "@/lib/accounts/account-status";
import type { TransitionVerb } from "@/lib/accounts/account-status";
import type { LeadAccount } from "@/lib/lead/account";
import type { Problem } from "@/lib/result";
import type { LeadOutcome } from "../../lead/lead-error";
import { mapAnswer } from "../../lead/lead-error";
import type { AccountState, CommandAnswer, LookContext, StoredContext } from "../define-command";

/** The state that a command on an account was looked at in. */
export function stateOf({ state }: Pick<LookContext<unknown>, "state">): AccountState {
  if (!state) throw new Error("A command on an account is looked at with the account");
  return state;
}

/** The transition table's own guard (FACTS 5.7): a command names the state that it wants, and never toggles. */
export function transitionProblem(verb: TransitionVerb, { account }: AccountState): Problem | null {
  if (canTransition(verb, account.status ?? "")) return null;
  const { label, from } = transitions[verb];
  return {
    kind: "not-possible-now",
    title: `The account is ${statusWords(account.status ?? null, account.status_reason ?? null).toLowerCase()}.`,
    detail: `“${label}” starts from ${from.join(" or ")} only.`,
    saved: "Nothing was recorded and nothing was sent.",
    next: "Reload the account to see what is possible now.",
  };
}

export const accountPath = (accountId: string) => `/v0/accounts/${accountId}`;

/** The request of a transition as it is written down; Lead takes the reason and nothing else (FACTS 3.1). */
export function transitionRequest(verb: TransitionVerb, accountId: string, statusReason?: string) {
  const body = statusReason === undefined ? null : JSON.stringify({ status_reason: statusReason });
  return { method: "POST" as const, path: `${accountPath(accountId)}/${transitions[verb].endpoint}`, body };
}

export function expectedStatus(verb: TransitionVerb, statusReason: string) {
  return { status: transitions[verb].to, status_reason: statusReason };
}

/** What was there before, with the named parts changed: everything else should be as it was. */
export function expectedOver({ account }: AccountState, change: Partial<LeadAccount>): Partial<LeadAccount> {
  const { updated_at: _moves, ...rest } = { ...account, ...change };
  return rest;
}

/** An answer that is the account and says nothing of who is on it. */
export function accountAnswer(outcome: LeadOutcome<LeadAccount>): LeadOutcome<CommandAnswer> {
  return mapAnswer(outcome, (account) => ({ account, relationships: null }));
}

/** The body of a stored request, byte for byte as it was written down. */
export function storedBody({ request }: Pick<StoredContext<unknown>, "request">): string {
  if (request.body === null) throw new Error("This request has a body");
  return request.body;
}
