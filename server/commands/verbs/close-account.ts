import "server-only";
import { and, eq } from "drizzle-orm";
import { closeAccountInput } from "@/lib/closures/closing-inputs";
import type { CloseAccountInput } from "@/lib/closures/closing-inputs";
import type { LeadAccount } from "@/lib/lead/account";
import type { Problem } from "@/lib/result";
import type { Queryable } from "../../db/client";
import { processDecisions } from "../../db/schema-closures";
import { openHolds } from "../../directory/entry";
import { defineForeignCommand } from "../define-command";
import type { CommandContext } from "../define-command";
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

/** A hold that came after the decision wins: those that were open then, the person who decided has answered for. */
async function holdPlacedSince(tx: Queryable, { program, process, input }: CommandContext<CloseAccountInput>): Promise<Problem | null> {
  const open = await openHolds(tx, program, input.accountId);
  if (open.length === 0 || !process) return null;
  const [decision] = await tx.select({ facts: processDecisions.facts }).from(processDecisions).where(and(eq(processDecisions.processId, process.id), eq(processDecisions.attempt, process.attempt)));
  const answeredFor = decision?.facts.openHolds.map(({ id }) => id) ?? [];
  if (open.every(({ id }) => answeredFor.includes(id))) return null;
  return {
    kind: "conflict", title: "A hold was placed on the account since it was decided to close it.",
    saved: "Nothing was sent.", next: "Look at the hold, then let it go on or end it.",
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
  recheck: holdPlacedSince,
  request: ({ input }) => transitionRequest(verb, input.accountId, input.reason),
  expected: (context) => expectedOver(stateOf(context), expectedStatus(verb, context.input.reason)),
  send: async (writer, context) => accountAnswer(await writer.accounts.close(context.input.accountId, storedBody(context), context.commandId)),
  mustShow: true,
  effectIsThere: ({ input }, { account }) => account.status === "closed" && account.status_reason === input.reason,
  why: ({ reason }) => ({ reason }),
});
