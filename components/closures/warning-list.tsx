"use client";

import type { Warning, WarningSeverity } from "@/lib/closures/warnings";
import { Callout, type CalloutTone } from "../ui/callout";

const tones = { blocking: "stop", warn: "warn", fact: "info" } satisfies Record<WarningSeverity, CalloutTone>;

/** What has to be known about this account before it is closed; the blocking ones first. */
export function WarningList({ warnings }: { warnings: readonly Warning[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul aria-label="About this account" className="space-y-2">
      {warnings.map(({ code, severity, title, text }) => (
        <li key={code}>
          <Callout tone={tones[severity]} title={title}>{text}</Callout>
        </li>
      ))}
    </ul>
  );
}
