import "server-only";
import { and, asc, desc, eq, gt, inArray, isNull, lt, notInArray, or } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { csvLine } from "@/lib/csv";
import type { ImportRowPage, ImportRowView } from "@/lib/imports/import-views";
import { rowReasonWords } from "@/lib/imports/import-words";
import type { RowKind } from "@/lib/imports/import-words";
import type { RowQuery } from "@/lib/imports/row-query";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { importRows } from "../db/schema-imports";
import { denial } from "./authorise";
import { importOf, unknownImport } from "./imports";
import type { ImportCaller } from "./imports";

const rowsPerPage = 50;

type StoredRow = typeof importRows.$inferSelect;

/** The rows of an import in the file's order, of one kind or all. */
export async function importRowPage(caller: ImportCaller, importId: string, query: RowQuery, db: Database = sharedDatabase()): Promise<Result<ImportRowPage>> {
  const denied = await denial(db, caller, "read-imports");
  if (denied) return fail(denied);
  const stored = await importOf(db, caller, importId);
  if (!stored) return fail(unknownImport);
  const { rowNumber } = importRows;
  const isBack = query.before !== undefined;
  const place = isBack ? lt(rowNumber, query.before ?? 0) : query.after === undefined ? undefined : gt(rowNumber, query.after);
  const read = await db
    .select()
    .from(importRows)
    .where(and(eq(importRows.importId, importId), query.kind === undefined ? undefined : ofKind(caller, query.kind, stored.status === "ready"), place))
    .orderBy(isBack ? desc(rowNumber) : asc(rowNumber))
    .limit(rowsPerPage + 1);
  const hasMore = read.length > rowsPerPage;
  const rows = read.slice(0, rowsPerPage);
  if (isBack) rows.reverse();
  const hasNext = isBack || hasMore;
  const hasPrevious = isBack ? hasMore : query.after !== undefined;
  const lines = await linesOfRows(db, importId, rows.flatMap(({ duplicateOf }) => duplicateOf ?? []));
  return ok({ rows: rows.map((row) => viewOf(caller, row, lines)), next: hasNext ? (rows.at(-1)?.rowNumber ?? null) : null, previous: hasPrevious ? (rows.at(0)?.rowNumber ?? null) : null });
}

function otherPrograms({ readable, program }: ImportCaller): string[] {
  return [...readable.keys()].filter((slug) => slug !== program.slug);
}

/** Before the start, what is known elsewhere is told apart; after it, new is what still waits. */
function ofKind(caller: ImportCaller, kind: RowKind, isReady: boolean): SQL | undefined {
  const theirs = otherPrograms(caller);
  if (kind === "elsewhere") return inArray(importRows.elsewhere, theirs);
  if (kind !== "new") return eq(importRows.state, kind);
  const unseen = theirs.length === 0 || !isReady ? undefined : or(isNull(importRows.elsewhere), notInArray(importRows.elsewhere, theirs));
  return and(eq(importRows.state, "new"), unseen);
}

/** Where rows stand in the file, by their number. */
async function linesOfRows(db: Database, importId: string, numbers: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (numbers.length === 0) return new Map();
  const { rowNumber, line } = importRows;
  const rows = await db.select({ rowNumber, line }).from(importRows).where(and(eq(importRows.importId, importId), inArray(rowNumber, [...numbers])));
  return new Map(rows.map((row) => [row.rowNumber, row.line]));
}

function viewOf({ readable }: ImportCaller, row: StoredRow, lines: ReadonlyMap<number, number>): ImportRowView {
  const { rowNumber, line, idKind, value, state, reason, duplicateOf, elsewhere, accountId } = row;
  return { rowNumber, line, idKind, value, state, reason, sameAsLine: duplicateOf === null ? null : (lines.get(duplicateOf) ?? null), elsewhere: elsewhere === null ? null : (readable.get(elsewhere) ?? null), accountId };
}

const rowsAtATime = 2_000;

/**
 * The rows that name no account or that did not enter, as CSV with the reason, read in short batches as they are taken;
 * the download is on the trail.
 */
export async function refusedRows(caller: ImportCaller, importId: string, db: Database = sharedDatabase()): Promise<Result<AsyncGenerator<string>>> {
  const denied = await denial(db, caller, "read-imports");
  if (denied) return fail(denied);
  if (!(await importOf(db, caller, importId))) return fail(unknownImport);
  await db.transaction((tx) => appendEntry(tx, { program: caller.program.slug, actor: caller.actor, action: "export", outcome: "done", details: { what: "refused rows of an import", importId } }));
  return ok(linesOf(db, importId));
}

const notEntered = ["malformed", "no-lookup", "refused"] as const;

async function* linesOf(db: Database, importId: string): AsyncGenerator<string> {
  yield csvLine(["line", "id", "reason"]);
  let after = 0;
  for (;;) {
    const rows = await db
      .select()
      .from(importRows)
      .where(and(eq(importRows.importId, importId), inArray(importRows.state, [...notEntered]), gt(importRows.rowNumber, after)))
      .orderBy(asc(importRows.rowNumber))
      .limit(rowsAtATime);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ line, value, state, reason }) => csvLine([String(line), value, rowReasonWords(state, reason)])).join("");
    after = last.rowNumber;
  }
}
