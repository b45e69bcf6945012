import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { log } from "../log";

/** Something that the worker does again and again; it answers how much it found to do. */
export type WorkerJob = { name: string; run(stopping: AbortSignal): Promise<number> };

type Pace = {
  /** The pause after a round in which nothing was found. */
  pollMs: number;
  heartbeatMs: number;
};

/** Runs one job until `stopping`. A round that fails is logged and comes again: the database or Lead may be back by then. */
async function repeat(job: WorkerJob, { pollMs }: Pace, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    let found = 0;
    try {
      found = await job.run(stopping);
      if (found > 0) log().info({ event: "worker-round", job: job.name, count: found });
    } catch (err) {
      log().error({ err, event: "worker-round-failed", job: job.name }, "a round of the worker failed; it comes again");
    }
    if (found === 0) await delay(pollMs, undefined, { signal: stopping }).catch(() => undefined);
  }
}

/** Runs every job side by side, so that a slow one holds up no other; resolves when all have come to a stop. */
export async function runWorker(jobs: readonly WorkerJob[], pace: Pace, stopping: AbortSignal): Promise<void> {
  const heartbeat = setInterval(() => log().info({ event: "worker-alive", count: jobs.length }), pace.heartbeatMs);
  try {
    await Promise.all(jobs.map((job) => repeat(job, pace, stopping)));
  } finally {
    clearInterval(heartbeat);
  }
}
