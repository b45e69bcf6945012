import "server-only";
import fc from "fast-check";
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../db/client";
import { directoryEntries, directoryRelationships, entities } from "../db/schema";
import { entryColumns } from "../directory/entry-columns";
import { fold } from "../directory/fold";

/** An account as a test knows it, apart from how the directory keeps it. Times in milliseconds. */
export type PlainAccount = {
  id: string;
  clientId: string | undefined;
  applicationId: string | undefined;
  status: string;
  reason: string | undefined;
  capabilities: string[];
  holder: string | undefined;
  product: string;
  created: number | undefined;
  updated: number | undefined;
  closedAt: number | undefined;
  /** While it is inactive for the same reason. */
  inactiveSince: number | undefined;
  limit: number | undefined;
  scra: { start_date?: string; end_date?: string };
  hasNotice: boolean;
  metadata: Record<string, string>;
  readAt: number;
  people: { entityId: string; role: "account_holder" | "authorized_user" }[];
};

export type PlainPerson = { entityId: string; customerId: string | undefined; name: string };

const dayMs = 86_400_000;
const names = ["Ann", "Zoë", "José", "Ming", "O'Hara", "Łukasz"];
const families = ["Angström", "Müller", "Card", "de la Cruz", "Ng", "100%"];

/** The same on every machine; several share a name. */
export const plainPeople: readonly PlainPerson[] = Array.from({ length: 900 }, (_, n) => ({
  entityId: `entity_plain${n}`,
  customerId: n % 5 === 0 ? undefined : n % 7 === 0 ? `${10_000_000 + n}` : `customer-${n}`,
  name: `${names[n % names.length]} ${families[Math.floor(n / names.length) % families.length]}${n % 11 === 0 ? ` ${n}` : ""}`,
}));

const weighted = <T>(...values: [number, T][]) => fc.oneof(...values.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
const sometimes = <T>(percent: number, arbitrary: fc.Arbitrary<T>) => fc.oneof({ weight: 100 - percent, arbitrary: fc.constant(undefined) }, { weight: percent, arbitrary });

const standings: fc.Arbitrary<[string, string | undefined]> = weighted(
  [70, ["active", "active"]], [6, ["active", undefined]], [5, ["inactive", "dormant"]], [4, ["inactive", "frozen"]], [3, ["inactive", "other"]],
  [6, ["closed", "paid_off"]], [4, ["closed", "charged_off"]], [1, ["closed", undefined]], [1, ["suspended", "a_new_reason"]],
);

/** Some differ in case, marks or spaces alone; two are alike in the first 200 letters. */
export const plainProducts = ["Everyday Checking", "everyday  CHECKING", "Travel Card", "Tràvel card", "Escrow", "100%_Card", "日本 Savings", "", `${"x".repeat(210)}a`, `${"x".repeat(210)}b`];

const products: fc.Arbitrary<[string, string[]]> = weighted(
  [30, [plainProducts[0] as string, ["deposit"]]], [5, [plainProducts[1] as string, ["deposit"]]], [20, [plainProducts[2] as string, ["credit_with_underwriting"]]],
  [5, [plainProducts[3] as string, ["credit_with_underwriting", "deposit"]]], [10, [plainProducts[4] as string, []]], [10, [plainProducts[5] as string, ["deposit", "credit_with_underwriting", "deposit"]]],
  [5, [plainProducts[6] as string, ["deposit"]]], [3, ["", ["deposit"]]], [1, [plainProducts[8] as string, ["deposit"]]], [1, [plainProducts[9] as string, ["deposit"]]],
);

/** Many at one moment, and some at the first and the last of a business day. */
const instants = (today: number, days: number) =>
  fc.tuple(fc.nat(days), fc.constantFrom(0, 5 * 3_600_000, 6 * 3_600_000 - 1, 6 * 3_600_000, 61_001)).map(([back, time]) => today - (back + 1) * dayMs + time);
const plainDate = (today: number) => fc.integer({ min: -60, max: 60 }).map((days) => new Date(today + days * dayMs).toISOString().slice(0, 10));

/** @param today the start of a day in UTC, in milliseconds */
export function plainAccounts(today: number, count: number, prefix: string): PlainAccount[] {
  const arbitrary = fc.record({
    standing: standings,
    product: products,
    holder: weighted<string | undefined>([80, "consumer"], [18, "commercial"], [2, undefined]),
    created: sometimes(98, instants(today, 400)),
    updated: sometimes(97, instants(today, 60)),
    closedAt: sometimes(80, instants(today, 200)),
    limit: sometimes(60, fc.nat(40).map((steps) => steps * 5_000)),
    scra: weighted([18, false], [1, true]).chain((has) => (has ? fc.record({ start_date: plainDate(today), end_date: plainDate(today) }, { requiredKeys: [] }) : fc.constant({}))),
    hasNotice: weighted([30, false], [1, true]),
    metadata: fc.record({ branch: fc.constantFrom("Kansas City", "Olathe", "Lee's_Summit"), Code: fc.nat(400).map((n) => `Ré${n}%`) }, { requiredKeys: [] }),
    readDays: fc.nat(40),
    people: fc.uniqueArray(fc.record({ entityId: fc.nat(plainPeople.length - 1).map((n) => `entity_plain${n}`), role: weighted<PlainAccount["people"][number]["role"]>([5, "account_holder"], [1, "authorized_user"]) }), { maxLength: 2, selector: ({ entityId }) => entityId }),
  });
  return fc.sample(arbitrary, { numRuns: count, seed: 20_260_101 }).map(({ standing: [status, reason], product: [product, capabilities], readDays, ...rest }, n) => ({
    ...rest,
    id: `account_${prefix}${n}`,
    clientId: n % 10 === 0 ? undefined : n % 9 === 0 ? `${20_000_000 + n}` : `${prefix}-client-${n}`,
    applicationId: n % 4 === 0 ? `application_${prefix}${n}` : undefined,
    status,
    reason,
    capabilities,
    product,
    closedAt: status === "closed" ? rest.closedAt : undefined,
    readAt: today - Math.round((readDays + 0.5) * dayMs),
  })).map((account) => ({ ...account, inactiveSince: becameInactive(account, undefined) }));
}

/** As an account that stood otherwise, or was not known, comes to stand now. */
export function becameInactive({ status, reason, updated, readAt }: Omit<PlainAccount, "inactiveSince">, before: PlainAccount | undefined): number | undefined {
  if (status !== "inactive") return undefined;
  return before?.status === "inactive" && before.reason === reason ? before.inactiveSince : (updated ?? readAt);
}

const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());

/** Enters them as remembering does, by what Lead would have answered. */
export async function enterAccounts(db: Database, program: string, accounts: readonly PlainAccount[]): Promise<void> {
  for (let first = 0; first < accounts.length; first += 1_000) {
    const some = accounts.slice(first, first + 1_000);
    await db.insert(directoryEntries).values(some.map((account) => ({ ...columnsOf(account), program, holderCount: account.people.length, enteredBy: "seeded" as const })));
    const related = some.flatMap(({ id, people }) => people.map(({ entityId, role }) => ({ program, accountId: id, entityId, relationshipType: role })));
    if (related.length > 0) await db.insert(directoryRelationships).values(related);
  }
}

/** As Lead shows it now; who holds it stays. */
export async function changeAccount(db: Database, program: string, account: PlainAccount): Promise<void> {
  await db.update(directoryEntries).set(columnsOf(account)).where(and(eq(directoryEntries.program, program), eq(directoryEntries.accountId, account.id)));
}

const columnsOf = (account: PlainAccount) => ({ ...entryColumns(bodyOf(account), new Date(account.readAt)), readAt: new Date(account.readAt) });

export async function enterPeople(db: Database, program: string): Promise<void> {
  await db.insert(entities).values(plainPeople.map(({ entityId, customerId, name }) => ({ program, entityId, clientCustomerId: customerId, type: "individual", displayName: name, displayFolded: fold(name), readAt: sql`now()` })));
}

function bodyOf({ id, clientId, applicationId, status, reason, capabilities, holder, product, created, updated, closedAt, limit, scra, hasNotice, metadata }: PlainAccount): Parameters<typeof entryColumns>[0] {
  return {
    id,
    client_account_id: clientId,
    application_id: applicationId,
    status,
    status_reason: reason,
    capabilities,
    created_at: iso(created),
    updated_at: iso(updated),
    metadata,
    entities: { account_holder_type: holder },
    details: { product_name: product, closed_at: iso(closedAt), credit: { limit, scra }, ...(hasNotice ? { adverse_action_notice: {} } : {}) },
  } as Parameters<typeof entryColumns>[0];
}
