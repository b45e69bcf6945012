import { roleDetails } from "../entities/entity-roles";
import { invalid } from "../http/refusal";
import type { EntityBody, HolderType, RelationshipType } from "../store/records";
import type { ProgramStore } from "../store/store";

type Named = { id: string; at: string };

const named = (ids: readonly string[], parameter: string): Named[] => ids.map((id, index) => ({ id, at: `${parameter}[${index}]` }));

/** Every id names an entity of this program, once (FACTS 5.3). */
export function requireEntities(store: ProgramStore, ids: readonly string[], parameter: string): EntityBody[] {
  return named(ids, parameter).map(({ id, at }, index) => {
    const entity = store.entities.get(id)?.entity;
    if (!entity) {
      throw invalid([{ at, token: "not_found", sentence: "not_found" }], `No Entity exists for the provided entity_id '${id}'`);
    }
    if (ids.indexOf(id) !== index) throw invalid([{ at, sentence: `entity ${id} is listed twice` }]);
    return entity;
  });
}

const HOLDER_TYPE: Record<EntityBody["type"], HolderType> = {
  individual: "consumer",
  business: "commercial",
  sole_prop: "commercial",
};

const MIXED =
  "account holders contain mixed entity types; all must be individuals (consumer) or all must be businesses/sole proprietors (commercial)";

/** All individuals, or all businesses and sole proprietors (FACTS 4.2, 5.3). */
export function holderTypeOf(holders: readonly EntityBody[], parameter: string): HolderType {
  const types = new Set(holders.map((holder) => HOLDER_TYPE[holder.type]));
  if (types.size !== 1) throw invalid([{ at: parameter, sentence: MIXED }]);
  return [...types][0] as HolderType;
}

/** Each entity has the role active: its data meet what the role asks for (FACTS 5.3, 10.2). */
export function requireRole(
  store: ProgramStore,
  entities: readonly EntityBody[],
  role: RelationshipType,
  parameter: string,
): void {
  const items = entities.flatMap((entity, index) => {
    const active = roleDetails(store, entity).some((detail) => detail.name === role && detail.status === "active");
    const sentence = `entity ${entity.id} does not have an active ${role} role`;
    return active ? [] : [{ at: `${parameter}[${index}]`, sentence }];
  });
  if (items.length > 0) throw invalid(items);
}

/** A commercial account has at least one authorized signer (FACTS 5.3). */
export function requireSigner(holderType: HolderType, signers: readonly string[]): void {
  if (holderType === "consumer" || signers.length > 0) return;
  throw invalid(
    [{ at: "entities.authorized_signers", token: "missing_for_commercial" }],
    "Authorized signers are required for commercial account holders.",
  );
}
