import "server-only";
import { activateProblems } from "@/lib/accounts/activate-problems";
import { activateInput } from "@/lib/accounts/command-inputs";
import type { ActivateInput } from "@/lib/accounts/command-inputs";
import { may, onlyPhrase } from "@/lib/permissions";
import { ok } from "@/lib/result";
import type { Problem } from "@/lib/result";
import { standingProblems } from "@/lib/entity-standing";
import type { Queryable } from "../../db/client";
import { keepOwnerContact } from "../../directory/owner-dates";
import { heldProblem, restrictedForSupport, seesCauses } from "../../holds/holds-that-block";
import { supportMayLift } from "../../holds/support-may-lift";
import { invalidFields, notPermitted } from "../command-problems";
import { defineForeignCommand } from "../define-command";
import type { CommandContext, GuardContext } from "../define-command";
import { readEntities } from "../people-at-lead";
import { everyKind, processInTheWay } from "./process-in-the-way";
import { accountAnswer, expectedOver, expectedStatus, stateOf, transitionProblem, transitionRequest } from "./transition";

const verb = "activate-account";
const changesReason = ({ process }: Pick<CommandContext<unknown>, "process">) => process?.kind === "inactive-reason";

type Standing = { blocked: Problem | null; supportMayLift: boolean; holderProblems: string[] };

/** An open hold, or by hand an open process; neither tells support which. */
async function blockedBy(tx: Queryable, context: CommandContext<ActivateInput>): Promise<Problem | null> {
  const held = await heldProblem(tx, context, context.input.accountId);
  if (held || changesReason(context)) return held;
  const inTheWay = await processInTheWay(tx, context, everyKind);
  return inTheWay && !seesCauses(context) ? restrictedForSupport : inTheWay;
}

/** What makes it compliance's decision: a reason other than dormancy, or a holder who is not in order. */
function restrictions({ state, extra }: GuardContext<ActivateInput, Standing>): string[] {
  const reason = state?.account.status_reason;
  const lifted = reason === "dormant" || (reason === "other" && extra.supportMayLift);
  return [...(lifted ? [] : [`The account is inactive as “${reason ?? "unknown"}”.`]), ...extra.holderProblems];
}

function guard(context: GuardContext<ActivateInput, Standing>): Problem | null {
  const state = stateOf(context);
  const blocked = transitionProblem(verb, state) ?? context.extra.blocked;
  if (blocked || changesReason(context)) return blocked;
  const restricted = restrictions(context);
  if (restricted.length > 0 && !may(context.actor.roles, "activate-restricted-account")) {
    return seesCauses(context) ? { kind: "forbidden", title: onlyPhrase("activate-restricted-account"), detail: restricted.join(" "), saved: "Nothing was sent.", next: "Hand it over to compliance." } : restrictedForSupport;
  }
  const fields = activateProblems(context.input, { now: context.now, statusReason: state.account.status_reason ?? null });
  return fields.length > 0 ? invalidFields(fields) : contactProblem(context);
}

function contactProblem({ input, state }: GuardContext<ActivateInput, Standing>): Problem | null {
  const holder = input.contact?.holderEntityId;
  const isHolder = state?.relationships.some((pair) => pair.relationship_type === "account_holder" && pair.entity_id === holder);
  return holder === undefined || isHolder ? null : invalidFields([{ path: "contact.holderEntityId", message: "This is not a holder of the account." }]);
}

export const activateAccount = defineForeignCommand<ActivateInput, Standing>({
  kind: "foreign",
  name: verb,
  permissions: ["activate-account"],
  schema: activateInput,
  accountId: ({ accountId }) => accountId,
  authorise: (context) => (changesReason(context) && !may(context.actor.roles, "change-inactive-reason") ? notPermitted("change-inactive-reason") : null),
  look: async (looking, context) => {
    const { db } = looking.deps;
    const holders = stateOf(context).relationships.filter((pair) => pair.relationship_type === "account_holder").map((pair) => pair.entity_id);
    const read = await readEntities(looking, context.program, holders);
    if (!read.ok) return read;
    const holderProblems = holders.flatMap((id) => {
      const facts = read.value[id];
      return facts ? standingProblems(facts.standing, "account_holder").map((problem) => `${facts.name}: ${problem}.`) : [`Lead does not know the holder ${id}.`];
    });
    return ok({
      blocked: await blockedBy(db, context),
      supportMayLift: await supportMayLift(db, context.program, context.input.accountId),
      holderProblems,
    });
  },
  guard,
  /** A hold that was placed meanwhile wins, and a process begun meanwhile: both take the same row first. */
  recheck: blockedBy,
  request: ({ input }) => transitionRequest(verb, input.accountId),
  expected: (context) => expectedOver(stateOf(context), expectedStatus(verb, "active")),
  send: async (writer, context) => accountAnswer(await writer.accounts.activate(context.input.accountId, context.commandId)),
  mustShow: true,
  effectIsThere: (_context, { account }) => account.status === "active",
  onSucceeded: async (tx, { program, commandId, input: { accountId, contact } }) => {
    if (contact) await keepOwnerContact(tx, { program: program.slug, accountId, commandId, contact });
  },
  why: ({ contact, note }) => ({ ...(contact ? { contact } : {}), ...(note ? { note } : {}) }),
});
