import Link from "next/link";
import { onlyPhrase } from "@/lib/permissions";
import type { NeedsAPerson, SectionState } from "@/lib/work-queue";
import { Callout } from "../ui/callout";
import { Card } from "../ui/card";
import { CountBadge } from "../ui/tag";
import { NeedsAPersonList } from "./needs-a-person-list";
import { QueueTable } from "./queue/queue-table";

type TeamWorkProps = { programSlug: string; hasQueue: boolean; unsettled: NeedsAPerson[] | null; followUps: SectionState | null; zone: string };

/** What waits for everyone of a role: in compliance's queue, or as much of it as others look after. */
export function TeamWork({ programSlug, hasQueue, unsettled, followUps, zone }: TeamWorkProps) {
  return (
    <>
      {hasQueue ? <Callout tone="info">What waits for everyone in compliance stands in the <Link href={`/programs/${programSlug}/work`} className="font-medium underline">work queue</Link>.</Callout> : null}
      {unsettled && unsettled.length > 0 ? (
        <Card heading="Not confirmed by Lead" aside={<CountBadge count={unsettled.length} label="waiting" />}>
          <p className="mb-1 max-w-[90ch] text-text-2">Lead did not confirm these, and sending them again by itself is no longer safe. {onlyPhrase("settle-command")}</p>
          <NeedsAPersonList programSlug={programSlug} waiting={unsettled} maySettle={false} zone={zone} />
        </Card>
      ) : null}
      {followUps && followUps.items.length > 0 ? (
        <Card heading="Follow-ups after closings" aside={<CountBadge count={followUps.count.count} more={followUps.count.more} label="open" />} flush>
          <QueueTable label="Follow-ups after closings" programSlug={programSlug} items={followUps.items} />
        </Card>
      ) : null}
    </>
  );
}
