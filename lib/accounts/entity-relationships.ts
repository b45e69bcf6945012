import { entityTypes, isOneOf, type RelationshipType } from "../lead/enums";
import { maxEntitiesPerRelationshipType } from "../lead/requests";
import type { FieldProblem } from "../result";
import { entityTypeWords, holderTypeOf, type EntityFacts, type HolderType, type KnownEntities } from "./entity-facts";

type RelationshipRow = { label: string; plural: string; listPath: "account_holders" | "authorized_signers" | "authorized_users"; meaning: string };

/** The three roles an entity can have on an account; one entity may have several (FACTS 5.8, 10.2). */
export const relationshipRows = {
  account_holder: { label: "Account holder", plural: "Account holders", listPath: "account_holders", meaning: "Owns the account." },
  authorized_signer: { label: "Authorized signer", plural: "Authorized signers", listPath: "authorized_signers", meaning: "Acts for a business holder. An individual." },
  authorized_user: { label: "Authorized user", plural: "Authorized users", listPath: "authorized_users", meaning: "May use the account. An individual." },
} satisfies Record<RelationshipType, RelationshipRow>;

/** The role in words; one that Lead added later is shown as it came. */
export function relationshipWords(type: string): string {
  return Object.hasOwn(relationshipRows, type) ? relationshipRows[type as RelationshipType].label : type;
}

/** What Lead would refuse about one entity in one role; undefined where nothing is known against it. */
export function roleProblem(type: RelationshipType, facts: EntityFacts | null | undefined): string | undefined {
  if (facts === null) return "Lead knows no entity with this id.";
  if (!facts) return undefined;
  const { label } = relationshipRows[type];
  if (type !== "account_holder" && isOneOf(entityTypes, facts.type) && facts.type !== "individual") {
    return `Only an individual can be an ${label.toLowerCase()}; this is a ${entityTypeWords[facts.type]?.toLowerCase() ?? facts.type}.`;
  }
  const role = facts.standing.roles.find((item) => item.name === type);
  if (role?.status !== "inactive") return undefined;
  const failed = role.failed.flatMap(({ checks, entityId }) => checks.map((check) => (entityId && entityId !== facts.id ? `${check} (${entityId})` : check)));
  const checks = failed.length > 0 ? ` Failed: ${failed.join(", ")}.` : "";
  return `Lead has not cleared this entity as ${label.toLowerCase()}.${checks}`;
}

/** Problems of one list of ids, each at its own place: `entities.account_holders[0]`. */
export function roleListProblems(type: RelationshipType, ids: readonly string[], known: KnownEntities, path: string): FieldProblem[] {
  const each = ids.flatMap((id, index) => {
    const message = ids.indexOf(id) < index ? "This one is already in the list." : roleProblem(type, known[id]);
    return message ? [{ path: `${path}[${index}]`, message }] : [];
  });
  if (ids.length <= maxEntitiesPerRelationshipType) return each;
  return [...each, { path, message: `At most ${maxEntitiesPerRelationshipType} ${relationshipRows[type].plural.toLowerCase()}.` }];
}

/** The type of the account that these holders make; undefined while none of them is known. */
export function holderTypeOfAll(ids: readonly string[], known: KnownEntities): HolderType | "mixed" | undefined {
  const types = new Set(ids.flatMap((id) => holderTypeOf(known[id]?.type ?? "") ?? []));
  return types.size > 1 ? "mixed" : [...types][0];
}

export const mixedHolders = "Holders must be all individuals, or all businesses and sole proprietors.";

/** What an account's people are now, for judging an addition or a removal. */
export type PeopleNow = { status: string; holderType: string | null; relationships: readonly { entityId: string; type: string }[] };

const countOf = (now: PeopleNow, type: string) => now.relationships.filter((item) => item.type === type).length;

const closedRule = "The account is closed: Lead takes no change of its people.";

/** Adding up to 20 of one role (FACTS 5.8). Paths are those of `addRelationshipsInput`. */
export function addRelationshipsProblems(
  input: { relationshipType: RelationshipType; entityIds: readonly string[] },
  now: PeopleNow,
  known: KnownEntities,
): FieldProblem[] {
  if (now.status === "closed") return [{ path: "relationshipType", message: closedRule }];
  const { relationshipType: type, entityIds: ids } = input;
  const held = new Set(now.relationships.filter((item) => item.type === type).map((item) => item.entityId));
  const already = ids.flatMap((id, index) => (held.has(id) ? [{ path: `entityIds[${index}]`, message: `Already an ${relationshipWords(type).toLowerCase()} of this account.` }] : []));
  const total = countOf(now, type) + ids.length - already.length;
  const tooMany = total > maxEntitiesPerRelationshipType
    ? [{ path: "entityIds", message: `At most ${maxEntitiesPerRelationshipType} ${relationshipRows[type].plural.toLowerCase()} on an account; this would make ${total}.` }]
    : [];
  return [...already, ...roleListProblems(type, ids, known, "entityIds"), ...otherHolderType(type, ids, now, known), ...tooMany];
}

function otherHolderType(type: RelationshipType, ids: readonly string[], now: PeopleNow, known: KnownEntities): FieldProblem[] {
  if (type !== "account_holder") return [];
  return ids.flatMap((id, index) => {
    const made = holderTypeOf(known[id]?.type ?? "");
    return made && now.holderType && made !== now.holderType
      ? [{ path: `entityIds[${index}]`, message: `This is a ${now.holderType} account. ${mixedHolders}` }]
      : [];
  });
}

export const lastHolderRule = "An account keeps at least one holder. Add the new holder first.";

/** Why this pair cannot be removed, in words; undefined where nothing known stands against it (FACTS 5.8). */
export function removalProblem(pair: { entityId: string; type: string }, now: PeopleNow): string | undefined {
  if (now.status === "closed") return closedRule;
  if (!now.relationships.some((item) => item.entityId === pair.entityId && item.type === pair.type)) return "This person no longer has that role on the account.";
  if (pair.type === "account_holder" && countOf(now, "account_holder") <= 1) return lastHolderRule;
  if (pair.type === "authorized_signer" && now.holderType !== "consumer" && countOf(now, "authorized_signer") <= 1) {
    return "A commercial account keeps at least one authorized signer. Add the new signer first.";
  }
  return undefined;
}
