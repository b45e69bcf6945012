import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { offeredActions } from "@/lib/account-actions";
import type { AccountRow } from "@/lib/account-views";
import { activateProblems } from "@/lib/accounts/activate-problems";
import { statusWords } from "@/lib/accounts/account-status";
import { hasCredit } from "@/lib/accounts/capabilities";
import type { ActivateTerms, DeactivateTerms } from "@/lib/accounts/command-inputs";
import { deactivateProblems } from "@/lib/accounts/deactivate-problems";
import type { BulkAction, BulkCommand } from "@/lib/bulk/bulk-actions";
import type { BulkTerms } from "@/lib/bulk/bulk-inputs";
import type { CloseTerms } from "@/lib/closures/close-batch";
import type { RequestTerms } from "@/lib/closures/closing-request-problems";
import type { CommandName } from "@/lib/command";
import { businessDate } from "@/lib/format";
import { standingProblems } from "@/lib/entity-standing";
import type { EntityStanding } from "@/lib/entity-standing";
import type { FieldProblem, Problem } from "@/lib/result";
import { reliedOnPaths, seenDigest } from "@/lib/seen";
import { invalidFields, notInDirectory } from "../commands/command-problems";
import { transitionProblem } from "../commands/verbs/transition";
import type { Database } from "../db/client";
import { directoryEntries, directoryRelationships, entities, processes } from "../db/schema";
import type { PlannedClosing } from "../db/schema-bulk";
import { supportMayLiftAmong } from "../holds/support-may-lift";
import { accountRows, rowColumns } from "../queries/account-rows";
import type { Caller } from "../queries/authorise";
import { judgeClosing } from "./judge-closings";
import type { JudgedClosing } from "./judge-closings";
import { noticeTermsOf } from "../notice-settings";

/** One account of a plan: what it relies on, and why it would be refused by what is known now. */
export type JudgedAccount = { accountId: string; seen: string | null; hasCredit: boolean; /** Of a closing: what is asked for. */ closing?: PlannedClosing | null; refusal: Problem | null };

type Asked = { caller: Caller; action: BulkAction; terms: BulkTerms; now: string };

const accountsAtATime = 500;

/**
 * Says of each account what a single action's own screen and rules say, by the directory; Lead is asked when its turn
 * comes. In the order of the ids.
 */
export async function judgeAccounts(db: Database, asked: Asked, ids: readonly string[]): Promise<JudgedAccount[]> {
  const judged: JudgedAccount[] = [];
  for (let from = 0; from < ids.length; from += accountsAtATime) judged.push(...(await judgeSome(db, asked, ids.slice(from, from + accountsAtATime))));
  return judged;
}

async function judgeSome(db: Database, asked: Asked, ids: readonly string[]): Promise<JudgedAccount[]> {
  const { caller, action } = asked;
  const { slug, timeZone } = caller.program;
  const stored = await db
    .select({ ...rowColumns(timeZone), body: directoryEntries.body })
    .from(directoryEntries)
    .where(and(eq(directoryEntries.program, slug), inArray(directoryEntries.accountId, [...ids])));
  const rows = new Map((await accountRows(db, caller, stored)).map((row) => [row.accountId, row]));
  const facts = action === "refresh-accounts" ? null : await factsOf(db, slug, action, [...rows.values()]);
  const byId = new Map(stored.map((entry) => [entry.accountId, entry]));
  const judged: JudgedAccount[] = [];
  for (const accountId of ids) judged.push(await judgeOne(accountId));
  return judged;

  async function judgeOne(accountId: string): Promise<JudgedAccount> {
    const [entry, row] = [byId.get(accountId), rows.get(accountId)];
    if (!entry || !row) return { accountId, seen: null, hasCredit: false, refusal: notInDirectory };
    const known = { accountId, hasCredit: hasCredit(row.capabilities) };
    if (action === "refresh-accounts" || !facts) return { ...known, seen: null, refusal: null };
    if (action === "close-accounts") return { ...known, ...(await judgeAsClosing(db, asked, entry, offerProblem(asked, "request-closing", row, facts))) };
    return { ...known, seen: seenDigest(reliedOnPaths[action], entry.body), refusal: refusalOf({ ...asked, action }, row, facts, entry.body) };
  }
}

/** Whether it may be asked for at all, as on the account's own page; then whether it has a place in a batch. */
async function judgeAsClosing(db: Database, { caller, terms, now }: Asked, entry: Pick<typeof directoryEntries.$inferSelect, "accountId" | "body">, refusal: Problem | null): Promise<JudgedClosing> {
  // The terms are those of the action: one schema read both.
  const judged = await judgeClosing(db, caller.program, entry, terms as CloseTerms, now);
  return refusal ? { ...judged, closing: null, refusal } : judged;
}

type Facts = { busy: ReadonlySet<string>; liftable: ReadonlySet<string>; holderProblems: ReadonlyMap<string, string[]> };

/** By the table that offers actions on the account's own page, the transition table, and the rules of what was typed. */
function refusalOf({ caller, action, terms, now }: Asked & { action: BulkCommand }, row: AccountRow, facts: Facts, body: typeof directoryEntries.$inferSelect["body"]): Problem | null {
  const offered = offeredAs(caller, action, row, facts);
  if (!offered) return transitionProblem(action, { account: body, relationships: [] });
  if (offered.why !== null) return { kind: "not-possible-now", title: offered.why };
  const fields = typedProblems(action, terms, row, { now, today: businessDate(now, caller.program.timeZone), rules: noticeTermsOf(caller.program).rules });
  return fields.length > 0 ? { ...invalidFields(fields), title: fields[0]?.message ?? "", saved: undefined } : null;
}

function offerProblem({ caller }: Asked, name: CommandName, row: AccountRow, facts: Facts): Problem | null {
  const offered = offeredAs(caller, name, row, facts);
  if (offered?.why === null) return null;
  return { kind: "not-possible-now", title: offered?.why ?? `The account is ${statusWords(row.status, row.statusReason).toLowerCase()}.` };
}

/** As the account's own page offers it to this person. */
function offeredAs({ roles }: Caller, name: CommandName, row: AccountRow, facts: Facts) {
  return offeredActions({
    status: row.status,
    statusReason: row.statusReason,
    roles,
    openHolds: row.openHolds ?? Number(row.restricted),
    supportMayLift: facts.liftable.has(row.accountId),
    holderProblems: facts.holderProblems.get(row.accountId) ?? [],
    unsettled: row.unsettled,
    hasOpenProcess: facts.busy.has(row.accountId),
    isMissing: row.missingSince !== null,
  }).find((offered) => offered.name === name);
}

/** The terms are those of the action: one schema read both. */
function typedProblems(action: BulkCommand, terms: BulkTerms, { capabilities, statusReason }: AccountRow, { now, today, rules }: RequestTerms): FieldProblem[] {
  if (action === "deactivate-account") return deactivateProblems(terms as DeactivateTerms, { capabilities, today, rules });
  return activateProblems(terms as ActivateTerms, { now, statusReason });
}

/** What only a reactivation asks about is not looked up for anything else. */
async function factsOf(db: Database, program: string, action: BulkAction, rows: readonly AccountRow[]): Promise<Facts> {
  const inactive = action === "activate-account" ? rows.filter(({ status }) => status === "inactive") : [];
  const liftable = await supportMayLiftAmong(db, { slug: program }, idsOf(inactive.filter(({ statusReason }) => statusReason === "other")));
  return { busy: await withProcess(db, program, rows), liftable, holderProblems: await problemsOfHolders(db, program, inactive) };
}

const idsOf = (rows: readonly AccountRow[]) => rows.map(({ accountId }) => accountId);

async function withProcess(db: Database, program: string, rows: readonly AccountRow[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const open = await db.select({ accountId: processes.accountId }).from(processes).where(and(eq(processes.program, program), inArray(processes.accountId, idsOf(rows)), isNull(processes.finishedAt)));
  return new Set(open.map(({ accountId }) => accountId));
}

async function problemsOfHolders(db: Database, program: string, rows: readonly AccountRow[]): Promise<ReadonlyMap<string, string[]>> {
  const problems = new Map<string, string[]>();
  if (rows.length === 0) return problems;
  const holders = await db
    .select({ accountId: directoryRelationships.accountId, entityId: entities.entityId, name: entities.displayName, standing: entities.standing })
    .from(directoryRelationships)
    .innerJoin(entities, and(eq(entities.program, directoryRelationships.program), eq(entities.entityId, directoryRelationships.entityId)))
    .where(and(eq(directoryRelationships.program, program), inArray(directoryRelationships.accountId, idsOf(rows)), sql`${directoryRelationships.relationshipType} = 'account_holder'`));
  for (const { accountId, entityId, name, standing } of holders) {
    // Written by rememberEntities alone, in this shape.
    const found = standingProblems(standing as EntityStanding, "account_holder");
    if (found.length > 0) problems.set(accountId, [...(problems.get(accountId) ?? []), `${name ?? entityId}: ${found.join(", ")}`]);
  }
  return problems;
}
