import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { SearchFound } from "@/lib/account-number-search";
import { maskTail } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import type { Database, Queryable } from "../db/client";
import { entities } from "../db/schema";
import { accountNumbers } from "../db/schema-intake";
import type { LeadReader } from "../lead/lead-client";
import type { Program } from "../programs";
import { accountNumberHash } from "./account-number-hash";
import { indexNumbers, keptNumber } from "./account-number-index";
import { unavailableProblem } from "./unavailable-problem";

/** `knownNumber`: there is such a number, whoever's it is. */
export type NumberLookup = { found: SearchFound; knownNumber: boolean; askedLead: boolean };

type Deps = { db: Database; reader: LeadReader };

/**
 * Whose a bank account number is: by the index, and where that knows none, or none with a customer, by Lead's own list,
 * which takes a number as a filter (FACTS 3.5). `plain`: from `plainAccountNumber`. The number is kept nowhere.
 */
export async function lookUpNumber({ db, reader }: Deps, program: Program, plain: string): Promise<Result<NumberLookup>> {
  const masked = maskTail(plain);
  const known = await numbersOf(db, program.slug, plain);
  if (known.some(hasCustomer)) return ok({ found: await foundBy(db, program.slug, masked, known), knownNumber: true, askedLead: false });
  const answer = await reader.accountNumbers.list({ accountNumber: plain, limit: 10 });
  if (answer.kind !== "answered") return fail(unavailableProblem(answer));
  // A filter that Lead does not know would give everything: only this number counts.
  const these = answer.value.objects.filter(({ account_number: number }) => number?.toUpperCase() === plain.toUpperCase());
  await db.transaction((tx) => indexNumbers(tx, program.slug, these.map((number) => keptNumber(program.slug, number))));
  const now = await numbersOf(db, program.slug, plain);
  return ok({ found: await foundBy(db, program.slug, masked, now), knownNumber: now.length > 0, askedLead: true });
}

type Indexed = Pick<typeof accountNumbers.$inferSelect, "entityId" | "clientCustomerId" | "settlesTo" | "isOwnAccount">;

const hasCustomer = ({ entityId, clientCustomerId }: Indexed) => entityId !== null || clientCustomerId !== null;

async function numbersOf(db: Queryable, program: string, plain: string): Promise<Indexed[]> {
  return db
    .select({ entityId: accountNumbers.entityId, clientCustomerId: accountNumbers.clientCustomerId, settlesTo: accountNumbers.settlesTo, isOwnAccount: accountNumbers.isOwnAccount })
    .from(accountNumbers)
    .where(and(eq(accountNumbers.program, program), eq(accountNumbers.numberHash, accountNumberHash(program, plain))))
    .limit(20);
}

/** The account itself where Lead confirmed that it is the customer's own; else the customer, who may have several. */
async function foundBy(db: Queryable, program: string, masked: string, numbers: readonly Indexed[]): Promise<SearchFound> {
  const own = numbers.flatMap(({ isOwnAccount, settlesTo }) => (isOwnAccount && settlesTo !== null ? [settlesTo] : []));
  const shared = numbers.filter(({ isOwnAccount }) => !isOwnAccount);
  const customers = shared.flatMap(({ clientCustomerId }) => clientCustomerId ?? []);
  const ofCustomers = customers.length === 0 ? [] : await db
    .select({ id: entities.entityId })
    .from(entities)
    .where(and(eq(entities.program, program), inArray(entities.clientCustomerId, customers)));
  const entityIds = [...shared.flatMap(({ entityId }) => entityId ?? []), ...ofCustomers.map(({ id }) => id)];
  return { kind: "account-number", masked, accountIds: [...new Set(own)].sort(), entityIds: [...new Set(entityIds)].sort() };
}
