import "server-only";
import { and, desc, eq, gt, inArray, sql } from "drizzle-orm";
import { auditEntries, commands } from "../db/schema";
import type { Queryable } from "../db/client";

const statusCommands = ["deactivate-account", "activate-account", "close-account", "reopen-account"] as const;

/**
 * Whether the account is inactive by a deactivation of ours that was marked "support may lift", and nobody has moved its
 * status elsewhere since: a mark speaks for the deactivation that it was made with and for no other.
 */
export async function supportMayLift(tx: Queryable, program: { slug: string }, accountId: string): Promise<boolean> {
  const [last] = await tx
    .select({ name: commands.name, input: commands.input, settledAt: commands.settledAt })
    .from(commands)
    .where(and(eq(commands.program, program.slug), eq(commands.accountId, accountId), eq(commands.status, "succeeded"), inArray(commands.name, [...statusCommands])))
    .orderBy(desc(commands.settledAt))
    .limit(1);
  const input = last?.input as { reason?: unknown; supportMayLift?: unknown } | undefined;
  if (last?.name !== "deactivate-account" || input?.reason !== "other" || input.supportMayLift !== true || !last.settledAt) return false;
  const moved = await tx
    .select({ seq: auditEntries.seq })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.program, program.slug),
        eq(auditEntries.accountId, accountId),
        eq(auditEntries.action, "changed-elsewhere"),
        gt(auditEntries.at, last.settledAt),
        sql`${auditEntries.changes} @? '$[*] ? (@.path == "status" || @.path == "status_reason")'`,
      ),
    )
    .limit(1);
  return moved.length === 0;
}
