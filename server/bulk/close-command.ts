import "server-only";
import { and, desc, eq } from "drizzle-orm";
import type { Queryable } from "../db/client";
import { commands } from "../db/schema";

/** The closing as it was last sent to Lead in one process; undefined before it was. */
export async function closeCommand(tx: Queryable, processId: string) {
  const [row] = await tx
    .select({ id: commands.id, status: commands.status, problem: commands.problem })
    .from(commands)
    .where(and(eq(commands.processId, processId), eq(commands.name, "close-account")))
    .orderBy(desc(commands.attempt))
    .limit(1);
  return row;
}
