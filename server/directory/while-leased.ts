import "server-only";
import { setTimeout as delay } from "node:timers/promises";

type Lease = {
  stopping: AbortSignal;
  beatMs: number;
  /** Renews the lease; false where it was lost, or a person wants the work to stop. */
  keep(): Promise<boolean>;
};

/**
 * Does `work` while a lease is kept; its signal says when to end. A database that is away for a moment is asked again
 * at the next beat.
 */
export async function whileLeased<T>({ stopping, beatMs, keep }: Lease, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  const stop = () => ending.abort();
  stopping.addEventListener("abort", stop, { once: true });
  if (stopping.aborted) stop();
  const beating = beat(ending.signal, beatMs, keep, stop);
  try {
    return await work(ending.signal);
  } finally {
    stopping.removeEventListener("abort", stop);
    stop();
    await beating;
  }
}

async function beat(signal: AbortSignal, beatMs: number, keep: Lease["keep"], stop: () => void): Promise<void> {
  while (!signal.aborted) {
    await delay(beatMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const goesOn = await keep().catch(() => true);
    if (!goesOn) stop();
  }
}
