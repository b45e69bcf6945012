import "server-only";
import { closeAccountInput } from "@/lib/closures/closing-inputs";
import type { LeadAccount } from "@/lib/lead/account";
import type { Problem } from "@/lib/result";
import { defineForeignCommand } from "../define-command";
import { accountAnswer, expectedOver, expectedStatus, stateOf, storedBody, transitionProblem, transitionRequest } from "./transition";

const verb = "close-account";

/** Lead takes `client_closed` only with the notice on the account already: close itself cannot carry it (FACTS 5.7). */
function noticeMissing(reason: string, { details }: LeadAccount): Problem | null {
  const { delivered_at: at, reason: why, delivery_method: how } = details?.adverse_action_notice ?? {};
  if (reason !== "client_closed" || (at && why && how)) return null;
  return {
    kind: "not-possible-now",
    title: "The adverse action notice is not on the account at Lead.",
    detail: "Lead requires a delivered notice for this reason.",
    saved: "Nothing was sent.",
    next: "Record the notice first. Never enter a date on which nothing was sent.",
  };
}

export const closeAccount = defineForeignCommand({
  kind: "foreign",
  name: verb,
  permissions: ["close-account"],
  onlyInProcess: true,
  schema: closeAccountInput,
  accountId: ({ accountId }) => accountId,
  fieldPath: (path) => (path === "status_reason" ? "reason" : path),
  guard: (context) => {
    const state = stateOf(context);
    return transitionProblem(verb, state) ?? noticeMissing(context.input.reason, state.account);
  },
  request: ({ input }) => transitionRequest(verb, input.accountId, input.reason),
  expected: (context) => expectedOver(stateOf(context), expectedStatus(verb, context.input.reason)),
  send: async (writer, context) => accountAnswer(await writer.accounts.close(context.input.accountId, storedBody(context), context.commandId)),
  effectIsThere: ({ input }, { account }) => account.status === "closed" && account.status_reason === input.reason,
  why: ({ reason }) => ({ reason }),
});
