import "server-only";

export interface AbortLink {
  signal: AbortSignal;
  /** Whether the time limit ended it, and not the caller. */
  timedOut(): boolean;
  /** Ends the timer and lets go of the caller's signal. */
  release(): void;
}

/**
 * One signal for a time limit and, where there is one, the caller's own. Built by hand: on Node 20 a signal made by
 * AbortSignal.any and AbortSignal.timeout can be collected before it fires.
 */
export function abortLink(timeoutMs: number, caller: AbortSignal | undefined): AbortLink {
  const controller = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, timeoutMs);
  const onAbort = () => controller.abort();
  if (caller?.aborted) onAbort();
  else caller?.addEventListener("abort", onAbort, { once: true });
  return {
    signal: controller.signal,
    timedOut: () => timedOut,
    release: () => {
      clearTimeout(timer);
      caller?.removeEventListener("abort", onAbort);
    },
  };
}
