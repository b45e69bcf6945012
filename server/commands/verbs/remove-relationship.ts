import "server-only";
import { removeRelationshipInput } from "@/lib/accounts/command-inputs";
import type { RemoveRelationshipInput } from "@/lib/accounts/command-inputs";
import { lastHolderRule, relationshipWords, removalProblem } from "@/lib/accounts/entity-relationships";
import { may } from "@/lib/permissions";
import type { Problem } from "@/lib/result";
import { relationshipsPath } from "@/lib/seen";
import type { Queryable } from "../../db/client";
import { holdersOf } from "../../directory/entry";
import { relationshipLists } from "../../directory/snapshot";
import { citedEvidence } from "../../evidence/cited-evidence";
import { mapAnswer } from "../../lead/lead-error";
import { invalidFields, notPermitted } from "../command-problems";
import { defineForeignCommand } from "../define-command";
import type { AccountState, CommandContext } from "../define-command";
import { peopleNow } from "./people-now";
import { accountPath, stateOf } from "./transition";

type Pair = { entityId: string; relationshipType: string };

const isPair = ({ entityId, relationshipType }: Pair) => (held: AccountState["relationships"][number]) =>
  held.entity_id === entityId && held.relationship_type === relationshipType;

const notPossible = (title: string): Problem => ({ kind: "not-possible-now", title, saved: "Nothing was recorded and nothing was sent." });

/**
 * A holder goes only on evidence that stands, and only where another remains. The directory has what the look read or
 * another removal left since, so that two at once cannot each count on the other's holder.
 */
async function holderRule(tx: Queryable, { program, input }: CommandContext<RemoveRelationshipInput>): Promise<Problem | null> {
  const { accountId, entityId, relationshipType, evidence = [] } = input;
  if (relationshipType !== "account_holder") return null;
  const remaining = (await holdersOf(tx, program, accountId)).filter((holder) => holder.entityId !== entityId);
  if (remaining.length === 0) return notPossible(lastHolderRule);
  const cited = await citedEvidence(tx, { program: program.slug, accountId, ids: evidence });
  const standing = cited.filter(({ isWithdrawn }) => !isWithdrawn);
  if (evidence.length > 0 && standing.length === evidence.length) return null;
  const message = cited.length > standing.length ? "A piece of this evidence was withdrawn: choose others." : "A piece of this evidence is not of this account or a hold on it.";
  return invalidFields([{ path: "evidence", message }]);
}

/** The one write without a key at Lead (FACTS C25): what became of it is settled by reading the list. */
export const removeRelationship = defineForeignCommand<RemoveRelationshipInput>({
  kind: "foreign",
  name: "remove-relationship",
  permissions: ["remove-relationship"],
  schema: removeRelationshipInput,
  accountId: ({ accountId }) => accountId,
  fieldPath: (path) => ({ entity_id: "entityId", relationship_type: "relationshipType" })[path] ?? path,
  /** Who may not read the evidence cannot say that it shows anything. */
  authorise: ({ actor, input }) => (input.relationshipType === "account_holder" && !may(actor.roles, "read-evidence") ? notPermitted("read-evidence") : null),
  guard: (context) => {
    const { entityId, relationshipType } = context.input;
    const title = removalProblem({ entityId, type: relationshipType }, peopleNow(stateOf(context)));
    return title === undefined ? null : notPossible(title);
  },
  recheck: holderRule,
  cites: async (tx, { program, input: { accountId, evidence = [] } }) => {
    const cited = await citedEvidence(tx, { program: program.slug, accountId, ids: evidence });
    return cited.length === 0 ? {} : { evidence: cited.map(({ id, file, sha256 }) => ({ id, file, sha256 })) };
  },
  request: ({ input }) => ({
    method: "DELETE",
    path: `${accountPath(input.accountId)}/entity_relationships/${encodeURIComponent(input.entityId)}?relationship_type=${input.relationshipType}`,
    body: null,
  }),
  expected: (context) => ({ [relationshipsPath]: relationshipLists(stateOf(context).relationships.filter((held) => !isPair(context.input)(held))) }),
  /** The list in the answer may be one page of several: the whole is read afterwards, or is what was there less this one. */
  send: async (writer, { input, before }) =>
    mapAnswer(await writer.accounts.relationships.remove(input.accountId, input.entityId, input.relationshipType), () => ({
      account: null,
      relationships: (before?.relationships ?? []).filter((held) => !isPair(input)(held)),
    })),
  effectIsThere: ({ input }, { relationships }) => !relationships.some(isPair(input)),
  why: ({ reason, relationshipType, entityId }) => ({ reason, role: relationshipWords(relationshipType), entities: [entityId] }),
});
