import "server-only";
import { and, asc, eq, inArray, isNotNull, isNull, lt, lte, notExists, or, sql } from "drizzle-orm";
import { unsettledStatuses } from "@/lib/command";
import { commands, processes } from "../db/schema";
import { closures } from "../db/schema-closures";
import { log } from "../log";
import type { Program } from "../programs";
import { continueProcess } from "./continue-process";
import type { ProcessDeps } from "./process-deps";
import { postponeProcess } from "./process-row";

/**
 * What may go on by itself and has no runner, the longest waiting first. Letters are a person's to send, and a step
 * that is not settled yet is settled first, by the worker or a person.
 */
async function dueProcesses({ db }: ProcessDeps, program: string, most: number): Promise<string[]> {
  const awaitsLetter = db
    .select({ one: sql`1` })
    .from(closures)
    .where(and(eq(closures.processId, processes.id), eq(processes.stage, "decided"), isNotNull(closures.notice)));
  const awaitsStep = db
    .select({ one: sql`1` })
    .from(commands)
    .where(and(eq(commands.processId, processes.id), inArray(commands.status, [...unsettledStatuses])));
  const rows = await db
    .select({ id: processes.id })
    .from(processes)
    .where(
      and(
        eq(processes.program, program), isNull(processes.finishedAt), isNull(processes.problem), isNotNull(processes.runsUntil),
        or(isNull(processes.leasedUntil), lt(processes.leasedUntil, sql`now()`)),
        or(isNull(processes.nextLookAt), lte(processes.nextLookAt, sql`now()`)),
        notExists(awaitsLetter), notExists(awaitsStep),
      ),
    )
    .orderBy(asc(sql`coalesce(${processes.nextLookAt}, ${processes.updatedAt})`), asc(processes.id))
    .limit(most);
  return rows.map(({ id }) => id);
}

/** One round of the worker in one program: takes on what stood still. How many ended or stopped; one that fails holds up no other. */
export async function continueDueProcesses(deps: ProcessDeps, program: Pick<Program, "slug">, stopping?: AbortSignal, most = 50): Promise<number> {
  let settled = 0;
  for (const id of await dueProcesses(deps, program.slug, most)) {
    if (stopping?.aborted) break;
    try {
      if ((await continueProcess(deps, id)) !== "waits") settled += 1;
    } catch (err) {
      log().error({ err, event: "process-interrupted", processId: id, program: program.slug }, "a process could not be taken on; it comes again");
      await postponeProcess(deps.db, id);
    }
  }
  return settled;
}
