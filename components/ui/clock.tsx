"use client";

import { createContext, useContext, useSyncExternalStore, type ReactNode } from "react";

/** What the server rendered with, so that the first paint in the browser says the same. */
export type RenderedWith = { timeZone: string; nowMs: number };

const RenderedWithContext = createContext<RenderedWith>({ timeZone: "UTC", nowMs: 0 });

const tickMs = 5000;
const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;
let nowMs = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(() => {
    nowMs = Date.now();
    for (const each of listeners) each();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
    nowMs = 0;
  };
}

const subscribeNever = () => () => undefined;

export function ClockProvider({ value, children }: { value: RenderedWith; children: ReactNode }) {
  return <RenderedWithContext value={value}>{children}</RenderedWithContext>;
}

/** The present, as it moves: renewed every five seconds while something shows it. */
export function useNow(): Date {
  const rendered = useContext(RenderedWithContext);
  const present = useSyncExternalStore(subscribe, () => (nowMs ||= Date.now()), () => rendered.nowMs);
  return new Date(present);
}

/** The IANA name of the viewer's time zone. */
export function useViewerTimeZone(): string {
  const rendered = useContext(RenderedWithContext);
  return useSyncExternalStore(subscribeNever, () => Intl.DateTimeFormat().resolvedOptions().timeZone, () => rendered.timeZone);
}
