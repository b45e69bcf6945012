import "server-only";
import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { decide } from "@/lib/agreement/decide";
import type { Decision, LiveException } from "@/lib/agreement/decide";
import type { DirectorySaid, Finding } from "@/lib/agreement/compare";
import type { Queryable } from "../db/client";
import { directoryEntries } from "../db/schema";
import { agreementExceptions } from "../db/schema-agreement";
import { directorySaid, saidColumns } from "../directory/directory-said";
import type { AgreementRun } from "./claim-run";

/** What a file says of one account, or that it says nothing of it. */
export type AccountSaid = { accountId: string; asOf: Date; findings(ours: DirectorySaid): Finding[] };

type Decided = { accountId: string; asOf: Date; readAt: Date; decision: Decision };
export type Recorded = { opened: number; confirmed: number; resolved: number };

/** Those with an exception that has not ended. */
export async function accountsWithExceptions(tx: Queryable, program: string, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectDistinct({ accountId: agreementExceptions.accountId })
    .from(agreementExceptions)
    .where(and(eq(agreementExceptions.program, program), inArray(agreementExceptions.accountId, [...accountIds]), isNull(agreementExceptions.endedAt)));
  return new Set(rows.map(({ accountId }) => accountId));
}

/**
 * Looks at these accounts once more with their entries held still, so that nothing that Lead shows meanwhile is missed,
 * and writes down what opens, stands or ends. Entries first, then exceptions: the order in which the directory remembers.
 */
export async function recordDecisions(tx: Queryable, run: AgreementRun, said: readonly AccountSaid[]): Promise<Recorded> {
  if (said.length === 0) return { opened: 0, confirmed: 0, resolved: 0 };
  const ids = said.map(({ accountId }) => accountId);
  const entries = await tx
    .select({ accountId: directoryEntries.accountId, readAt: directoryEntries.readAt, ...saidColumns })
    .from(directoryEntries)
    .where(and(eq(directoryEntries.program, run.program), inArray(directoryEntries.accountId, ids)))
    .orderBy(asc(directoryEntries.accountId))
    .for("share");
  const liveOf = await liveExceptions(tx, run.program, ids);
  const entryOf = new Map(entries.map((entry) => [entry.accountId, entry]));
  const decided = said.flatMap(({ accountId, asOf, findings }): Decided[] => {
    const entry = entryOf.get(accountId);
    if (!entry) return [];
    return decide(findings(directorySaid(entry)), liveOf.get(accountId) ?? []).map((decision) => ({ accountId, asOf, readAt: entry.readAt, decision }));
  });
  return write(tx, run, decided);
}

async function liveExceptions(tx: Queryable, program: string, accountIds: readonly string[]): Promise<ReadonlyMap<string, LiveException[]>> {
  const rows = await tx
    .select()
    .from(agreementExceptions)
    .where(and(eq(agreementExceptions.program, program), inArray(agreementExceptions.accountId, [...accountIds]), isNull(agreementExceptions.endedAt)))
    .orderBy(asc(agreementExceptions.accountId), asc(agreementExceptions.field))
    .for("update");
  const byAccount = new Map<string, LiveException[]>();
  for (const { accountId, id, field, theirs, ours, resolvedAt } of rows) {
    byAccount.set(accountId, [...(byAccount.get(accountId) ?? []), { id, field, theirs, ours, isAccepted: resolvedAt !== null }]);
  }
  return byAccount;
}

async function write(tx: Queryable, run: AgreementRun, decided: readonly Decided[]): Promise<Recorded> {
  const ends = decided.flatMap(({ decision }) => (decision.kind === "end" ? [decision] : []));
  const confirms = decided.flatMap(({ decision, ...rest }) => (decision.kind === "confirm" ? [{ ...rest, decision }] : []));
  const opens = decided.flatMap(({ decision, ...rest }) => (decision.kind === "open" ? [{ ...rest, finding: decision.finding }] : []));
  await end(tx, run, ends);
  await confirm(tx, run, confirms);
  await open(tx, run, opens);
  return { opened: opens.length, confirmed: confirms.length, resolved: ends.filter(({ wasOpen }) => wasOpen).length };
}

/** One that a person accepted keeps their resolution. */
async function end(tx: Queryable, run: AgreementRun, ends: readonly Extract<Decision, { kind: "end" }>[]): Promise<void> {
  if (ends.length === 0) return;
  await tx.execute(sql`
    UPDATE agreement_exceptions AS known
    SET ended_at = now(), ended_by_run = ${run.id}, resolved_at = coalesce(known.resolved_at, now()), resolution = coalesce(known.resolution, given.how)
    FROM unnest(${sql.param(ends.map(({ id }) => id))}::uuid[], ${sql.param(ends.map(({ how }) => how))}::text[]) AS given (id, how)
    WHERE known.id = given.id`);
}

type Confirmed = Omit<Decided, "decision"> & { decision: Extract<Decision, { kind: "confirm" }> };

async function confirm(tx: Queryable, run: AgreementRun, confirms: readonly Confirmed[]): Promise<void> {
  if (confirms.length === 0) return;
  const column = <T>(of: (confirmed: Confirmed) => T) => sql.param(confirms.map(of));
  await tx.execute(sql`
    UPDATE agreement_exceptions AS known
    SET theirs = given.theirs::jsonb, ours = given.ours::jsonb, theirs_as_of = given.theirs_as_of, ours_as_of = given.ours_as_of, last_run = ${run.id},
      last_seen_at = CASE WHEN known.last_run = ${run.id} THEN known.last_seen_at ELSE now() END
    FROM unnest(${column(({ decision }) => decision.id)}::uuid[], ${column(({ decision }) => JSON.stringify(decision.finding.theirs))}::text[], ${column(({ decision }) => JSON.stringify(decision.finding.ours))}::text[],
      ${column(({ asOf }) => asOf.toISOString())}::timestamptz[], ${column(({ readAt }) => readAt.toISOString())}::timestamptz[]) AS given (id, theirs, ours, theirs_as_of, ours_as_of)
    WHERE known.id = given.id`);
}

type Opened = Omit<Decided, "decision"> & { finding: Finding };

/** Each follows the one before it about the same field, where there was one. */
async function open(tx: Queryable, run: AgreementRun, opens: readonly Opened[]): Promise<void> {
  if (opens.length === 0) return;
  const column = <T>(of: (opened: Opened) => T) => sql.param(opens.map(of));
  await tx.execute(sql`
    INSERT INTO agreement_exceptions (id, program, account_id, field, theirs, ours, theirs_as_of, ours_as_of, first_run, last_run, follows)
    SELECT given.id, ${run.program}, given.account_id, given.field, given.theirs::jsonb, given.ours::jsonb, given.theirs_as_of, given.ours_as_of, ${run.id}, ${run.id},
      (SELECT before.id FROM agreement_exceptions AS before WHERE before.program = ${run.program} AND before.account_id = given.account_id AND before.field = given.field ORDER BY before.first_seen_at DESC, before.id LIMIT 1)
    FROM unnest(${column(() => randomUUID())}::uuid[], ${column(({ accountId }) => accountId)}::text[], ${column(({ finding }) => finding.field)}::text[],
      ${column(({ finding }) => JSON.stringify(finding.theirs))}::text[], ${column(({ finding }) => JSON.stringify(finding.ours))}::text[],
      ${column(({ asOf }) => asOf.toISOString())}::timestamptz[], ${column(({ readAt }) => readAt.toISOString())}::timestamptz[]) AS given (id, account_id, field, theirs, ours, theirs_as_of, ours_as_of)`);
}
