import "server-only";
import { agreementDeps, runAgreement } from "../agreement/run-agreement";
import { approvalsJob, noticesJob } from "../approvals/approvals-job";
import { anchorJobs } from "../audit/give-anchors";
import { runChecks } from "../audit/run-checks";
import { bulkDeps, runBulk } from "../bulk/run-bulk";
import { continueDueProcesses } from "../closures/continue-due";
import { consoleCommandDeps } from "../commands/console-commands";
import { database } from "../db/client";
import { figuresJob } from "../directory/figures";
import { summaryJob } from "../directory/summary";
import { anchorSettings, databaseSettings, encryptionSettings, intakeSettings, retentionSettings, SettingsError } from "../env";
import { housekeepingJob } from "../housekeeping/housekeeping-job";
import { importDeps, runImports } from "../imports/run-imports";
import { intakeJobs } from "../intake/intake-jobs";
import { log } from "../log";
import { programs } from "../programs";
import { agesJob } from "../refresh/directory-ages";
import { recordJobs } from "../records/record-jobs";
import { refreshDeps, runRefresh } from "../refresh/run-refresh";
import { settleDue } from "./settle-due";
import { runWorker } from "./worker-loop";
import type { WorkerJob } from "./worker-loop";
import { workerSettings } from "./worker-settings";

/** Jobs of their own for each program, so that a Lead that hangs for one holds up no other, one that adds up the counts of the directory, and one that tidies up. */
function jobs(): WorkerJob[] {
  const deps = consoleCommandDeps();
  const settling = programs().map((program): WorkerJob => ({ name: `settle-${program.slug}`, run: (stopping) => settleDue(deps, program, stopping) }));
  const processes = programs().map((program): WorkerJob => ({ name: `processes-${program.slug}`, run: (stopping) => continueDueProcesses(deps, program, stopping) }));
  const requests = programs().flatMap((program) => [approvalsJob(deps, program), noticesJob(deps, program)]);
  const importing = programs().map((program): WorkerJob => ({ name: `imports-${program.slug}`, run: (stopping) => runImports(importDeps(), program, stopping) }));
  const bulk = programs().map((program): WorkerJob => ({ name: `bulk-${program.slug}`, run: (stopping) => runBulk(bulkDeps(deps), program, stopping) }));
  const comparing = programs().map((program): WorkerJob => ({ name: `agreement-${program.slug}`, run: (stopping) => runAgreement(agreementDeps(), program.slug, stopping) }));
  const intake = programs().flatMap((program) => intakeJobs(deps.db, program, intakeSettings()));
  const refreshing = programs().flatMap((program): WorkerJob[] => [
    { name: `refresh-${program.slug}`, run: (stopping) => runRefresh(refreshDeps(), program, stopping) },
    agesJob(deps.db, program),
  ]);
  const checking = programs().map((program): WorkerJob => ({ name: `trail-${program.slug}`, run: (stopping) => runChecks(database().db, program.slug, stopping) }));
  return [...settling, ...programs().flatMap((program) => recordJobs(deps.db, program)), ...processes, ...requests, ...importing, ...comparing, ...bulk, ...intake, ...refreshing, ...checking, ...anchorJobs(database().db, anchorSettings()), summaryJob(database().db), ...programs().map((program) => figuresJob(database().db, program)), housekeepingJob(database().db, retentionSettings())];
}

/** Ends with whoever started it: that process has gone when another has become the parent. */
function watchParent(stop: (reason: string) => void, pollMs: number): NodeJS.Timeout {
  const parent = process.ppid;
  return setInterval(() => {
    if (process.ppid !== parent) stop("parent-gone");
  }, pollMs).unref();
}

async function main(): Promise<void> {
  databaseSettings();
  encryptionSettings();
  const { pollMs, heartbeatMs, exitWithParent } = workerSettings(process.env);
  const stopping = new AbortController();
  const stop = (reason: string) => {
    if (!stopping.signal.aborted) log().info({ event: "worker-stopping", reason });
    stopping.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop(signal));
  if (exitWithParent) watchParent(stop, Math.min(pollMs, 1_000));
  log().info({ event: "worker-started", count: programs().length, pid: process.pid });
  await runWorker(jobs(), { pollMs, heartbeatMs }, stopping.signal);
  await database().pool.end();
  log().info({ event: "worker-stopped" });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof SettingsError ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
});
