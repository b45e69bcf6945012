import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { ClosedElsewhere } from "@/lib/closures/closed-elsewhere";
import type { Queryable } from "../db/client";
import { directoryEntries } from "../db/schema";
import { closuresElsewhere } from "../db/schema-refresh";
import type { Caller } from "./authorise";

const mostListed = 200;

/**
 * The closures that Lead showed and nobody here made, of the program or of one account, the oldest first, until each is
 * completed. Nothing for those who may not see closure records.
 */
export async function closedElsewhere({ program, permissions }: Pick<Caller, "program" | "permissions">, db: Queryable, accountId?: string, limit: number = mostListed): Promise<ClosedElsewhere[]> {
  if (!permissions.has("read-closures")) return [];
  const rows = await db
    .select({ closure: closuresElsewhere, productName: directoryEntries.productName })
    .from(closuresElsewhere)
    .innerJoin(directoryEntries, and(eq(directoryEntries.program, closuresElsewhere.program), eq(directoryEntries.accountId, closuresElsewhere.accountId)))
    .where(and(eq(closuresElsewhere.program, program.slug), isNull(closuresElsewhere.completedAt), accountId === undefined ? undefined : eq(closuresElsewhere.accountId, accountId)))
    .orderBy(asc(closuresElsewhere.seenAt), asc(closuresElsewhere.id))
    .limit(limit);
  return rows.map(({ closure: { id, accountId: of, seenAt, closedAt, reason, statusBefore, hasNotice }, productName }) => ({
    id, accountId: of, productName, reason, statusBefore, hasNotice, seenAt: seenAt.toISOString(), closedAt: closedAt?.toISOString() ?? null,
  }));
}
