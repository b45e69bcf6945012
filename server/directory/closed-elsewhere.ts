import "server-only";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { FieldChange } from "@/lib/fields/field-changes";
import { businessDate } from "@/lib/format";
import type { LeadAccount } from "@/lib/lead/account";
import type { Queryable } from "../db/client";
import { commands } from "../db/schema";
import { closuresElsewhere } from "../db/schema-refresh";
import { entryColumns } from "./entry-columns";

/** `timeZone`: of the program's business days, where whoever asks knows it. */
type InProgram = { slug: string; timeZone?: string };

/** A closure among changes that nobody here made waits for compliance from now on; one at a time for an account. */
export async function openClosedElsewhere(tx: Queryable, program: InProgram, account: LeadAccount, changes: readonly FieldChange[]): Promise<void> {
  const closing = changes.find(({ path, new: next }) => path === "status" && next === "closed");
  if (!closing) return;
  const { accountId, statusReason, closedAt, hasNotice = false } = entryColumns(account, new Date());
  const statusBefore = typeof closing.old === "string" ? closing.old : "unknown";
  const closedOn = program.timeZone === undefined ? null : businessDate(closedAt ?? new Date(), program.timeZone);
  await tx.insert(closuresElsewhere).values({ id: randomUUID(), program: program.slug, accountId, closedAt, closedOn, reason: statusReason, statusBefore, hasNotice }).onConflictDoNothing();
}

/** The same where a command's own read or answer shows the account closed: only one command closes. */
export async function openClosedBesides(tx: Queryable, program: InProgram, account: LeadAccount, changes: readonly FieldChange[], commandId: string): Promise<void> {
  const [command] = await tx.select({ name: commands.name }).from(commands).where(eq(commands.id, commandId));
  if (command && command.name !== "close-account") await openClosedElsewhere(tx, program, account, changes);
}
