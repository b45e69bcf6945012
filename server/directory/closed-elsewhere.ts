import "server-only";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { FieldChange } from "@/lib/fields/field-changes";
import type { LeadAccount } from "@/lib/lead/account";
import type { Queryable } from "../db/client";
import { commands } from "../db/schema";
import { closuresElsewhere } from "../db/schema-refresh";
import { entryColumns } from "./entry-columns";

/** A closure among changes that nobody here made waits for compliance from now on; one at a time for an account. */
export async function openClosedElsewhere(tx: Queryable, program: string, account: LeadAccount, changes: readonly FieldChange[]): Promise<void> {
  const closing = changes.find(({ path, new: next }) => path === "status" && next === "closed");
  if (!closing) return;
  const { accountId, statusReason, closedAt, hasNotice = false } = entryColumns(account, new Date());
  const statusBefore = typeof closing.old === "string" ? closing.old : "unknown";
  await tx.insert(closuresElsewhere).values({ id: randomUUID(), program, accountId, closedAt, reason: statusReason, statusBefore, hasNotice }).onConflictDoNothing();
}

/** The same where a command's own read or answer shows the account closed: only one command closes. */
export async function openClosedBesides(tx: Queryable, program: string, account: LeadAccount, changes: readonly FieldChange[], commandId: string): Promise<void> {
  const [command] = await tx.select({ name: commands.name }).from(commands).where(eq(commands.id, commandId));
  if (command && command.name !== "close-account") await openClosedElsewhere(tx, program, account, changes);
}
