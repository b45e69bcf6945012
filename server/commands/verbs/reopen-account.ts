import "server-only";
import { reopenAccountInput } from "@/lib/closures/closing-inputs";
import { defineForeignCommand } from "../define-command";
import { accountAnswer, expectedStatus, stateOf, transitionProblem, transitionRequest } from "./transition";

const verb = "reopen-account";

/** The correction of a mistaken closure; Lead's own texts disagree whether it takes this (FACTS C6, C7). */
export const reopenAccount = defineForeignCommand({
  kind: "foreign",
  name: verb,
  permissions: ["correct-closure"],
  onlyInProcess: true,
  schema: reopenAccountInput,
  accountId: ({ accountId }) => accountId,
  guard: (context) => transitionProblem(verb, stateOf(context)),
  request: ({ input }) => transitionRequest(verb, input.accountId),
  expected: () => expectedStatus(verb, "active"),
  send: async (writer, context) => accountAnswer(await writer.accounts.activate(context.input.accountId, context.commandId)),
  mustShow: true,
  effectIsThere: (_context, { account }) => account.status === "active",
});
