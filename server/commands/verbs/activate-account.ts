import "server-only";
import { activateProblems } from "@/lib/accounts/activate-problems";
import { activateInput } from "@/lib/accounts/command-inputs";
import type { ActivateInput } from "@/lib/accounts/command-inputs";
import { may, onlyPhrase } from "@/lib/permissions";
import { ok } from "@/lib/result";
import type { Problem } from "@/lib/result";
import { standingProblems } from "@/lib/entity-standing";
import { holdsThatBlock } from "../../holds/holds-that-block";
import { keepOwnerContact } from "../../directory/owner-dates";
import { supportMayLift } from "../../holds/support-may-lift";
import { invalidFields, notPermitted } from "../command-problems";
import { defineForeignCommand } from "../define-command";
import type { CommandContext, GuardContext } from "../define-command";
import { readEntities } from "../people-at-lead";
import { accountAnswer, expectedOver, expectedStatus, stateOf, transitionProblem, transitionRequest } from "./transition";

const verb = "activate-account";
const changesReason = ({ process }: Pick<CommandContext<unknown>, "process">) => process?.kind === "inactive-reason";

type Standing = { holds: string[]; supportMayLift: boolean; holderProblems: string[] };

/** The same text whatever the cause: support does not learn of orders or investigations (31 CFR 1020.320(e)). */
const restrictedForSupport: Problem = {
  kind: "forbidden", title: "Restricted: transfer to compliance", saved: "Nothing was sent.", next: "Hand the customer over to compliance.",
};

/** Support alone gets the one text. */
const seesCauses = ({ actor }: Pick<CommandContext<unknown>, "actor">) => may(actor.roles, "read-sensitive");

function heldProblem(context: CommandContext<unknown>, holds: readonly string[]): Problem | null {
  if (holds.length === 0) return null;
  if (!seesCauses(context)) return restrictedForSupport;
  return {
    kind: "not-possible-now", title: "An open hold blocks reactivation.", detail: holds.join(", "),
    saved: "Nothing was sent.", next: "Compliance releases the hold first, if it may be released.",
  };
}

/** What makes it compliance's decision: a reason other than dormancy, or a holder who is not in order. */
function restrictions({ state, extra }: GuardContext<ActivateInput, Standing>): string[] {
  const reason = state?.account.status_reason;
  const lifted = reason === "dormant" || (reason === "other" && extra.supportMayLift);
  return [...(lifted ? [] : [`The account is inactive as “${reason ?? "unknown"}”.`]), ...extra.holderProblems];
}

function guard(context: GuardContext<ActivateInput, Standing>): Problem | null {
  const state = stateOf(context);
  const transition = transitionProblem(verb, state);
  if (transition || changesReason(context)) return transition;
  const held = heldProblem(context, context.extra.holds);
  if (held) return held;
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
      holds: await holdsThatBlock(db, context.program, context.input.accountId),
      supportMayLift: await supportMayLift(db, context.program, context.input.accountId),
      holderProblems,
    });
  },
  guard,
  /** A hold that was placed meanwhile wins: placing one takes the same row first. */
  recheck: async (tx, context) => (changesReason(context) ? null : heldProblem(context, await holdsThatBlock(tx, context.program, context.input.accountId))),
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
