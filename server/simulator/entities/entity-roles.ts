import type { EntityBody, RelationshipType } from "../store/records";
import type { ProgramStore } from "../store/store";

/** The vocabulary of failed checks is invented: Lead's is not published (FACTS 10.2). */
type FailedCheck =
  | "name" | "contact_method" | "date_of_birth" | "minimum_age" | "physical_address" | "identification" | "kyc_passed"
  | "ofac_passed" | "control_person" | "sole_proprietor";

type RoleDetail = {
  name: RelationshipType;
  status: "active" | "inactive";
  criteria_details: { failed_checks: FailedCheck[]; entity_id: string }[];
};

/** Roles that a type can have: only individuals sign or use (FACTS 10.2). */
const ROLES: Record<EntityBody["type"], RelationshipType[]> = {
  individual: ["account_holder", "authorized_signer", "authorized_user"],
  business: ["account_holder"],
  sole_prop: ["account_holder"],
};

/** Evaluated whenever it is asked for, since a business depends on the people behind it. */
export function roleDetails(store: ProgramStore, entity: EntityBody): RoleDetail[] {
  return ROLES[entity.type].map((name) => {
    const criteria_details = failures(store, entity, name).filter((criterion) => criterion.failed_checks.length > 0);
    return { name, status: criteria_details.length === 0 ? "active" : "inactive", criteria_details };
  });
}

function failures(store: ProgramStore, entity: EntityBody, role: RelationshipType): RoleDetail["criteria_details"] {
  const own = { failed_checks: ownChecks(entity, role), entity_id: entity.id };
  const people = peopleBehind(entity).map((entity_id) => {
    const person = store.entities.get(entity_id)?.entity;
    return { failed_checks: person ? individualChecks(person) : (["name"] satisfies FailedCheck[]), entity_id };
  });
  return [own, ...people];
}

function ownChecks(entity: EntityBody, role: RelationshipType): FailedCheck[] {
  if (entity.type !== "individual") return businessChecks(entity);
  return role === "authorized_user" ? userChecks(entity) : individualChecks(entity);
}

function peopleBehind(entity: EntityBody): string[] {
  const owners = entity.beneficial_owners ?? [];
  const controllers = entity.control_persons ?? [];
  const proprietor = entity.sole_proprietor ? [entity.sole_proprietor] : [];
  return [...new Set([...owners, ...controllers, ...proprietor].map((person) => person.entity_id))];
}

const unless = (holds: boolean, check: FailedCheck): FailedCheck[] => (holds ? [] : [check]);

/** Partial identification: name and a contact (FACTS 10.2). */
function userChecks({ individual_details: details }: EntityBody): FailedCheck[] {
  return [
    ...unless(Boolean(details?.first_name && details.last_name), "name"),
    ...unless((details?.contact_methods ?? []).length > 0, "contact_method"),
  ];
}

/** Full identification, 18 or older, KYC and OFAC passed (FACTS 10.2; the last two inferred). */
function individualChecks(entity: EntityBody): FailedCheck[] {
  const details = entity.individual_details;
  const born = details?.date_of_birth;
  return [
    ...userChecks(entity),
    ...unless(born !== undefined, "date_of_birth"),
    ...unless(born === undefined || isAdult(born), "minimum_age"),
    ...unless(details?.address_details?.physical_address !== undefined, "physical_address"),
    ...unless(details !== undefined && isIdentified(details.identification_details), "identification"),
    ...screeningChecks(entity),
  ];
}

function businessChecks(entity: EntityBody): FailedCheck[] {
  const details = entity.business_details;
  return [
    ...unless(details?.address_details.physical_address !== undefined, "physical_address"),
    ...unless(details !== undefined && isIdentified(details.identification_details), "identification"),
    ...unless(entity.type === "sole_prop" || (entity.control_persons ?? []).length > 0, "control_person"),
    ...screeningChecks(entity),
  ];
}

const screeningChecks = (entity: EntityBody): FailedCheck[] => [
  ...unless(entity.kyc_details?.result === "passed", "kyc_passed"),
  ...unless(entity.ofac_details?.result === "passed", "ofac_passed"),
];

type Identification = NonNullable<EntityBody["business_details"]>["identification_details"];

function isIdentified(identification: Identification): boolean {
  const documents = identification.identification_documents ?? [];
  return documents.length > 0 || (identification.type === "us_entity" && identification.tax_identification !== undefined);
}

function isAdult(dateOfBirth: string): boolean {
  const eighteenth = new Date(`${dateOfBirth}T00:00:00Z`);
  eighteenth.setUTCFullYear(eighteenth.getUTCFullYear() + 18);
  return eighteenth.getTime() <= Date.now();
}

/** The entity as Lead shows it. */
export function shownEntity(store: ProgramStore, entity: EntityBody): EntityBody & { role_details: RoleDetail[] } {
  return { ...entity, role_details: roleDetails(store, entity) };
}
