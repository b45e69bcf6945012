import "server-only";
import { and, asc, desc, eq, gt, lt, sql } from "drizzle-orm";
import { bulkActionRows } from "@/lib/bulk/bulk-actions";
import type { BulkStatus } from "@/lib/bulk/bulk-actions";
import type { BulkRowPage, BulkRowView } from "@/lib/bulk/bulk-views";
import { rowKindWords } from "@/lib/bulk/bulk-words";
import type { BulkRowQuery } from "@/lib/bulk/row-query";
import { statusWords } from "@/lib/accounts/account-status";
import { csvLine } from "@/lib/csv";
import { maskedProblem } from "@/lib/command-receipt";
import { may } from "@/lib/permissions";
import { ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import { commandOfRow, rowKind } from "../bulk/bulk-counts";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { commands, directoryEntries } from "../db/schema";
import { bulkRows } from "../db/schema-bulk";
import { restrictedAmong } from "../holds/restricted-accounts";
import type { Caller } from "./authorise";
import { closingSays } from "./closing-says";
import { bulkOf } from "./bulk-runs";

const rowsPerPage = 50;

/** The accounts of a bulk action in the order of its list, of one kind or all, as they stand by now. */
export async function bulkRowPage(caller: Caller, runId: string, query: BulkRowQuery, db: Database = sharedDatabase()): Promise<Result<BulkRowPage>> {
  const found = await bulkOf(caller, runId, db);
  if (!found.ok) return found;
  const isBack = query.before !== undefined;
  const read = await readRows(db, caller, runId, query, rowsPerPage + 1);
  const hasMore = read.length > rowsPerPage;
  const rows = read.slice(0, rowsPerPage);
  if (isBack) rows.reverse();
  const hasNext = isBack || hasMore;
  const hasPrevious = isBack ? hasMore : query.after !== undefined;
  return ok({ rows, next: hasNext ? (rows.at(-1)?.rowNumber ?? null) : null, previous: hasPrevious ? (rows.at(0)?.rowNumber ?? null) : null });
}

async function readRows(db: Database, caller: Caller, runId: string, { kind, after, before }: BulkRowQuery, most: number): Promise<BulkRowView[]> {
  const { rowNumber, accountId, state, problem } = bulkRows;
  const place = before !== undefined ? lt(rowNumber, before) : after === undefined ? undefined : gt(rowNumber, after);
  const { productName, status, statusReason } = directoryEntries;
  const read = await db
    .select({ rowNumber, accountId, productName, status, statusReason, kind: rowKind, state, closing: bulkRows.closing, problem: sql<Problem | null>`coalesce(${problem}, ${commands.problem})` })
    .from(bulkRows)
    .leftJoin(commands, commandOfRow)
    .leftJoin(directoryEntries, and(eq(directoryEntries.program, bulkRows.program), eq(directoryEntries.accountId, accountId)))
    .where(and(eq(bulkRows.runId, runId), kind === undefined ? undefined : sql`${rowKind} = ${kind}`, place))
    .orderBy(before !== undefined ? desc(rowNumber) : asc(rowNumber))
    .limit(most);
  const says = await closingSays(db, caller, read);
  const hidden = await hiddenAmong(db, caller, read);
  return read.map(({ state: stored, problem: why, closing, ...row }) => ({ ...row, statusReason: hidden.has(row.accountId) ? null : row.statusReason, says: closing && says(closing.request), excluded: stored === "excluded", why: why && whyWords(caller, why) }));
}

type Standing = { accountId: string; status: string | null; statusReason: string | null };

/** Those of whose status this person may not know the reason. */
async function hiddenAmong(db: Database, { program, roles }: Caller, rows: readonly Standing[]): Promise<ReadonlySet<string>> {
  if (may(roles, "read-restrictions")) return new Set();
  const inactive = rows.flatMap(({ accountId, status, statusReason }) => (status === "inactive" ? [{ accountId, status, statusReason }] : []));
  return restrictedAmong(db, program.slug, inactive);
}

/** Without Lead's own words, and without causes, for those who may not know them. */
function whyWords({ roles }: Caller, problem: Problem): string {
  const { title, detail, lead, next } = may(roles, "read-sensitive") ? problem : maskedProblem(problem);
  return [sentence(title), lead?.detail ?? detail, next].filter(Boolean).join(" ");
}

const sentence = (title: string) => (/[.!?]$/.test(title) ? title : `${title}.`);

type Download = { fileName: string; lines: AsyncGenerator<string> };

/** Every account with what became of it, as CSV, read in short batches as it is taken; the download is on the trail. */
export async function bulkRowsFile(caller: Caller, runId: string, db: Database = sharedDatabase()): Promise<Result<Download>> {
  const found = await bulkOf(caller, runId, db);
  if (!found.ok) return found;
  const { id, action, status } = found.value;
  await db.transaction((tx) => appendEntry(tx, { program: caller.program.slug, actor: caller.actor, action: "export", outcome: "done", details: { what: "accounts of a bulk action", bulkId: id } }));
  return ok({ fileName: `${bulkActionRows[action].label.toLowerCase().replaceAll(" ", "-")}-${id.slice(0, 8)}.csv`, lines: linesOf(db, caller, id, status) });
}

const rowsAtATime = 1_000;

async function* linesOf(db: Database, caller: Caller, runId: string, status: BulkStatus): AsyncGenerator<string> {
  yield csvLine(["account_id", "product", "result", "why", "account_status_now", "answered"]);
  for (let after = 0; ; ) {
    const rows = await readRows(db, caller, runId, { kind: undefined, after, before: undefined }, rowsAtATime);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ accountId, productName, kind, why, says, status: now, statusReason }) => csvLine([accountId, productName ?? "", rowKindWords(kind, status), why ?? "", statusWords(now, statusReason), says ?? ""])).join("");
    after = last.rowNumber;
  }
}
