import "server-only";
import { removeRelationshipInput } from "@/lib/accounts/command-inputs";
import type { RemoveRelationshipInput } from "@/lib/accounts/command-inputs";
import { relationshipWords, removalProblem } from "@/lib/accounts/entity-relationships";
import { may } from "@/lib/permissions";
import { relationshipsPath } from "@/lib/seen";
import { relationshipLists } from "../../directory/snapshot";
import { citedEvidence } from "../../evidence/cited-evidence";
import { mapAnswer } from "../../lead/lead-error";
import { notPermitted } from "../command-problems";
import { defineForeignCommand } from "../define-command";
import type { AccountState, CommandContext } from "../define-command";
import { holderRule, notPossible } from "./holder-rule";
import { peopleNow } from "./people-now";
import { accountPath, stateOf } from "./transition";

type Pair = { entityId: string; relationshipType: string };

const isPair = ({ entityId, relationshipType }: Pair) => (held: AccountState["relationships"][number]) =>
  held.entity_id === entityId && held.relationship_type === relationshipType;

/** Compliance removes as the last step of a case alone; who may not read the evidence cannot say that it shows anything. */
function authorise({ actor, input }: CommandContext<RemoveRelationshipInput>) {
  const needed = input.deceasedCase === undefined ? "remove-relationship" : "remove-deceased-holder";
  if (!may(actor.roles, needed)) return notPermitted(needed);
  return input.relationshipType === "account_holder" && !may(actor.roles, "read-evidence") ? notPermitted("read-evidence") : null;
}

/** The one write without a key at Lead (FACTS C25): what became of it is settled by reading the list. */
export const removeRelationship = defineForeignCommand<RemoveRelationshipInput>({
  kind: "foreign",
  name: "remove-relationship",
  permissions: ["remove-relationship", "remove-deceased-holder"],
  schema: removeRelationshipInput,
  accountId: ({ accountId }) => accountId,
  fieldPath: (path) => ({ entity_id: "entityId", relationship_type: "relationshipType" })[path] ?? path,
  authorise,
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
  why: ({ reason, relationshipType, entityId, deceasedCase }) => ({ reason, role: relationshipWords(relationshipType), entities: [entityId], ...(deceasedCase ? { deceasedCase } : {}) }),
});
