import { invalid, type Item } from "../http/refusal";
import type { EntityBody } from "../store/records";
import type { ProgramStore } from "../store/store";
import { roleDetails } from "./entity-roles";
import type { PatchEntity } from "./entity-schema";

const STATES = new Set(
  ("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA " +
    "RI SC SD TN TX UT VT VA WA WV WI WY DC PR VI GU AS MP AA AE AP").split(" "),
);

type Address = { line_1: string; state?: string; postal_code?: string; country: string };

/** Business checks on the data of an entity (FACTS 10.3). */
export function requireSoundEntity(store: ProgramStore, entity: EntityBody, now: string): void {
  const items = [
    ...detailChecks(entity),
    ...screeningChecks(entity, now),
    ...taxChecks(entity),
    ...peopleChecks(store, entity),
  ];
  if (items.length > 0) throw invalid(items);
}

function detailChecks(entity: EntityBody): Item[] {
  const name = entity.type === "individual" ? "individual_details" : "business_details";
  const details = entity[name];
  const physical = details?.address_details?.physical_address;
  return [
    ...(details?.contact_methods ?? []).flatMap((method, index) =>
      method.type === "phone_number" && !/^\+\d{1,3}( \d+)+$/.test(method.phone_number)
        ? [{ at: `${name}.contact_methods[${index}].phone_number`, sentence: "phone number must be in E.123 format" }]
        : [],
    ),
    ...(physical ? addressChecks(physical, `${name}.address_details.physical_address`) : []),
    ...businessNameChecks(entity),
  ];
}

function businessNameChecks({ type, business_details: business }: EntityBody): Item[] {
  if (!business) return [];
  const items: Item[] = [];
  if (business.name.length < 2) items.push({ at: "business_details.name", sentence: "name must have more than one character" });
  const isSoleProp = business.type === "sole_prop";
  if (type === "business" && isSoleProp) items.push({ at: "business_details.type", sentence: "sole_prop is not a type of a business" });
  if (type === "sole_prop" && business.type !== undefined && !isSoleProp) {
    items.push({ at: "business_details.type", sentence: "type must be sole_prop" });
  }
  return items;
}

function addressChecks(address: Address, at: string): Item[] {
  const items: Item[] = [];
  if (address.line_1.length < 4 || address.line_1.startsWith(" ")) {
    items.push({ at: `${at}.line_1`, sentence: "line_1 must have at least 4 characters and no leading space" });
  }
  if (/\bp\.?\s*o\.?\s*box\b/i.test(address.line_1)) {
    items.push({ at: `${at}.line_1`, sentence: "a physical address cannot be a PO box" });
  }
  if (address.country !== "US") return items;
  if (address.state !== undefined && !STATES.has(address.state)) items.push({ at: `${at}.state`, sentence: "state is not a USPS state" });
  if (address.postal_code !== undefined && !/^\d{5}(-?\d{4})?$/.test(address.postal_code)) {
    items.push({ at: `${at}.postal_code`, sentence: "postal_code must have 5 or 9 digits" });
  }
  return items;
}

function screeningChecks(entity: EntityBody, now: string): Item[] {
  return (["kyc_details", "ofac_details"] as const).flatMap((name) => {
    const screenedAt = entity[name]?.screened_at;
    const isFuture = screenedAt !== undefined && Date.parse(screenedAt) > Date.parse(now);
    return isFuture ? [{ at: `${name}.screened_at`, sentence: "screened_at must be before the request" }] : [];
  });
}

function taxChecks(entity: EntityBody): Item[] {
  const name = entity.type === "individual" ? "individual_details" : "business_details";
  const identification = entity[name]?.identification_details;
  if (identification?.type !== "us_entity" || !identification.tax_identification) return [];
  const { type, value } = identification.tax_identification;
  const at = `${name}.identification_details.tax_identification`;
  if (entity.type === "individual" && type === "ein") return [{ at: `${at}.type`, sentence: "an individual has an ssn or an itin" }];
  if (type === "ssn" && value.startsWith("9")) return [{ at: `${at}.value`, sentence: "an ssn must not start with 9" }];
  if (type === "itin" && !value.startsWith("9")) return [{ at: `${at}.value`, sentence: "an itin must start with 9" }];
  return [];
}

function peopleChecks(store: ProgramStore, entity: EntityBody): Item[] {
  const named = [
    ...(entity.beneficial_owners ?? []).map((owner, index) => ({ id: owner.entity_id, at: `beneficial_owners[${index}].entity_id` })),
    ...(entity.control_persons ?? []).map((person, index) => ({ id: person.entity_id, at: `control_persons[${index}].entity_id` })),
    ...(entity.sole_proprietor ? [{ id: entity.sole_proprietor.entity_id, at: "sole_proprietor.entity_id" }] : []),
  ];
  return named.flatMap(({ id, at }) => (store.entities.get(id)?.entity.type === "individual" ? [] : [{ at, token: "not_found" }]));
}

/** `intended_roles` forces the check at once; one failing role fails the request (FACTS 10.2). */
export function requireIntendedRoles(store: ProgramStore, entity: EntityBody): void {
  const details = roleDetails(store, entity);
  const items = (entity.intended_roles ?? []).flatMap((role, index) => {
    const detail = details.find((candidate) => candidate.name === role);
    if (detail?.status === "active") return [];
    const failed = detail?.criteria_details.flatMap((criterion) => criterion.failed_checks).join(", ") ?? "entity type";
    return [{ at: `intended_roles[${index}]`, sentence: `role ${role} is not met: ${failed}` }];
  });
  if (items.length > 0) throw invalid(items);
}

const RESCREENED: Record<EntityBody["type"], (entity: EntityBody) => unknown> = {
  individual: ({ individual_details: d }) => [d?.first_name, d?.middle_name, d?.last_name, d?.date_of_birth, d?.identification_details],
  business: ({ business_details: d }) => [d?.name, d?.type, d?.identification_details],
  sole_prop: ({ business_details: d }) => [d?.name, d?.type, d?.identification_details],
};

/** A change of what identifies the entity needs a new KYC result (FACTS 10.3). */
export function requireRescreening(before: EntityBody, after: EntityBody, request: PatchEntity): void {
  const identity = RESCREENED[before.type];
  if (JSON.stringify(identity(before)) === JSON.stringify(identity(after))) return;
  if (before.business_details?.identification_details.type !== after.business_details?.identification_details.type) {
    const at = "business_details.identification_details.type";
    throw invalid([{ at, sentence: "US and non-US cannot be switched: create a new entity" }]);
  }
  const renewed = request.kyc_details !== undefined && request.kyc_details.screened_at !== before.kyc_details?.screened_at;
  if (!renewed) throw invalid([{ at: "kyc_details", sentence: "a new kyc_details result and screened_at are required" }]);
}
