import "server-only";
import { removeRelationshipInput } from "@/lib/accounts/command-inputs";
import { relationshipWords, removalProblem } from "@/lib/accounts/entity-relationships";
import { relationshipsPath } from "@/lib/seen";
import { relationshipLists } from "../../directory/snapshot";
import { mapAnswer } from "../../lead/lead-error";
import { defineForeignCommand } from "../define-command";
import type { AccountState } from "../define-command";
import { peopleNow } from "./people-now";
import { accountPath, stateOf } from "./transition";

type Pair = { entityId: string; relationshipType: string };

const isPair = ({ entityId, relationshipType }: Pair) => (held: AccountState["relationships"][number]) =>
  held.entity_id === entityId && held.relationship_type === relationshipType;

/** The one write without a key at Lead (FACTS C25): what became of it is settled by reading the list. */
export const removeRelationship = defineForeignCommand({
  kind: "foreign",
  name: "remove-relationship",
  permissions: ["remove-relationship"],
  schema: removeRelationshipInput,
  accountId: ({ accountId }) => accountId,
  fieldPath: (path) => ({ entity_id: "entityId", relationship_type: "relationshipType" })[path] ?? path,
  guard: (context) => {
    const { entityId, relationshipType } = context.input;
    const title = removalProblem({ entityId, type: relationshipType }, peopleNow(stateOf(context)));
    return title === undefined ? null : { kind: "not-possible-now", title, saved: "Nothing was recorded and nothing was sent." };
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
