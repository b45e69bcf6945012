import "server-only";
import { and, asc, desc, eq, gt, isNotNull, lt, ne } from "drizzle-orm";
import { rowProblemWords } from "@/lib/agreement/row-words";
import type { RunDetail, RunSummary, UnmappedPage } from "@/lib/agreement/views";
import { csvLine } from "@/lib/csv";
import { zonedTimeText } from "@/lib/fields/zoned-time";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { agreementRows, agreementRuns } from "../db/schema-agreement";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

const mostListed = 100;
const unknownRun: Problem = { kind: "not-possible-now", title: "There is no such comparison in this program.", next: "Look at the list of files." };
export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type StoredRun = typeof agreementRuns.$inferSelect;

/** The files of the program, newest first; those still coming in are not among them. */
export async function runList(caller: Caller, db: Database = sharedDatabase()): Promise<Result<RunSummary[]>> {
  const denied = await denial(db, caller, "read-agreement");
  if (denied) return fail(denied);
  const rows = await db
    .select()
    .from(agreementRuns)
    .where(and(eq(agreementRuns.program, caller.program.slug), ne(agreementRuns.status, "receiving")))
    .orderBy(desc(agreementRuns.uploadedAt), desc(agreementRuns.id))
    .limit(mostListed);
  return ok(rows.map(summaryOf));
}

function summaryOf(run: StoredRun): RunSummary {
  const { id, status, fileName, rowCount, compared, unmapped, opened, confirmed, resolved, asOf, complete, uploadedByName, uploadedAt } = run;
  return { id, status, fileName, rowCount, compared, unmapped, opened, confirmed, resolved, complete, asOf: asOf?.toISOString() ?? null, uploadedBy: uploadedByName, uploadedAt: uploadedAt.toISOString() };
}

export async function runDetail(caller: Caller, runId: string, db: Database = sharedDatabase()): Promise<Result<RunDetail>> {
  const denied = await denial(db, caller, "read-agreement");
  if (denied) return fail(denied);
  const run = await runOf(db, caller, runId);
  if (!run?.shape) return fail(unknownRun);
  const { shape, asOfFound, phase, place, startedByName, startedAt, endedAt } = run;
  return ok({
    ...summaryOf(run), shape, phase, place,
    asOfText: asOfFound ? zonedTimeText(asOfFound.toISOString(), caller.program.timeZone) : "",
    startedBy: startedByName, startedAt: startedAt?.toISOString() ?? null, endedAt: endedAt?.toISOString() ?? null,
    sameAs: await earlierOf(db, run),
  });
}

async function runOf(db: Database, { program }: Caller, runId: string): Promise<StoredRun | undefined> {
  if (!uuid.test(runId)) return undefined;
  const [run] = await db.select().from(agreementRuns).where(and(eq(agreementRuns.id, runId), eq(agreementRuns.program, program.slug), ne(agreementRuns.status, "receiving")));
  return run;
}

async function earlierOf(db: Database, { id, program, sha256, uploadedAt }: StoredRun): Promise<RunDetail["sameAs"]> {
  if (!sha256) return null;
  const [same] = await db
    .select({ id: agreementRuns.id, uploadedAt: agreementRuns.uploadedAt, uploadedBy: agreementRuns.uploadedByName })
    .from(agreementRuns)
    .where(and(eq(agreementRuns.program, program), eq(agreementRuns.sha256, sha256), ne(agreementRuns.id, id), ne(agreementRuns.status, "receiving"), lt(agreementRuns.uploadedAt, uploadedAt)))
    .orderBy(asc(agreementRuns.uploadedAt))
    .limit(1);
  return same ? { ...same, uploadedAt: same.uploadedAt.toISOString() } : null;
}

const rowsPerPage = 50;

/** The rows that were compared with nothing, in the file's order. */
export async function unmappedRows(caller: Caller, runId: string, place: { after?: number; before?: number }, db: Database = sharedDatabase()): Promise<Result<UnmappedPage>> {
  const denied = await denial(db, caller, "read-agreement");
  if (denied) return fail(denied);
  if (!(await runOf(db, caller, runId))) return fail(unknownRun);
  const { rowNumber } = agreementRows;
  const isBack = place.before !== undefined;
  const beyond = isBack ? lt(rowNumber, place.before ?? 0) : gt(rowNumber, place.after ?? 0);
  const read = await db
    .select()
    .from(agreementRows)
    .where(and(eq(agreementRows.runId, runId), isNotNull(agreementRows.problem), beyond))
    .orderBy(isBack ? desc(rowNumber) : asc(rowNumber))
    .limit(rowsPerPage + 1);
  const hasMore = read.length > rowsPerPage;
  const rows = read.slice(0, rowsPerPage).flatMap(({ rowNumber: number, line, shown, problem, detail, sameAsLine }) => (problem === null ? [] : [{ rowNumber: number, line, shown, problem, detail, sameAsLine }]));
  if (isBack) rows.reverse();
  const hasNext = isBack || hasMore;
  const hasPrevious = isBack ? hasMore : place.after !== undefined;
  return ok({ rows, next: hasNext ? (rows.at(-1)?.rowNumber ?? null) : null, previous: hasPrevious ? (rows.at(0)?.rowNumber ?? null) : null });
}

const rowsAtATime = 2_000;

/** The same as CSV with the reasons, read in short batches as they are taken; the download is on the trail. */
export async function unmappedFile(caller: Caller, runId: string, db: Database = sharedDatabase()): Promise<Result<AsyncGenerator<string>>> {
  const denied = await denial(db, caller, "read-agreement");
  if (denied) return fail(denied);
  if (!(await runOf(db, caller, runId))) return fail(unknownRun);
  await db.transaction((tx) => appendEntry(tx, { program: caller.program.slug, actor: caller.actor, action: "export", outcome: "done", details: { what: "unmapped rows of a ledger", runId } }));
  return ok(linesOf(db, runId));
}

async function* linesOf(db: Database, runId: string): AsyncGenerator<string> {
  yield csvLine(["line", "id", "value", "reason"]);
  let after = 0;
  for (;;) {
    const rows = await db
      .select()
      .from(agreementRows)
      .where(and(eq(agreementRows.runId, runId), isNotNull(agreementRows.problem), gt(agreementRows.rowNumber, after)))
      .orderBy(asc(agreementRows.rowNumber))
      .limit(rowsAtATime);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ line, shown, detail, problem, sameAsLine }) => csvLine([String(line), shown, detail ?? "", rowProblemWords(problem, sameAsLine)])).join("");
    after = last.rowNumber;
  }
}
