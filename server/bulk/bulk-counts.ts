import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import type { BulkRowKind } from "@/lib/bulk/bulk-actions";
import type { BulkCounts } from "@/lib/bulk/bulk-views";
import type { Queryable } from "../db/client";
import { commands } from "../db/schema";
import { bulkRows } from "../db/schema-bulk";

/** What became of a row; where a command is written down, that tells it. Wants `commands` joined by `commandOfRow`. */
export const rowKind = sql<BulkRowKind>`CASE ${bulkRows.state}
  WHEN 'waiting' THEN 'waiting' WHEN 'read' THEN 'done' WHEN 'sent' THEN
    CASE ${commands.status} WHEN 'succeeded' THEN 'done' WHEN 'rejected' THEN 'refused' ELSE 'unconfirmed' END
  ELSE 'refused' END`;

export const commandOfRow = eq(commands.id, bulkRows.commandId);

/** Of many runs at once; one without rows is left out. */
export async function countRowsOf(tx: Queryable, runIds: readonly string[]): Promise<ReadonlyMap<string, BulkCounts>> {
  const counts = new Map<string, BulkCounts>();
  if (runIds.length === 0) return counts;
  const found = await tx
    .select({ runId: bulkRows.runId, kind: rowKind, rows: sql<number>`count(*)::integer`, excluded: sql<number>`count(*) FILTER (WHERE ${bulkRows.state} = 'excluded')::integer` })
    .from(bulkRows)
    .leftJoin(commands, commandOfRow)
    .where(inArray(bulkRows.runId, [...runIds]))
    .groupBy(bulkRows.runId, rowKind);
  for (const { runId, kind, rows, excluded } of found) {
    const before = counts.get(runId) ?? none;
    counts.set(runId, { ...before, [kind]: rows, ...(kind === "refused" ? { retryable: rows - excluded } : {}) });
  }
  return counts;
}

const none: BulkCounts = { waiting: 0, done: 0, unconfirmed: 0, refused: 0, retryable: 0 };

export async function countRows(tx: Queryable, runId: string): Promise<BulkCounts> {
  return (await countRowsOf(tx, [runId])).get(runId) ?? none;
}
