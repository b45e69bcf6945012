import "server-only";
import type { z } from "zod";
import { reopenAccountInput } from "@/lib/closures/closing-inputs";
import { ok } from "@/lib/result";
import type { Problem } from "@/lib/result";
import { heldProblem } from "../../holds/holds-that-block";
import { defineForeignCommand } from "../define-command";
import { accountAnswer, expectedStatus, stateOf, transitionProblem, transitionRequest } from "./transition";

const verb = "reopen-account";

/** The correction of a mistaken closure, which shows the account as active until it arrives; Lead's own texts disagree whether it takes this (FACTS C6, C7). */
export const reopenAccount = defineForeignCommand<z.infer<typeof reopenAccountInput>, Problem | null>({
  kind: "foreign",
  name: verb,
  permissions: ["correct-closure"],
  onlyInProcess: true,
  schema: reopenAccountInput,
  accountId: ({ accountId }) => accountId,
  look: async ({ deps }, context) => ok(await heldProblem(deps.db, context, context.input.accountId)),
  guard: (context) => transitionProblem(verb, stateOf(context)) ?? context.extra,
  recheck: (tx, context) => heldProblem(tx, context, context.input.accountId),
  request: ({ input }) => transitionRequest(verb, input.accountId),
  expected: () => expectedStatus(verb, "active"),
  send: async (writer, context) => accountAnswer(await writer.accounts.activate(context.input.accountId, context.commandId)),
  mustShow: true,
  effectIsThere: (_context, { account }) => account.status === "active",
});
