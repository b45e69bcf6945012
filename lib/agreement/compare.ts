import type { LedgerSaid } from "./ledger-row";

/** What two sides can differ in. `absent`: open at Lead, and not in a file that says it holds every account. */
export const exceptionFields = ["status", "status-reason", "currency", "available-credit", "credit-limit", "max-credit-limit", "absent"] as const;
export type ExceptionField = (typeof exceptionFields)[number];

/** One side of one field. A status has its reason and since when; an amount is in minor units and has its currency. */
export type Said = { value: string | null; reason?: string; since?: string; currency?: string };

/** What the directory knows of an account, as far as it is compared. */
export type DirectorySaid = {
  status: string;
  statusReason: string | null;
  closedAt: string | null;
  currency: string | null;
  availableCredit: number | null;
  creditLimit: number | null;
  maxLimit: number | null;
};

/** `covered`: another field differs so that this one says nothing of its own. */
export type Finding = { field: ExceptionField; is: "same" | "different" | "covered"; theirs: Said; ours: Said };

/**
 * One row against one account, field by field. What the row leaves empty is not compared; a reason only where the
 * statuses agree, amounts only where the currencies do.
 */
export function compare(theirs: LedgerSaid, ours: DirectorySaid): Finding[] {
  return [present(ours), ...compareStatus(theirs, ours), ...compareAmounts(theirs, ours)];
}

const present = (ours: DirectorySaid): Finding => ({ field: "absent", is: "same", theirs: { value: "present" }, ours: statusOf(ours) });

/** An open account of which a complete file says nothing. */
export function absentFinding(ours: DirectorySaid): Finding {
  return { field: "absent", is: "different", theirs: { value: null }, ours: statusOf(ours) };
}

function statusOf({ status, statusReason, closedAt }: DirectorySaid): Said {
  return { value: status, ...(statusReason === null ? {} : { reason: statusReason }), ...(status === "closed" && closedAt !== null ? { since: closedAt } : {}) };
}

function compareStatus(theirs: LedgerSaid, ours: DirectorySaid): Finding[] {
  const { status, statusReason, since } = theirs;
  const differs = status !== null && status !== ours.status;
  const said: Said = { value: status, ...(statusReason === null ? {} : { reason: statusReason }), ...(since === null ? {} : { since }) };
  const ofStatus: Finding[] = status === null ? [] : [{ field: "status", is: differs ? "different" : "same", theirs: said, ours: statusOf(ours) }];
  if (statusReason === null) return ofStatus;
  const is = differs ? "covered" : statusReason === ours.statusReason ? "same" : "different";
  return [...ofStatus, { field: "status-reason", is, theirs: { value: statusReason }, ours: { value: ours.statusReason } }];
}

function compareAmounts(theirs: LedgerSaid, ours: DirectorySaid): Finding[] {
  const isOther = theirs.currency !== null && ours.currency !== null && theirs.currency !== ours.currency;
  const ofCurrency: Finding[] =
    theirs.currency === null || ours.currency === null ? [] : [{ field: "currency", is: isOther ? "different" : "same", theirs: { value: theirs.currency }, ours: { value: ours.currency } }];
  const amount = (field: ExceptionField, given: number | null, known: number | null): Finding[] => {
    if (given === null) return [];
    const is = isOther ? "covered" : given === known ? "same" : "different";
    return [{ field, is, theirs: inMinorUnits(given, theirs.currency ?? ours.currency), ours: inMinorUnits(known, ours.currency) }];
  };
  return [
    ...ofCurrency,
    ...amount("available-credit", theirs.availableCredit, ours.availableCredit),
    ...amount("credit-limit", theirs.creditLimit, ours.creditLimit),
    ...amount("max-credit-limit", theirs.maxLimit, ours.maxLimit),
  ];
}

function inMinorUnits(amount: number | null, currency: string | null): Said {
  return { value: amount === null ? null : String(amount), ...(currency === null ? {} : { currency }) };
}

/** What the directory says of one field. */
export function saidNow(field: ExceptionField, ours: DirectorySaid): Said {
  switch (field) {
    case "absent":
    case "status":
      return statusOf(ours);
    case "status-reason":
      return { value: ours.statusReason };
    case "currency":
      return { value: ours.currency };
    case "available-credit":
      return inMinorUnits(ours.availableCredit, ours.currency);
    case "credit-limit":
      return inMinorUnits(ours.creditLimit, ours.currency);
    case "max-credit-limit":
      return inMinorUnits(ours.maxLimit, ours.currency);
  }
}

/** Whether what the file said last and what the directory knows now are the same; a status with its reason, where one was given. */
export function agreesNow(field: ExceptionField, theirs: Said, ours: DirectorySaid): boolean {
  switch (field) {
    case "absent":
      return ours.status === "closed";
    case "status":
      return theirs.value === ours.status && (theirs.reason === undefined || theirs.reason === ours.statusReason);
    default:
      return isSameValue(theirs, saidNow(field, ours));
  }
}

/** An amount in another currency is another amount. */
function isSameValue(one: Said, other: Said): boolean {
  return one.value !== null && one.value === other.value && (one.currency === undefined || other.currency === undefined || one.currency === other.currency);
}
