"use client";

import { useNow, useViewerTimeZone } from "./clock";
import { clockWords, momentWords, relativeWords } from "./time-words";

type TimeProps = {
  /** An instant. For a date without a time use the date's own formatting: no zone may shift it. */
  at: Date | string;
  className?: string;
};

function hoverWords(at: Date, timeZone: string): string {
  return `${momentWords(at, timeZone, true)} · ${momentWords(at, "UTC", true)}`;
}

/** A clock time in the viewer's zone, which it names: "20 Nov 2026, 14:02 CST"; UTC on hover. */
export function Time({ at, className, style = "moment" }: TimeProps & { style?: "moment" | "seconds" | "clock" }) {
  const timeZone = useViewerTimeZone();
  const instant = new Date(at);
  const words = style === "clock" ? clockWords(instant, timeZone) : momentWords(instant, timeZone, style === "seconds");
  return (
    <time dateTime={instant.toISOString()} title={hoverWords(instant, timeZone)} className={className}>
      {words}
    </time>
  );
}

/** "3 days ago", renewed as time goes by; the moment itself on hover and in print. */
export function RelativeTime({ at, className }: TimeProps) {
  const timeZone = useViewerTimeZone();
  const now = useNow();
  const instant = new Date(at);
  return (
    <time dateTime={instant.toISOString()} title={hoverWords(instant, timeZone)} className={className}>
      <span className="print:hidden">{relativeWords(instant, now, timeZone)}</span>
      <span className="hidden print:inline">{momentWords(instant, timeZone)}</span>
    </time>
  );
}
