"use client";

import type { WorkQueue } from "@/lib/work-queue";
import { onlyPhrase } from "@/lib/permissions";
import { Card } from "../ui/card";
import { CountBadge } from "../ui/tag";
import { ClosedElsewhereQueue } from "./closed-elsewhere-queue";
import { NeedsAPersonList } from "./needs-a-person-list";
import { ProcessQueue } from "./process-queue";
import { SettleDialog } from "./settle-dialog";
import { useWorkQueue } from "./use-work";

type ProgramQueueProps = { programSlug: string; initial: WorkQueue; zone: string };

/** What waits in the program: what only a person can settle, and the closings and corrections under way. */
export function ProgramQueue({ programSlug, initial, zone }: ProgramQueueProps) {
  const { needsAPerson, processes, closedElsewhere, maySettle, mayCompleteClosures } = useWorkQueue(programSlug, initial).data;
  return (
    <>
      <Card heading="Needs a person" aside={<CountBadge count={needsAPerson.length} label="waiting" />}>
        {needsAPerson.length === 0 ? (
          <p className="text-text-3">Nothing in this program waits for a person.</p>
        ) : (
          <>
            <p className="mb-1 max-w-[90ch] text-text-2">
              Lead did not confirm these, and sending them again by itself is no longer safe. Look at Lead, then settle each.
              {maySettle ? "" : ` ${onlyPhrase("settle-command")}`}
            </p>
            <NeedsAPersonList programSlug={programSlug} waiting={needsAPerson} maySettle={maySettle} zone={zone} />
          </>
        )}
        {maySettle ? <SettleDialog programSlug={programSlug} waiting={needsAPerson} /> : null}
      </Card>
      {closedElsewhere ? <ClosedElsewhereQueue programSlug={programSlug} waiting={closedElsewhere} mayComplete={mayCompleteClosures} /> : null}
      {processes ? <ProcessQueue programSlug={programSlug} processes={processes} /> : null}
    </>
  );
}
