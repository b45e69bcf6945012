import { newestEsignConsent } from "./account-documents";
import { entityStanding } from "../entity-standing";
import type { LeadApplication } from "../lead/application";
import { entityDisplayName } from "../lead/entity";
import type { LeadEntity } from "../lead/entity";
import type { ApplicationCredit, ApplicationFacts, EntityFacts } from "./entity-facts";

/** The little that forms and rules ask of an entity. */
export function entityFactsOf(entity: LeadEntity): EntityFacts {
  return { id: entity.id, name: entityDisplayName(entity), type: entity.type, clientCustomerId: entity.client_customer_id ?? null, standing: entityStanding(entity) };
}

function creditOf(application: LeadApplication): ApplicationCredit | null {
  const credit = application.details?.credit;
  if (!credit) return null;
  const { is_secured = null, is_mla = null, currency = null, underwriting_grade = null, limit = null, max_limit = null, report } = credit;
  const whole = report?.score !== undefined && report.pulled_at !== undefined && report.source !== undefined;
  return {
    is_secured, is_mla, currency, underwriting_grade, limit, max_limit,
    report: whole ? { score: report.score as number, pulled_at: report.pulled_at as string, source: report.source as string } : null,
  };
}

/** An application with its people and terms. */
export function applicationFactsOf(application: LeadApplication): ApplicationFacts {
  const { entities, details } = application;
  return {
    id: application.id,
    status: application.status ?? null,
    productName: details?.product_name ?? null,
    holderType: entities?.account_holder_type ?? null,
    holderIds: entities?.account_holders ?? [],
    signerIds: entities?.authorized_signers ?? [],
    credit: creditOf(application),
    esignConsentedAt: newestEsignConsent(application.documents),
  };
}
