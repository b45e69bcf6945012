import "server-only";
import { and, eq } from "drizzle-orm";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import type { Queryable } from "../db/client";
import { closureRecords } from "../db/schema-records";

export type RecordRow = typeof closureRecords.$inferSelect;
type Asked = { recordId: string; accountId: string };

export function notOnRecord(title: string, next = "Reload the record."): Problem {
  return { kind: "not-possible-now", title, saved: "Nothing was recorded.", next };
}

/** The record of this id, program and account, locked until the transaction ends. */
export async function lockedRecord(tx: Queryable, program: { slug: string }, { recordId, accountId }: Asked): Promise<Result<RecordRow>> {
  const [row] = await tx
    .select()
    .from(closureRecords)
    .where(and(eq(closureRecords.id, recordId), eq(closureRecords.program, program.slug), eq(closureRecords.accountId, accountId)))
    .for("update");
  if (row?.purgedAt) return fail(notOnRecord("This record was purged: nothing is added to it."));
  return row ? ok(row) : fail(notOnRecord("There is no such record of this account.", "Reload the account."));
}
