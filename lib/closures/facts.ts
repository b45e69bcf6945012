import type { LeadAccount } from "../lead/account";
import { newestEsignConsent } from "../accounts/account-documents";
import type { Difference } from "../result";
import { sameJson } from "../fields/field-changes";
import { scraPeriod } from "../scra-period";
import { differingPaths, seenDigest } from "../seen";

/** The notice object as Lead holds it; one slot per account. */
export type NoticeAtLead = { deliveredAt: string | null; reason: string | null; deliveryMethod: string | null };

export type OpenHoldFact = { id: string; type: string };

/** Amounts in minor units. */
export type CreditFacts = { currency: string | null; availableCredit: number | null; limit: number | null; maxLimit: number | null };

/** An E-Sign consent on the account's application; `unavailable`: Lead could not be asked. */
export type ApplicationEsign = "consented" | "missing" | "unavailable";

/** What a closing looks at, as it stood at one moment: kept in the record, compared before each step. */
export type ClosingFacts = {
  accountId: string;
  productName: string;
  status: string;
  statusReason: string | null;
  capabilities: string[];
  holderType: string | null;
  /** Sorted entity ids of the account holders. */
  holderIds: string[];
  /** Plain dates: never shifted by a zone. */
  scra: { start: string | null; end: string | null } | null;
  isMla: boolean | null;
  credit: CreditFacts | null;
  notice: NoticeAtLead | null;
  /** The newest E-Sign consent among the account's documents. */
  esignConsentedAt: string | null;
  applicationId: string | null;
  /** The same on its application; left out where there is none, or it was not looked at. */
  applicationEsign?: ApplicationEsign;
  openHolds: OpenHoldFact[];
  /** Minor units; null where no balance id is known to the console. */
  balance: { minorUnits: number; currency: string } | null;
};

export function closingFacts(account: LeadAccount, holderIds: readonly string[], openHolds: readonly OpenHoldFact[]): ClosingFacts {
  const { details, capabilities } = account;
  const credit = details?.credit;
  return {
    accountId: account.id,
    productName: details?.product_name ?? "",
    status: account.status ?? "unknown",
    statusReason: account.status_reason ?? null,
    capabilities: [...(capabilities ?? [])].sort(),
    holderType: account.entities?.account_holder_type ?? null,
    holderIds: [...holderIds].sort(),
    scra: credit?.scra ? { start: credit.scra.start_date ?? null, end: credit.scra.end_date ?? null } : null,
    isMla: credit?.is_mla ?? null,
    credit: credit
      ? { currency: credit.currency ?? null, availableCredit: credit.available_credit ?? null, limit: credit.limit ?? null, maxLimit: credit.max_limit ?? null }
      : null,
    notice: noticeOf(account),
    esignConsentedAt: newestEsignConsent(account.documents),
    applicationId: account.application_id ?? null,
    openHolds: openHolds.map(({ id, type }) => ({ id, type })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    balance: null,
  };
}

export function noticeOf(account: LeadAccount): NoticeAtLead | null {
  const notice = account.details?.adverse_action_notice;
  if (!notice) return null;
  return { deliveredAt: notice.delivered_at ?? null, reason: notice.reason ?? null, deliveryMethod: notice.delivery_method ?? null };
}

/** By the application as Lead shows it; null where Lead knows none. */
export function applicationEsign(application: { esignConsentedAt?: string | null } | null): ApplicationEsign {
  return application?.esignConsentedAt ? "consented" : "missing";
}

/**
 * What must not have changed between a decision and a step. Amounts move all day and are left out, so are documents;
 * holds are ours and count.
 */
const leadPaths = {
  status: "status",
  statusReason: "status_reason",
  capabilities: "capabilities",
  holderType: "entities.account_holder_type",
  holderIds: "entities.account_holders",
  scra: "details.credit.scra",
  isMla: "details.credit.is_mla",
  notice: "details.adverse_action_notice",
  openHolds: "open_holds",
} as const satisfies Partial<Record<keyof ClosingFacts, string>>;
const whatMatters = Object.keys(leadPaths) as (keyof typeof leadPaths)[];

function matters(facts: ClosingFacts): Record<string, unknown> {
  return Object.fromEntries(whatMatters.map((name) => [name, name === "notice" ? comparableNotice(facts.notice) : facts[name]]));
}

/** Lead may write the same instant in another way. */
function comparableNotice(notice: NoticeAtLead | null): NoticeAtLead | null {
  const instant = notice?.deliveredAt ? Date.parse(notice.deliveredAt) : Number.NaN;
  return notice && !Number.isNaN(instant) ? { ...notice, deliveredAt: new Date(instant).toISOString() } : notice;
}

export function sameNotice(one: NoticeAtLead | null, other: NoticeAtLead | null): boolean {
  return sameJson(comparableNotice(one), comparableNotice(other));
}

/** What a person relied on, and what of it is different now, by Lead's paths; empty where a step may go on. */
export function changedFacts(relied: ClosingFacts, now: ClosingFacts): Difference[] {
  const [before, after] = [matters(relied), matters(now)];
  return whatMatters.flatMap((name) => (sameJson(before[name], after[name]) ? [] : [{ path: leadPaths[name], seen: before[name], now: after[name] }]));
}

/** The same as a digest, for `seen`. */
export function factsSeen(facts: ClosingFacts): string {
  return seenDigest(whatMatters, matters(facts));
}

/** What differs from a digest that a person's screen was drawn from; their own values are with them. */
export function changedSinceSeen(seen: string, now: ClosingFacts): Difference[] {
  const different = differingPaths(whatMatters, seen, factsSeen(now));
  return whatMatters.flatMap((name) => (different.includes(name) ? [{ path: leadPaths[name], seen: undefined, now: matters(now)[name] }] : []));
}

export function hasCredit({ capabilities }: Pick<ClosingFacts, "capabilities">): boolean {
  return capabilities.some((capability) => capability.startsWith("credit_"));
}

export function hasDeposit({ capabilities }: Pick<ClosingFacts, "capabilities">): boolean {
  return capabilities.includes("deposit");
}

/** Whether SCRA dates are open on a business day: running or to come (COMPLIANCE, Servicemembers). */
export function scraIsOpen({ scra }: Pick<ClosingFacts, "scra">, today: string): boolean {
  const { state } = scraPeriod(scra?.start ?? null, scra?.end ?? null, today);
  return state === "open" || state === "to-come";
}
