import "server-only";
import { and, eq } from "drizzle-orm";
import type { AuditPage } from "@/lib/account-views";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { auditEntries } from "../db/schema";
import { auditPage } from "./audit-page";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

/** Everything that the trail tells of one account, newest first; for whoever may see the account. */
export async function accountTimeline(
  caller: Caller,
  accountId: string,
  cursors: { after?: string; before?: string } = {},
  db: Database = sharedDatabase(),
): Promise<Result<AuditPage>> {
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  const where = and(eq(auditEntries.program, caller.program.slug), eq(auditEntries.accountId, accountId));
  return ok(await auditPage(db, caller.roles, where, cursors));
}
