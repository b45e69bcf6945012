import type { AgreementPhase } from "@/lib/agreement/exceptions";
import type { RunDetail } from "@/lib/agreement/views";
import { ProgressBar } from "../imports/progress-bar";
import { Card } from "../ui/card";

const number = (value: number) => value.toLocaleString("en-US");

const phaseWords = {
  mapping: "Finding each row’s account",
  comparing: "Comparing",
  absent: "Looking for accounts that the file leaves out",
  clearing: "Tidying up",
} satisfies Record<AgreementPhase, string>;

/** How far a comparison is, and what it found. */
export function RunProgress({ detail }: { detail: RunDetail }) {
  const { status, phase, place, rowCount, compared, unmapped, opened, confirmed, resolved } = detail;
  const through = phase === "mapping" || phase === "comparing" ? Math.min(place, rowCount) : rowCount;
  return (
    <Card heading={status === "running" ? phaseWords[phase] : status === "done" ? "Compared" : "Canceled"}>
      {status === "running" ? (
        <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
          <ProgressBar label="Rows" value={through} most={rowCount} />
          <span>{number(through)} of {number(rowCount)} rows</span>
        </div>
      ) : null}
      <p>
        {number(compared)} {compared === 1 ? "row" : "rows"} compared, {number(unmapped)} unmapped. {number(opened)} {opened === 1 ? "exception" : "exceptions"} opened, {number(confirmed)} still there,{" "}
        {number(resolved)} resolved.
      </p>
      <p role="status" className="sr-only">{status === "running" ? "The file is being compared." : status === "done" ? "The file is compared." : "The comparison is canceled."}</p>
    </Card>
  );
}
