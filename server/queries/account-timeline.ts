import "server-only";
import { and, eq, inArray, isNull, notInArray, or, sql } from "drizzle-orm";
import type { AuditPage } from "@/lib/account-views";
import { may } from "@/lib/permissions";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { auditEntries } from "../db/schema";
import { auditPage } from "./audit-page";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { actionsOfCallers, tellingPaths } from "./masked-entry";

const untold = tellingPaths.map((telling) => `!(@.path starts with "${telling}")`).join(" && ");

/** A step of a process would tell of the process; that an account is closed shows anyway. */
const forCallers = and(
  inArray(auditEntries.action, [...actionsOfCallers]),
  or(isNull(auditEntries.processId), eq(auditEntries.action, "close-account")),
  // A change of which nothing may be shown would tell that there was one.
  or(notInArray(auditEntries.action, ["changed-elsewhere", "update-account"]), sql`${auditEntries.changes} = '[]'::jsonb`, sql`${auditEntries.changes} @? ${`$[*] ? (${untold})`}::jsonpath`),
);

/** Everything that the trail tells of one account, newest first; for whoever may see the account. */
export async function accountTimeline(
  caller: Caller,
  accountId: string,
  cursors: { after?: string; before?: string } = {},
  db: Database = sharedDatabase(),
): Promise<Result<AuditPage>> {
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  const ofCallers = may(caller.roles, "read-restrictions") ? undefined : forCallers;
  const where = and(eq(auditEntries.program, caller.program.slug), eq(auditEntries.accountId, accountId), ofCallers);
  return ok(await auditPage(db, caller.roles, where, cursors));
}
