import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { LeadAccount } from "@/lib/lead/account";
import { consoleActor } from "@/lib/operator";
import { appendEntry } from "../audit/append-entry";
import type { Queryable } from "../db/client";
import { processes } from "../db/schema";
import { closures, corrections } from "../db/schema-closures";
import { endRecord } from "../records/end-record";
import { keepCalls } from "../records/keep-calls";
import type { ProcessDeps } from "./process-deps";
import { nextPlannedStep } from "./process-steps";
import type { ProcessStep } from "./process-steps";
import { runBy } from "./process-row";
import type { CommandRow, ProcessRow } from "./process-row";

/** A step that is done: the command that did it, and the account as Lead shows it since. */
export type DoneStep = { step: ProcessStep; command: CommandRow; account: LeadAccount };

/** Takes the stage that a step leads to, its record and its entry in the trail; once, and by whoever has the lease. */
export async function advanceProcess(deps: ProcessDeps, process: ProcessRow, runner: string, done: DoneStep): Promise<void> {
  const { step, command } = done;
  const program = deps.programOf(process.program);
  if (!program) throw new Error(`The process ${process.id} is of a program that is not configured.`);
  const ends = step.stageAfter === "closed" || (process.kind !== "closing" && nextPlannedStep({ ...process, stage: step.stageAfter }) === undefined);
  await deps.db.transaction(async (tx) => {
    const moved = await tx
      .update(processes)
      .set({ stage: step.stageAfter, updatedAt: sql`now()`, finishedAt: ends ? sql`now()` : null, waits: 0, nextLookAt: null })
      .where(and(runBy(process.id, runner), eq(processes.stage, process.stage)))
      .returning({ id: processes.id });
    if (moved.length === 0) return;
    await recordAdvance(tx, process, done);
    await (ends ? endRecord(tx, program, process.id) : keepCalls(tx, process.id));
    await appendEntry(tx, {
      program: process.program,
      actor: consoleActor,
      action: "process-stage",
      outcome: "observed",
      accountId: process.accountId,
      commandId: command.id,
      processId: process.id,
      details: { kind: process.kind, stage: step.stageAfter },
    });
    await deps.onProcessPhase?.("stage-written", process.id);
  });
}

async function recordAdvance(tx: Queryable, process: ProcessRow, { step: { step }, command, account }: DoneStep): Promise<void> {
  const closedAt = account.details?.closed_at ? new Date(account.details.closed_at) : sql`now()`;
  if (process.kind === "closing") {
    const changes = step === "record-notice"
      ? { recordedAt: sql`now()`, recordCommandId: command.id }
      : { closedAt, closeCommandId: command.id, accountAfter: account };
    await tx.update(closures).set(changes).where(eq(closures.processId, process.id));
  }
  if (process.kind === "correction") {
    const changes = step === "reopen"
      ? { reopenedAt: sql`now()`, accountAfter: account }
      : step === "close-again"
        ? { closedAtAfter: closedAt, reasonAfter: account.status_reason ?? null, accountAfter: account }
        : { accountAfter: account };
    await tx.update(corrections).set(changes).where(eq(corrections.processId, process.id));
  }
}
