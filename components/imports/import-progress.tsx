import { timeLeftWords } from "@/lib/imports/import-words";
import type { ImportDetail } from "@/lib/imports/import-views";
import { rowsLeft } from "@/lib/imports/row-counts";
import { Callout } from "../ui/callout";
import { Card } from "../ui/card";
import { Time } from "../ui/time";
import { ProgressBar } from "./progress-bar";

const number = (value: number) => value.toLocaleString("en-US");
const rows = (value: number) => `${number(value)} ${value === 1 ? "row" : "rows"}`;

/** Before the start what it would do; then how far it is, how fast, and what stands in the way. */
export function ImportProgress({ detail, mayControl }: { detail: ImportDetail; mayControl: boolean }) {
  const { status, toRead, entered, knownMeanwhile, refused, calls } = detail;
  if (status === "ready") return <Card heading="Checked against the directory"><CheckedWords detail={detail} mayControl={mayControl} /></Card>;
  const settled = toRead - rowsLeft(detail);
  return (
    <Card heading="Read from Lead">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ProgressBar label="Rows read" value={settled} most={toRead} />
        <span>{number(settled)} of {rows(toRead)}</span>
        <span className="min-h-5 text-text-2">{paceWords(detail)}</span>
      </div>
      <p className="mt-2 text-text-2">
        {number(entered)} entered, {number(knownMeanwhile)} known by the time of their turn, {number(refused)} refused. {number(calls)} {calls === 1 ? "call" : "calls"} to Lead
        {status === "running" ? `, at most ${detail.callsPerSecond.toLocaleString("en-US")} a second with people’s own going first` : ""}.
      </p>
      <p role="status" className="sr-only">{statusWords(detail)}</p>
      {detail.waiting ? (
        <Callout tone="warn" title={detail.waiting.problem.title} className="mt-3">
          Nothing is lost: it tries again by itself, next at <Time at={detail.waiting.until} style="clock" />.
        </Callout>
      ) : null}
    </Card>
  );
}

function CheckedWords({ detail: { found, toRead, rowCount }, mayControl }: { detail: ImportDetail; mayControl: boolean }) {
  if (toRead === 0) return <p>None of the {rows(rowCount)} is new, so there is nothing to ask Lead for.</p>;
  const elsewhere = found.elsewhere ?? 0;
  return (
    <p>
      {rows(toRead)} of {number(rowCount)} {toRead === 1 ? "names an account that is" : "name accounts that are"} not in the directory.
      {elsewhere > 0 ? ` ${number(elsewhere)} of them ${elsewhere === 1 ? "is" : "are"} known in another of your programs: Lead will refuse ${elsewhere === 1 ? "it" : "them"} here.` : ""}{" "}
      {mayControl ? "Nothing was read at Lead yet. Starting reads each from Lead and changes nothing there." : "It was not started yet."}
    </p>
  );
}

function paceWords(detail: ImportDetail): string {
  if (detail.status !== "running") return "";
  if (detail.isQueued) return "Waits for another import of this program";
  const { rowsPerMinute, secondsLeft } = detail;
  if (rowsPerMinute === null) return "The rate is shown once rows were read";
  return `${rows(Math.max(1, Math.round(rowsPerMinute)))} a minute${secondsLeft === null ? "" : `, ${timeLeftWords(secondsLeft)} left`}`;
}

/** Read out when it changes: not every row. */
function statusWords({ status, refused }: ImportDetail): string {
  if (status === "done") return `The import is done; ${rows(refused)} refused.`;
  return status === "running" ? "The import is running." : status === "paused" ? "The import is paused." : "The import is canceled.";
}
