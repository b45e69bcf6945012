"use client";

import type { Problem } from "@/lib/result";
import { ChangeTable } from "../fields/change-table";
import { Callout } from "../ui/callout";

/** Why a process stopped, as it stands: unlike the summary of a form it takes no focus. */
export function ProcessProblem({ problem }: { problem: Problem }) {
  const { title, detail, saved, next, differences = [], lead } = problem;
  return (
    <Callout tone="stop" title={title}>
      {detail ? <span className="wrap-anywhere">{detail} </span> : null}
      {[saved, next].filter(Boolean).join(" ")}
      {differences.length > 0 ? (
        <div className="mt-2">
          <ChangeTable label="What changed meanwhile" headings={{ old: "When it was decided", new: "At Lead" }} changes={differences.map(({ path, seen, now }) => ({ path, old: seen, new: now }))} />
        </div>
      ) : null}
      {lead ? (
        <ul aria-label="Lead’s own words" className="mt-1 font-mono text-xs wrap-anywhere">
          <li>{[lead.status === null ? null : `HTTP ${lead.status}`, lead.code, lead.detail].filter(Boolean).join(" · ")}</li>
          {lead.invalidParameters.map(({ parameter, reason }) => <li key={`${parameter} ${reason}`}>{parameter}: {reason}</li>)}
        </ul>
      ) : null}
    </Callout>
  );
}
