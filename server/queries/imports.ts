import "server-only";
import { and, asc, desc, eq, lt, ne, sql } from "drizzle-orm";
import type { ImportDetail, ImportSummary } from "@/lib/imports/import-views";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { importRows, imports } from "../db/schema-imports";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

/** `readable`: the programs in which this person may read accounts, by slug with their names. */
export type ImportCaller = Caller & { readable: ReadonlyMap<string, string> };
type StoredImport = typeof imports.$inferSelect;

const mostListed = 100;
export const unknownImport: Problem = { kind: "not-possible-now", title: "There is no such import in this program.", next: "Look at the list of imports." };

/** The imports of the program, newest first; those still coming in are not among them. */
export async function importList(caller: Caller, db: Database = sharedDatabase()): Promise<Result<ImportSummary[]>> {
  const denied = await denial(db, caller, "read-imports");
  if (denied) return fail(denied);
  const rows = await db
    .select()
    .from(imports)
    .where(and(eq(imports.program, caller.program.slug), ne(imports.status, "receiving")))
    .orderBy(desc(imports.uploadedAt), desc(imports.id))
    .limit(mostListed);
  return ok(rows.map(summaryOf));
}

export async function importDetail(caller: ImportCaller, importId: string, db: Database = sharedDatabase()): Promise<Result<ImportDetail>> {
  const denied = await denial(db, caller, "read-imports");
  if (denied) return fail(denied);
  const row = await importOf(db, caller, importId);
  if (!row) return fail(unknownImport);
  const [recent, queued, same] = await Promise.all([rowsLately(db, row), isQueued(db, row), earlierOf(db, row)]);
  const rowsPerMinute = row.status === "running" ? recent : null;
  const left = leftOf(row);
  return ok({
    ...summaryOf(row),
    bytes: row.bytes,
    hasHeader: row.shape?.hasHeader ?? false,
    columns: row.shape?.columns ?? [],
    found: foundFor(caller, row),
    startedBy: row.startedByName,
    startedAt: row.startedAt?.toISOString() ?? null,
    calls: row.calls,
    rowsPerMinute,
    secondsLeft: rowsPerMinute === null || row.problem ? null : Math.ceil((left / rowsPerMinute) * 60),
    callsPerSecond: caller.program.backgroundCallsPerSecond,
    waiting: row.status === "running" && row.problem && row.nextLookAt ? { problem: row.problem, until: row.nextLookAt.toISOString() } : null,
    isQueued: queued,
    sameAs: same,
  });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Undefined for what is no import of this program, or not there whole. */
export async function importOf(db: Database, caller: Caller, importId: string): Promise<StoredImport | undefined> {
  if (!uuid.test(importId)) return undefined;
  const [row] = await db.select().from(imports).where(and(eq(imports.id, importId), eq(imports.program, caller.program.slug), ne(imports.status, "receiving")));
  return row;
}

function summaryOf(row: StoredImport): ImportSummary {
  const { id, status, source, fileName, shape, rowCount, found, entered, knownMeanwhile, refused, uploadedByName, uploadedAt, endedAt } = row;
  return {
    id, status, source, fileName, format: shape?.format ?? "list", rowCount, toRead: found.new ?? 0, entered, knownMeanwhile, refused,
    uploadedBy: uploadedByName, uploadedAt: uploadedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null,
  };
}

const leftOf = ({ found, entered, knownMeanwhile, refused }: StoredImport) => Math.max(0, (found.new ?? 0) - entered - knownMeanwhile - refused);

/** That another program knows an account is for those alone who may read there; for others the row is new. */
function foundFor({ readable }: ImportCaller, { found, foundElsewhere }: StoredImport): ImportDetail["found"] {
  const elsewhere = Object.entries(foundElsewhere).reduce((sum, [slug, count]) => (readable.has(slug) ? sum + count : sum), 0);
  return { ...found, new: (found.new ?? 0) - elsewhere, ...(elsewhere > 0 ? { elsewhere } : {}) };
}

/** Over the last minute, or since it was started or went on. */
async function rowsLately(db: Database, row: StoredImport): Promise<number | null> {
  if (row.status !== "running" || !row.runningSince) return null;
  const since = sql`greatest(now() - interval '1 minute', ${row.runningSince.toISOString()}::timestamptz)`;
  const [lately] = await db
    .select({ rows: sql<number>`count(*)::integer`, seconds: sql<number>`extract(epoch FROM now() - ${since})::double precision` })
    .from(importRows)
    .where(and(eq(importRows.importId, row.id), sql`${importRows.settledAt} > ${since}`));
  return lately && lately.rows > 0 && lately.seconds > 0 ? (lately.rows / lately.seconds) * 60 : null;
}

async function isQueued(db: Database, row: StoredImport): Promise<boolean> {
  if (row.status !== "running" || !row.startedAt || row.leasedBy !== null) return false;
  const before = await db.select({ id: imports.id }).from(imports).where(and(eq(imports.program, row.program), eq(imports.status, "running"), lt(imports.startedAt, row.startedAt))).limit(1);
  return before.length > 0;
}

async function earlierOf(db: Database, row: StoredImport): Promise<ImportDetail["sameAs"]> {
  if (!row.sha256) return null;
  const [same] = await db
    .select({ id: imports.id, uploadedAt: imports.uploadedAt, uploadedBy: imports.uploadedByName })
    .from(imports)
    .where(and(eq(imports.program, row.program), eq(imports.sha256, row.sha256), ne(imports.id, row.id), lt(imports.uploadedAt, row.uploadedAt)))
    .orderBy(asc(imports.uploadedAt))
    .limit(1);
  return same ? { ...same, uploadedAt: same.uploadedAt.toISOString() } : null;
}
