import "server-only";
import { addRelationshipsInput } from "@/lib/accounts/command-inputs";
import type { AddRelationshipsInput } from "@/lib/accounts/command-inputs";
import type { KnownEntities } from "@/lib/accounts/entity-facts";
import { addRelationshipsProblems, relationshipWords } from "@/lib/accounts/entity-relationships";
import type { LeadEntityRelationship } from "@/lib/lead/entity-relationship";
import { relationshipsPath } from "@/lib/seen";
import { relationshipLists } from "../../directory/snapshot";
import { mapAnswer } from "../../lead/lead-error";
import { invalidFields } from "../command-problems";
import { defineForeignCommand } from "../define-command";
import { readEntities } from "../people-at-lead";
import { peopleNow } from "./people-now";
import { accountPath, stateOf, storedBody } from "./transition";

const added = ({ entityIds, relationshipType }: AddRelationshipsInput): LeadEntityRelationship[] =>
  entityIds.map((entity) => ({ entity_id: entity, relationship_type: relationshipType }));

/** Lead's names for the fields of the form. */
function fieldPath(path: string): string {
  return path.replace(/^entity_ids/, "entityIds").replace(/^relationship_type$/, "relationshipType");
}

/** Up to 20 entities of one type in one call, all or none (FACTS 5.8). */
export const addRelationships = defineForeignCommand<AddRelationshipsInput, KnownEntities>({
  kind: "foreign",
  name: "add-relationships",
  permissions: ["add-relationships"],
  schema: addRelationshipsInput,
  accountId: ({ accountId }) => accountId,
  fieldPath,
  look: (looking, { program, input }) => readEntities(looking, program, input.entityIds),
  guard: (context) => {
    const fields = addRelationshipsProblems(context.input, peopleNow(stateOf(context)), context.extra);
    return fields.length > 0 ? invalidFields(fields) : null;
  },
  request: ({ input }) => ({
    method: "POST",
    path: `${accountPath(input.accountId)}/entity_relationships/batch`,
    body: JSON.stringify({ entity_ids: input.entityIds, relationship_type: input.relationshipType }),
  }),
  expected: (context) => ({ [relationshipsPath]: relationshipLists([...stateOf(context).relationships, ...added(context.input)]) }),
  /** Whether the answer names what was added or everyone is not documented: the list is read afterwards (FACTS 3.1). */
  send: async (writer, context) =>
    mapAnswer(await writer.accounts.relationships.addBatch(context.input.accountId, storedBody(context), context.commandId), () => ({
      account: null,
      relationships: [...(context.before?.relationships ?? []), ...added(context.input)],
    })),
  effectIsThere: ({ input }, { relationships }) =>
    added(input).every((pair) => relationships.some((held) => held.entity_id === pair.entity_id && held.relationship_type === pair.relationship_type)),
  why: ({ reason, relationshipType, entityIds }) => ({ reason, role: relationshipWords(relationshipType), entities: entityIds }),
});
