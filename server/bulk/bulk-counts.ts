import "server-only";
import { eq, sql } from "drizzle-orm";
import type { BulkRowKind } from "@/lib/bulk/bulk-actions";
import type { Queryable } from "../db/client";
import { commands } from "../db/schema";
import { bulkRows } from "../db/schema-bulk";

/** What became of a row; where a command is written down, that tells it. Wants `commands` joined by `commandOfRow`. */
export const rowKind = sql<BulkRowKind>`CASE ${bulkRows.state}
  WHEN 'waiting' THEN 'waiting' WHEN 'read' THEN 'done' WHEN 'sent' THEN
    CASE ${commands.status} WHEN 'succeeded' THEN 'done' WHEN 'rejected' THEN 'refused' ELSE 'unconfirmed' END
  ELSE 'refused' END`;

export const commandOfRow = eq(commands.id, bulkRows.commandId);

export type BulkCounts = Record<BulkRowKind, number> & {
  /** Of the refused, those that were tried and may be tried again. */
  retryable: number;
};

export async function countRows(tx: Queryable, runId: string): Promise<BulkCounts> {
  const found = await tx
    .select({ kind: rowKind, rows: sql<number>`count(*)::integer`, excluded: sql<number>`count(*) FILTER (WHERE ${bulkRows.state} = 'excluded')::integer` })
    .from(bulkRows)
    .leftJoin(commands, commandOfRow)
    .where(eq(bulkRows.runId, runId))
    .groupBy(rowKind);
  const counts: BulkCounts = { waiting: 0, done: 0, unconfirmed: 0, refused: 0, retryable: 0 };
  for (const { kind, rows, excluded } of found) {
    counts[kind] = rows;
    if (kind === "refused") counts.retryable = rows - excluded;
  }
  return counts;
}
