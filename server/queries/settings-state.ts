import "server-only";
import { and, asc, desc, eq, notInArray, sql } from "drizzle-orm";
import type { BoundedCount } from "@/lib/account-views";
import { callOutcome, operationWords } from "@/lib/call-words";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import type { LastError, RunningImport, SettingsState } from "@/lib/settings/settings-state";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { leadCalls } from "../db/schema";
import { imports } from "../db/schema-imports";
import { leadWalks } from "../db/schema-intake";
import { directoryAges } from "../db/schema-refresh";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { intakeState } from "./intake-state";
import { callRate, refreshState } from "./refresh-state";

const mostErrors = 10;
const mostImports = 10;
const mostWaiting = 10_000;

/** How the directory of a program stands and what works on it, from kept or bounded counts: a look costs the same at any size. */
export async function settingsState(caller: Caller, db: Database = sharedDatabase()): Promise<Result<SettingsState>> {
  const denied = await denial(db, caller, "read-settings");
  if (denied) return fail(denied);
  const intake = await intakeState(caller, db);
  if (!intake.ok) return intake;
  const { slug } = caller.program;
  const [known, ages, refresh, rate, running, announced, events, lists, unanswered] = await Promise.all([
    knownOf(db, slug), agesOf(db, slug), refreshState(db, caller.program), callRate(db, caller.program), importsOf(db, slug),
    waitingIn(db, slug, "announced_accounts"), waitingIn(db, slug, "lead_events"), listsOf(db, slug), unansweredCalls(db, slug),
  ]);
  const errors = [...unanswered, ...running.errors, ...lists.errors, ...refresh.errors].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, mostErrors);
  return ok({
    known, ages, refresh: refresh.state, rate, imports: running.imports, waiting: { announced, events }, lists: lists.lists, errors,
    intake: intake.value, mayControl: caller.permissions.has("pause-refresh"),
  });
}

/** By the kept summary and the changes that the worker has not added to it yet. */
async function knownOf(db: Database, program: string): Promise<SettingsState["known"]> {
  const { rows } = await db.execute<{ status: string; accounts: string }>(sql`
    SELECT kind.status, sum(counted.accounts) AS accounts
    FROM (
      SELECT bucket, sum(accounts) AS accounts FROM directory_summary WHERE program = ${program} GROUP BY bucket
      UNION ALL
      SELECT bucket, sum(accounts) FROM (SELECT bucket, accounts FROM directory_summary_changes WHERE program = ${program} ORDER BY id LIMIT ${mostWaiting}) AS latest GROUP BY bucket
    ) counted
    JOIN directory_buckets kind ON (kind.program, kind.bucket) = (${program}, counted.bucket)
    GROUP BY kind.status HAVING sum(counted.accounts) > 0 ORDER BY 2 DESC, 1`);
  const byStatus = rows.map(({ status, accounts }) => ({ status, accounts: Number(accounts) }));
  return { total: byStatus.reduce((sum, { accounts }) => sum + accounts, 0), byStatus };
}

async function agesOf(db: Database, program: string): Promise<SettingsState["ages"]> {
  const [row] = await db.select().from(directoryAges).where(eq(directoryAges.program, program));
  return row ? { bands: row.bands, missing: row.missing, countedAt: row.countedAt.toISOString() } : null;
}

async function importsOf(db: Database, program: string): Promise<{ imports: RunningImport[]; errors: LastError[] }> {
  const rows = await db
    .select()
    .from(imports)
    .where(and(eq(imports.program, program), eq(imports.status, "running")))
    .orderBy(asc(imports.startedAt))
    .limit(mostImports);
  const nameOf = ({ fileName }: { fileName: string | null }) => fileName ?? "Pasted list";
  return {
    imports: rows.map((row) => ({ id: row.id, name: nameOf(row), read: row.entered + row.knownMeanwhile + row.refused, toRead: row.found.new ?? 0, waitsUntil: row.nextLookAt?.toISOString() ?? null })),
    errors: rows.flatMap((row) => (row.problem ? [{ where: `Import ${nameOf(row)}`, words: row.problem.title, at: row.updatedAt.toISOString() }] : [])),
  };
}

async function waitingIn(db: Database, program: string, table: "announced_accounts" | "lead_events"): Promise<BoundedCount> {
  const { rows } = await db.execute<{ waiting: number }>(sql`
    SELECT count(*)::int AS waiting FROM (SELECT FROM ${sql.identifier(table)} WHERE program = ${program} AND state = 'waiting' LIMIT ${mostWaiting + 1}) AS few`);
  const waiting = rows[0]?.waiting ?? 0;
  return { count: Math.min(waiting, mostWaiting), more: waiting > mostWaiting };
}

const listNames = { events: "Catch-up of Lead's events", "account-numbers": "List of account numbers" };

async function listsOf(db: Database, program: string): Promise<{ lists: SettingsState["lists"]; errors: LastError[] }> {
  const rows = await db.select().from(leadWalks).where(eq(leadWalks.program, program)).orderBy(desc(leadWalks.list));
  return {
    lists: rows.map((row) => ({ list: listNames[row.list], underWay: row.begunAt !== null, finishedAt: row.finishedAt?.toISOString() ?? null, nextLookAt: row.nextLookAt.toISOString(), problem: row.problem })),
    errors: rows.flatMap((row) => (row.problem && row.lookedAt ? [{ where: listNames[row.list], words: row.problem, at: row.lookedAt.toISOString() }] : [])),
  };
}

async function unansweredCalls(db: Database, program: string): Promise<LastError[]> {
  const rows = await db
    .select({ method: leadCalls.method, path: leadCalls.path, outcome: leadCalls.outcome, startedAt: leadCalls.startedAt })
    .from(leadCalls)
    .where(and(eq(leadCalls.program, program), notInArray(leadCalls.outcome, ["answered", "refused"])))
    .orderBy(desc(leadCalls.startedAt))
    .limit(mostErrors);
  return rows.map(({ method, path, outcome, startedAt }) => ({ where: `Call to Lead: ${operationWords(method, path)}`, words: callOutcome(outcome).words, at: startedAt.toISOString() }));
}
