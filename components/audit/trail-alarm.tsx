"use client";

import { findingsOf } from "@/lib/trail-check";
import type { TrailState } from "@/lib/trail-check";
import { Callout } from "../ui/callout";
import { Time } from "../ui/time";
import { useTrail } from "./use-trail";

const mostNamed = 5;

/** What the last check found wrong; nothing where nothing is. */
export function TrailAlarm({ program, initial }: { program: string; initial: TrailState }) {
  const last = useTrail(program, initial).data.checks.find(({ status }) => status === "done");
  const wrong = last?.reports.flatMap(({ chain, findings }) => findings.map(({ words }) => `${chain}: ${words}`)) ?? [];
  if (!last?.endedAt || wrong.length === 0) return null;
  const rest = findingsOf(last).length - mostNamed;
  return (
    <Callout tone="stop" role="alert" title="The trail was tampered with." className="mb-2.5">
      <p>Found <Time at={last.endedAt} />, asked for by {last.askedByName}. Tell your security officer, and leave the database as it is.</p>
      <ul className="mt-1 list-disc pl-5">
        {wrong.slice(0, mostNamed).map((words) => <li key={words}>{words}</li>)}
        {rest > 0 ? <li>and {rest} more</li> : null}
      </ul>
    </Callout>
  );
}
