import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { reliedOnPaths, seenDigest } from "@/lib/seen";
import type { Queryable } from "../db/client";
import { commands, directoryEntries } from "../db/schema";
import { bulkRows } from "../db/schema-bulk";
import type { bulkRuns } from "../db/schema-bulk";
import { commandOfRow, rowKind } from "./bulk-counts";

/** What was tried and refused waits again, as its next attempt, on the account as it is known by now. How many. */
export async function retryRows(tx: Queryable, { id, program, action }: Pick<typeof bulkRuns.$inferSelect, "id" | "program" | "action">): Promise<number> {
  const failed = await tx
    .select({ rowNumber: bulkRows.rowNumber, body: directoryEntries.body })
    .from(bulkRows)
    .leftJoin(commands, commandOfRow)
    .innerJoin(directoryEntries, and(eq(directoryEntries.program, program), eq(directoryEntries.accountId, bulkRows.accountId)))
    .where(and(eq(bulkRows.runId, id), inArray(bulkRows.state, ["sent", "refused"]), sql`${rowKind} = 'refused'`));
  const again = failed.map(({ rowNumber, body }) => ({ row_number: rowNumber, seen: action === "refresh-accounts" ? null : seenDigest(reliedOnPaths[action], body) }));
  await tx.execute(sql`
    UPDATE bulk_rows SET state = 'waiting', attempt = attempt + 1, deferrals = 0, seen = again.seen, command_id = NULL, problem = NULL, settled_at = NULL
    FROM jsonb_to_recordset(${JSON.stringify(again)}::jsonb) AS again (row_number integer, seen text)
    WHERE bulk_rows.run_id = ${id} AND bulk_rows.row_number = again.row_number`);
  return again.length;
}
