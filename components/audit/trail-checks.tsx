import { entriesOf, findingsOf } from "@/lib/trail-check";
import type { TrailCheck } from "@/lib/trail-check";
import { ProgressBar } from "../imports/progress-bar";
import { CopyId } from "../ui/copy-id";
import { StatusDot } from "../ui/status-dot";
import { Time } from "../ui/time";

/** The latest checks, newest first: by whom, when, and what was found. */
export function TrailChecks({ checks }: { checks: readonly TrailCheck[] }) {
  if (checks.length === 0) return <p className="text-text-2">Nobody has had it checked yet.</p>;
  return (
    <ul className="divide-y divide-line">
      {checks.map((check) => (
        <li key={check.id} className="py-2 first:pt-0 last:pb-0">
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <CheckMark check={check} />
            <span className="text-xs text-text-3">{check.askedByName}, <Time at={check.endedAt ?? check.askedAt} /></span>
          </p>
          {check.status === "done" ? <Reports check={check} /> : <Progress check={check} />}
        </li>
      ))}
    </ul>
  );
}

function CheckMark({ check }: { check: TrailCheck }) {
  if (check.status !== "done") return <StatusDot shape="ring" tone="accent">{check.status === "waiting" ? "Begins in a moment" : "Under way"}</StatusDot>;
  const wrong = findingsOf(check).length;
  const entries = `${entriesOf(check).toLocaleString("en-US")} entries`;
  return wrong === 0 ? <StatusDot shape="circle" tone="ok">Nothing wrong, {entries}</StatusDot> : <StatusDot shape="diamond" tone="stop">{wrong.toLocaleString("en-US")} found, {entries}</StatusDot>;
}

function Progress({ check: { checked, total } }: { check: TrailCheck }) {
  if (total === null) return null;
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1">
      <ProgressBar label="Entries that were read" value={checked} most={total} />
      <span className="text-text-2 tabular-nums">{checked.toLocaleString("en-US")} of {total.toLocaleString("en-US")} entries</span>
    </div>
  );
}

function Reports({ check }: { check: TrailCheck }) {
  return (
    <ul className="mt-1 space-y-0.5 text-xs text-text-2">
      {check.reports.map(({ chain, entries, headHash, findings }) => (
        <li key={chain}>
          {chain}: {entries.toLocaleString("en-US")} entries{headHash ? <>, newest hash <CopyId id={headHash} plain /></> : null}
          {findings.map(({ seq, kind, words }) => <span key={`${seq} ${kind} ${words}`} className="block text-stop">{words}</span>)}
        </li>
      ))}
    </ul>
  );
}
