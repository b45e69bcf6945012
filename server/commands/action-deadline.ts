import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { log } from "../log";

type Interrupted = { id: string; program: string; name: string };

/**
 * Waits until the work is done or the time is over (by performance.now()), whichever comes first; the work goes on. Where
 * it fails on our side the command stays as it was written down, and the worker takes it over when the lease has run out.
 */
export async function untilDone(work: Promise<unknown>, { id: commandId, program, name: commandName }: Interrupted, answerBy: number): Promise<void> {
  const settled = work.catch((err: unknown) => log().error({ err, event: "command-interrupted", commandId, commandName, program }, "a command could not be brought to its end"));
  const timeOver = new AbortController();
  await Promise.race([settled, delay(Math.max(0, answerBy - performance.now()), undefined, { signal: timeOver.signal }).catch(() => undefined)]);
  timeOver.abort();
}
