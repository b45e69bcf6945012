import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { statusReasons } from "@/lib/accounts/account-status";
import type { DirectoryQuery } from "@/lib/directory-query";
import { may } from "@/lib/permissions";
import type { Queryable } from "../db/client";
import { directoryEntries } from "../db/schema";
import { restrictedAmong } from "../holds/restricted-accounts";
import type { Caller } from "./authorise";

// A list narrowed by Lead's reason, or by whether there is a notice, would tell restricted accounts apart: to those who
// may not know why an account is restricted it has none of them, and no count that could be narrowed down to one.

type Who = Pick<Caller, "roles">;
type Telling = Pick<DirectoryQuery, "reason" | "notice">;

/** Whether such a list leaves the restricted accounts out. */
export function leavesOutRestricted({ roles }: Who, { reason, notice }: Telling): boolean {
  return !may(roles, "read-restrictions") && (reason.length > 0 || notice !== undefined);
}

/** The query as this person may ask it; null where nothing is left that it could find. */
export function askable(who: Who, query: DirectoryQuery): DirectoryQuery | null {
  if (may(who.roles, "read-restrictions") || query.reason.length === 0) return query;
  const reason = query.reason.filter((value) => value !== "frozen" && Object.hasOwn(statusReasons, value));
  return reason.length === 0 ? null : { ...query, reason };
}

/** Without those filters: what may be counted. */
export function withoutTelling(query: DirectoryQuery): DirectoryQuery {
  return { ...query, reason: [], notice: undefined };
}

/** In the order given, without the restricted ones. */
export async function withoutRestricted(db: Queryable, { program }: Pick<Caller, "program">, ids: readonly string[]): Promise<string[]> {
  const standing = await db
    .select({ accountId: directoryEntries.accountId, status: directoryEntries.status, statusReason: directoryEntries.statusReason })
    .from(directoryEntries)
    .where(and(eq(directoryEntries.program, program.slug), sql`${directoryEntries.accountId} = ANY(${sql.param([...ids])}::text[])`));
  const restricted = await restrictedAmong(db, program.slug, standing);
  return ids.filter((id) => !restricted.has(id));
}
