"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { RetentionReport } from "@/lib/closures/retention-report";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { CopyId } from "../ui/copy-id";
import { PageHeader } from "../ui/page-header";
import { DueRecords } from "./due-records";
import { PurgeDialog } from "./purge-dialog";
import { RetentionRuns } from "./retention-runs";

type RetentionPageProps = { program: { slug: string; name: string }; report: RetentionReport; mayReadRecords: boolean };

/** What is past its time and would be purged, before anything is; and what was. */
export function RetentionPage({ program, report, mayReadRecords }: RetentionPageProps) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const { items, runs, years, heldBack, more, listHash } = report;
  const underWay = runs.some(({ endedAt }) => endedAt === null);
  const done = () => {
    setOpen(false);
    router.refresh();
  };
  return (
    <>
      <PageHeader title="Retention" facts={<span>How long the records of closings of {program.name} are kept</span>} />
      <div className="grid gap-4">
        <Card heading="The rule">
          <p>
            A record is kept for {years} years from the later of its end and the last notice to the customer, and never less than 25 months from that notice. What was said of a record is never shortened.
            Nothing goes by itself: a list is confirmed by a person, and nothing under a legal hold goes at all. The audit trail is never purged, and the register keeps line cuts and deactivations without end.
          </p>
          {heldBack > 0 ? <p className="mt-1.5">{heldBack === 1 ? "One record is" : `${heldBack.toLocaleString("en-US")} records are`} past the day and kept by a legal hold.</p> : null}
        </Card>
        <Card
          heading={items.length === 0 ? "Past its time" : `Past its time: ${items.length.toLocaleString("en-US")}${more ? " of more" : ""}`}
          aside={report.mayPurge && items.length > 0 && !underWay ? <Button variant="danger" size="small" onClick={() => setOpen(true)}>Purge this list…</Button> : null}
          flush={items.length > 0}
        >
          {items.length === 0 ? <p className="text-text-3">No record is past its time.</p> : (
            <>
              <DueRecords program={program.slug} items={items} linked={mayReadRecords} />
              <p className="border-t border-line px-4 py-2 text-text-3">This list is <CopyId id={listHash} /></p>
            </>
          )}
        </Card>
        <Card heading="Lists that were purged" flush={runs.length > 0}>{runs.length === 0 ? <p className="text-text-3">None yet.</p> : <RetentionRuns runs={runs} />}</Card>
      </div>
      {open ? <PurgeDialog program={program.slug} report={report} onDone={done} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
