import "server-only";
import type { DayRange, DirectoryQuery, SearchTerm } from "@/lib/directory-query";
import { scraPeriod } from "@/lib/scra-period";
import { fold } from "../directory/fold";
import { plainPeople } from "./test-generated-accounts";
import type { PlainAccount } from "./test-generated-accounts";

/** A list as it would be read from a plain array: no index, no bound, no SQL. */
export type PlainReading = { accounts: readonly PlainAccount[]; query: DirectoryQuery; term: SearchTerm | undefined; zone: string };

/** Ids in the list's order. */
export function plainList(reading: PlainReading): string[] {
  const { query } = reading;
  const turn = query.direction === "asc" ? 1 : -1;
  const listed = fitting(reading).map((account) => ({ id: account.id, key: sortKey(account, query.sort) })).filter((one): one is { id: string; key: number | string } => one.key !== null);
  return listed.sort((a, b) => turn * (compare(a.key, b.key) || compare(a.id, b.id))).map(({ id }) => id);
}

/** As `AccountCounts` has them, with every product by its folded name. */
export function plainCounts(reading: PlainReading) {
  const { query } = reading;
  const without = (change: Partial<DirectoryQuery>) => fitting({ ...reading, query: { ...query, ...change } });
  return {
    total: fitting(reading).length,
    status: tally(without({ status: [] }).map(({ status }) => status)),
    reason: tally(without({ reason: [] }).map(({ reason }) => reason)),
    capability: tally(without({ capability: [] }).flatMap(({ capabilities }) => [...new Set(capabilities)])),
    holder: tally(without({ holder: [] }).map(({ holder }) => holder)),
    notice: tally(without({ notice: undefined }).map(({ hasNotice }) => (hasNotice ? "yes" : "no"))),
    product: tally(without({ product: [] }).map(({ product }) => productKey(product))),
  };
}

/** Thousands of accounts share few texts and days, which are slow to work out. */
function memorised<Key, Value>(workOut: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, workOut(key));
    return known.get(key) as Value;
  };
}

const folded = memorised(fold);
export const productKey = memorised((name: string) => Array.from(fold(name)).slice(0, 200).join(""));

function tally(values: readonly (string | undefined)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) if (value !== undefined) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

const updatedAt = ({ updated, readAt }: PlainAccount) => updated ?? readAt;
const closedAt = (account: PlainAccount) => account.closedAt ?? (account.status === "closed" ? updatedAt(account) : null);

/** Null: not in a list of this order. */
function sortKey(account: PlainAccount, sort: DirectoryQuery["sort"]): number | string | null {
  switch (sort) {
    case "updated":
      return updatedAt(account);
    case "created":
      return account.created ?? Number.NEGATIVE_INFINITY;
    case "closed":
      return closedAt(account);
    case "product":
      return productKey(account.product);
  }
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === "number" && typeof b === "number") return a === b ? 0 : a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

function fitting({ accounts, query, term, zone }: PlainReading): PlainAccount[] {
  const today = businessDay(Date.now(), zone);
  const searched = term === undefined ? () => true : searching(accounts, term);
  return accounts.filter((account) => passesFilters(account, query) && passesRanges(account, query, zone, today) && searched(account));
}

const isIn = (chosen: readonly string[], value: string | undefined) => chosen.length === 0 || (value !== undefined && chosen.includes(value));

function passesFilters(account: PlainAccount, { status, reason, capability, holder, product, notice }: DirectoryQuery): boolean {
  return (
    isIn(status, account.status) &&
    isIn(reason, account.reason) &&
    (capability.length === 0 || capability.some((one) => account.capabilities.includes(one))) &&
    isIn(holder, account.holder) &&
    (product.length === 0 || product.some((name) => productKey(name) === productKey(account.product))) &&
    (notice === undefined || (notice === "yes") === account.hasNotice)
  );
}

function passesRanges(account: PlainAccount, { created, updated, closed, inactive, limit, stale, scra }: DirectoryQuery, zone: string, today: string): boolean {
  const period = scraPeriod(account.scra.start_date ?? null, account.scra.end_date ?? null, today);
  return (
    isWithin(created, account.created ?? null, zone) &&
    isWithin(updated, updatedAt(account), zone) &&
    isWithin(closed, closedAt(account), zone) &&
    isWithin(inactive, account.inactiveSince ?? null, zone) &&
    (limit === undefined || (account.limit !== undefined && account.limit >= (limit.from ?? 0) && account.limit <= (limit.to ?? Infinity))) &&
    (stale === undefined || account.readAt < Date.now() - stale * 86_400_000) &&
    (scra === undefined || (period.state === "open" && (scra === "active" || (period.daysLeft !== null && period.daysLeft <= 30))))
  );
}

function isWithin(range: DayRange | undefined, at: number | null, zone: string): boolean {
  if (range === undefined) return true;
  if (at === null) return false;
  const day = businessDay(at, zone);
  return (range.from === undefined || day >= range.from) && (range.to === undefined || day <= range.to);
}

const formatIn = memorised((zone: string) => new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }));
const businessDays = memorised((zone: string) => memorised((at: number) => formatIn(zone).format(at)));
const businessDay = (at: number, zone: string) => businessDays(zone)(at);

type Fits = (account: PlainAccount) => boolean;

function searching(accounts: readonly PlainAccount[], term: SearchTerm): Fits {
  switch (term.kind) {
    case "account":
      return ({ id }) => id === term.id;
    case "application":
      return ({ applicationId }) => applicationId === term.id;
    case "entity":
      return ({ people }) => people.some(({ entityId }) => entityId === term.id);
    case "account-number":
      return ({ id, people }) => term.accountIds.includes(id) || people.some(({ entityId, role }) => role === "account_holder" && term.entityIds.includes(entityId));
    case "metadata":
      return ofMetadata(accounts, fold(term.key), fold(term.value));
    case "number":
      return ofText(accounts, term.digits);
    case "text":
      return ofText(accounts, term.text);
  }
}

const pairsOf = ({ metadata }: PlainAccount) => Object.entries(metadata).map(([key, value]) => [folded(key), folded(value)] as const);
const isLongEnough = (part: string) => Array.from(part).length >= 3;

function ofMetadata(accounts: readonly PlainAccount[], key: string, value: string): Fits {
  const isWhole: Fits = (account) => pairsOf(account).some((pair) => pair[0] === key && pair[1] === value);
  if (accounts.some(isWhole)) return isWhole;
  return (account) => isLongEnough(value) && pairsOf(account).some((pair) => pair[0] === key && pair[1].includes(value));
}

function ofText(accounts: readonly PlainAccount[], text: string): Fits {
  const customers = new Set(plainPeople.filter(({ customerId }) => customerId === text).map(({ entityId }) => entityId));
  const isNamed: Fits = ({ clientId, people }) => clientId === text || people.some(({ entityId }) => customers.has(entityId));
  if (accounts.some(isNamed)) return isNamed;
  const part = fold(text);
  const named = new Set(plainPeople.filter(({ name }) => folded(name).includes(part)).map(({ entityId }) => entityId));
  return (account) =>
    productKey(account.product).includes(part) ||
    (isLongEnough(part) && (pairsOf(account).some((pair) => pair[1].includes(part)) || account.people.some(({ entityId, role }) => role === "account_holder" && named.has(entityId))));
}
