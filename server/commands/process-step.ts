import "server-only";
import { eq } from "drizzle-orm";
import { processes } from "../db/schema";
import type { Queryable } from "../db/client";
import type { ProcessStep } from "./command-id";
import type { StoredCommand } from "./command-log";

/** The process that a stored command is a step of; null where it stands alone. */
export async function processStepOf(tx: Queryable, { processId, step, attempt }: StoredCommand): Promise<ProcessStep | null> {
  if (processId === null || step === null) return null;
  const [row] = await tx.select({ kind: processes.kind }).from(processes).where(eq(processes.id, processId));
  return row ? { id: processId, kind: row.kind, step, attempt } : null;
}
