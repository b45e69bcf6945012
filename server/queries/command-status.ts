import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { CommandReceipt } from "@/lib/command";
import { commandReceipt, maskedReceipt } from "@/lib/command-receipt";
import { db as sharedDatabase } from "../db/client";
import type { Queryable } from "../db/client";
import { commands } from "../db/schema";
import type { OperatorInProgram } from "../operator";

const commandId = z.uuid();

/** How a command stands, for whoever polls; null where this program has none of this id, or the person may not read accounts. */
export async function commandStatus({ program, permissions }: OperatorInProgram, id: string, db: Queryable = sharedDatabase()): Promise<CommandReceipt | null> {
  if (!permissions.has("read-accounts") || !commandId.safeParse(id).success) return null;
  const [row] = await db
    .select({
      id: commands.id, name: commands.name, status: commands.status, accountId: commands.accountId, processId: commands.processId,
      askedAt: commands.askedAt, settledAt: commands.settledAt, problem: commands.problem, surprises: commands.surprises,
    })
    .from(commands)
    .where(and(eq(commands.id, id), eq(commands.program, program.slug)));
  if (!row) return null;
  const receipt = commandReceipt(row);
  return permissions.has("read-sensitive") ? receipt : maskedReceipt(receipt);
}
