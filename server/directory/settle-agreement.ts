import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { agreesNow } from "@/lib/agreement/compare";
import type { ExceptionField } from "@/lib/agreement/compare";
import type { Queryable } from "../db/client";
import { directoryEntries } from "../db/schema";
import { agreementExceptions } from "../db/schema-agreement";
import { directorySaid, saidColumns } from "./directory-said";

/**
 * Ends the exceptions of an account that what Lead shows now has settled, in the transaction that holds the entry's row.
 * Answers the fields that were open until now. One look-up by index where there is none.
 */
export async function settleAgreement(tx: Queryable, program: string, accountId: string): Promise<ExceptionField[]> {
  const isLive = and(eq(agreementExceptions.program, program), eq(agreementExceptions.accountId, accountId), isNull(agreementExceptions.endedAt));
  const live = await tx
    .select({ id: agreementExceptions.id, field: agreementExceptions.field, theirs: agreementExceptions.theirs, resolvedAt: agreementExceptions.resolvedAt })
    .from(agreementExceptions)
    .where(isLive)
    .for("update");
  if (live.length === 0) return [];
  const [entry] = await tx.select(saidColumns).from(directoryEntries).where(and(eq(directoryEntries.program, program), eq(directoryEntries.accountId, accountId)));
  const ours = entry ? directorySaid(entry) : undefined;
  const settled = live.filter(({ field, theirs }) => ours && agreesNow(field, theirs, ours));
  if (settled.length === 0) return [];
  await tx
    .update(agreementExceptions)
    .set({
      endedAt: sql`now()`,
      resolvedAt: sql`coalesce(${agreementExceptions.resolvedAt}, now())`,
      resolution: sql`coalesce(${agreementExceptions.resolution}, 'agreed-by-directory')`,
    })
    .where(inArray(agreementExceptions.id, settled.map(({ id }) => id)));
  return settled.filter(({ resolvedAt }) => resolvedAt === null).map(({ field }) => field);
}
