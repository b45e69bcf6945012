import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { CommandReceipt } from "@/lib/command";
import { approvalReceipt } from "@/lib/approvals/approval-receipt";
import { commandReceipt, maskedReceipt } from "@/lib/command-receipt";
import { may } from "@/lib/permissions";
import { db as sharedDatabase } from "../db/client";
import type { Queryable } from "../db/client";
import { commands } from "../db/schema";
import { approvals } from "../db/schema-approvals";
import type { OperatorInProgram } from "../operator";
import { shownReceipt } from "./account-facts";

const commandId = z.uuid();

/** How a command stands, for whoever polls; null where this program has none of this id, or the person may not read accounts. */
export async function commandStatus({ program, permissions, roles, actor }: Pick<OperatorInProgram, "program" | "permissions" | "roles" | "actor">, id: string, db: Queryable = sharedDatabase()): Promise<CommandReceipt | null> {
  if (!permissions.has("read-accounts") || !commandId.safeParse(id).success) return null;
  const [row] = await db
    .select({
      id: commands.id, name: commands.name, status: commands.status, accountId: commands.accountId, processId: commands.processId, operator: commands.operator,
      askedAt: commands.askedAt, settledAt: commands.settledAt, problem: commands.problem, surprises: commands.surprises,
    })
    .from(commands)
    .where(and(eq(commands.id, id), eq(commands.program, program.slug)));
  // What compliance sends on an account may tell why it is restricted: others follow what they sent themselves.
  const follows = (sender: string) => may(roles, "read-restrictions") || sender === actor.subject;
  if (row) return follows(row.operator) ? shownReceipt(commandReceipt(row), roles) : null;
  // What another person has to approve first.
  const [request] = await db.select().from(approvals).where(and(eq(approvals.id, id), eq(approvals.program, program.slug)));
  return request && follows(request.requester) ? maskedReceipt(approvalReceipt(request)) : null;
}
