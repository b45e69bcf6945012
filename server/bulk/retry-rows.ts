import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { BulkAction } from "@/lib/bulk/bulk-actions";
import { closingFacts, factsSeen } from "@/lib/closures/facts";
import { reliedOnPaths, seenDigest } from "@/lib/seen";
import type { Queryable } from "../db/client";
import { commands, directoryEntries } from "../db/schema";
import { bulkRows } from "../db/schema-bulk";
import type { bulkRuns } from "../db/schema-bulk";
import { holdersOf, openHolds } from "../directory/entry";
import { commandOfRow, rowKind } from "./bulk-counts";

/** What was tried and refused waits again, as its next attempt, on the account as it is known by now. How many. */
export async function retryRows(tx: Queryable, { id, program, action }: Pick<typeof bulkRuns.$inferSelect, "id" | "program" | "action">): Promise<number> {
  const failed = await tx
    .select({ rowNumber: bulkRows.rowNumber, accountId: bulkRows.accountId, closing: bulkRows.closing, body: directoryEntries.body })
    .from(bulkRows)
    .leftJoin(commands, commandOfRow)
    .innerJoin(directoryEntries, and(eq(directoryEntries.program, program), eq(directoryEntries.accountId, bulkRows.accountId)))
    .where(and(eq(bulkRows.runId, id), inArray(bulkRows.state, ["sent", "refused"]), sql`${rowKind} = 'refused'`));
  const again = [];
  for (const row of failed) again.push({ row_number: row.rowNumber, seen: await seenNow(tx, program, action, row), closing: row.closing && { ...row.closing, processId: randomUUID() } });
  await tx.execute(sql`
    UPDATE bulk_rows SET state = 'waiting', attempt = attempt + 1, deferrals = 0, seen = again.seen, closing = again.closing, command_id = NULL, problem = NULL, settled_at = NULL
    FROM jsonb_to_recordset(${JSON.stringify(again)}::jsonb) AS again (row_number integer, seen text, closing jsonb)
    WHERE bulk_rows.run_id = ${id} AND bulk_rows.row_number = again.row_number`);
  return again.length;
}

type Failed = { accountId: string; body: typeof directoryEntries.$inferSelect["body"] };

/** What the next attempt relies on. */
async function seenNow(tx: Queryable, program: string, action: BulkAction, { accountId, body }: Failed): Promise<string | null> {
  if (action === "refresh-accounts") return null;
  if (action !== "close-accounts") return seenDigest(reliedOnPaths[action], body);
  const [holders, holds] = [await holdersOf(tx, { slug: program }, accountId), await openHolds(tx, { slug: program }, accountId)];
  return factsSeen(closingFacts(body, holders.map(({ entityId }) => entityId), holds));
}
