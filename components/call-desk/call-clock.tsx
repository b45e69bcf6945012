"use client";

import { useEffect, useState } from "react";
import { secondsWords } from "@/lib/call-desk/call-times";

/** Whole seconds since the call began; stands still once it has ended. */
export function CallClock({ startedAtMs, endedAfter }: { startedAtMs: number; endedAfter: number | null }) {
  const [now, setNow] = useState(startedAtMs);
  useEffect(() => {
    if (endedAfter !== null) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [endedAfter]);
  const seconds = endedAfter ?? (now - startedAtMs) / 1000;
  return <span className="tabular-nums">{endedAfter === null ? "This call" : "This call took"}: {secondsWords(seconds)}</span>;
}
