import type { LeadEntity } from "./lead/entity";

export type RoleStanding = {
  name: string;
  status: string;
  /** What fails, and whose data it is: a business can fail for its beneficial owner (FACTS 10.2). */
  failed: { checks: string[]; entityId: string | null }[];
};

/** Whether a person or business is in order at Lead, as last read; null where Lead said nothing of it. Values may be new. */
export type EntityStanding = {
  kyc: { result: string; at: string | null } | null;
  ofac: { result: string; at: string | null } | null;
  rfi: { result: string; at: string | null } | null;
  roles: RoleStanding[];
};

function screening(details: { result?: string; screened_at?: string; requested_at?: string } | undefined): EntityStanding["kyc"] {
  return details?.result === undefined ? null : { result: details.result, at: details.screened_at ?? details.requested_at ?? null };
}

export function entityStanding(entity: LeadEntity): EntityStanding {
  return {
    kyc: screening(entity.kyc_details),
    ofac: screening(entity.ofac_details),
    rfi: screening(entity.rfi_details),
    roles: (entity.role_details ?? []).flatMap(({ name, status, criteria_details }) => {
      if (name === undefined) return [];
      const failed = (criteria_details ?? []).map((row) => ({ checks: row.failed_checks ?? [], entityId: row.entity_id ?? null }));
      return [{ name, status: status ?? "unknown", failed: failed.filter(({ checks }) => checks.length > 0) }];
    }),
  };
}

/**
 * What is not in order, in words, for someone in that role; empty when all is well. What Lead has not said stands in
 * nobody's way; what it said and is not known to be good does.
 */
export function standingProblems(standing: EntityStanding, relationshipType: string): string[] {
  const { kyc, ofac, rfi } = standing;
  const role = standing.roles.find(({ name }) => name === relationshipType);
  return [
    ...(kyc && kyc.result !== "passed" ? [`KYC ${kyc.result}`] : []),
    ...(ofac && ofac.result !== "passed" ? [`OFAC ${ofac.result}`] : []),
    ...(rfi && rfi.result !== "completed" ? [`Information ${rfi.result}`] : []),
    ...(role && role.status !== "active" ? [`Role ${relationshipType.replaceAll("_", " ")} ${role.status}`] : []),
  ];
}
