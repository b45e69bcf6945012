import "server-only";
import { isNull } from "drizzle-orm";
import type { CloseTerms } from "@/lib/closures/close-batch";
import type { Actor } from "@/lib/operator";
import { continueDueProcesses } from "../closures/continue-due";
import { person } from "../commands/command-test-bed";
import { commands, processes } from "../db/schema";
import { businessDate } from "@/lib/format";
import { settleDue } from "../worker/settle-due";
import type { Asker } from "./asker";
import type { BulkUnderTest } from "./bulk-under-test";

export const everyone = { priya: person("priya"), carmen: person("carmen"), chen: person("chen") };

/** Whoever asked and whoever decided, each as themselves and with their rights. */
export function asThemselves({ subject }: { subject: string }): Promise<Asker> {
  const actor = Object.values(everyone).find((one) => one.subject === subject);
  if (!actor) throw new Error(`Nobody is ${subject}`);
  return Promise.resolve({ kind: "may", actor });
}

export const paidOff = (): CloseTerms => ({
  reason: "paid_off", nothingCanPost: true, nothingOwed: true, knownFrom: "Core ledger", actionTakenOn: businessDate(new Date().toISOString(), "America/Chicago"), answers: { remainingBalance: "none" }, each: {},
});

export const closePath = "POST /v0/accounts/:id/close";

/** Prepares and starts closings in bulk. */
export async function startClosings(under: BulkUnderTest, actor: Actor, chosen: string[], terms = paidOff()): Promise<string> {
  const runId = await under.plan(actor, "close-accounts", terms, chosen);
  const started = await under.control(actor, "start-bulk", runId, "close-accounts");
  if (!started.ok) throw new Error(started.problem.title);
  return runId;
}

/** What the worker does from round to round, once whoever died is known to be silent. */
export async function workOn(under: BulkUnderTest, runId: string): Promise<void> {
  await under.due(runId);
  await under.db.update(commands).set({ leasedUntil: new Date(0), nextSendAt: null }).where(isNull(commands.settledAt));
  await under.db.update(processes).set({ leasedBy: null, leasedUntil: null, nextLookAt: null });
  await settleDue(under.bed.deps, under.bed.program);
  await continueDueProcesses(under.bed.deps, under.bed.program);
  await under.due(runId);
  await under.round({ asker: asThemselves });
}
