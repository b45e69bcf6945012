"use client";

import type { ReactNode } from "react";
import type { WorkItem } from "@/lib/account-views";
import type { BulkWork } from "@/lib/bulk/bulk-views";
import { isWaiting } from "@/lib/work-items";
import { Callout } from "../ui/callout";
import { ButtonLink } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { BulkWorkCards } from "./bulk-work";
import { useMyWork } from "./use-work";
import { WorkTable } from "./work-table";

type MyWorkProps = { program: { slug: string; name: string }; initial: WorkItem[]; bulk: BulkWork | null; /** What waits for everyone of the role. */ team: ReactNode; queues: ReactNode; exceptions: ReactNode };

/** Everything that this person started and where it stands, below what waits for everyone of their role. */
export function MyWork({ program, initial, bulk, team, queues, exceptions }: MyWorkProps) {
  const work = useMyWork(program.slug, initial);
  const waiting = work.data.filter(isWaiting);
  const settled = work.data.filter((item) => !isWaiting(item));
  return (
    <>
      <PageHeader title="My work" facts={<span role="status">{waiting.length === 0 ? "Nothing of yours waits" : `${waiting.length} of yours ${waiting.length === 1 ? "waits" : "wait"}`} in {program.name}</span>} />
      <div className="grid gap-4">
        {work.isError ? <Callout tone="warn" role="status">The console did not answer. This is what was known before.</Callout> : null}
        {team}
        {queues}
        {exceptions}
        {bulk ? <BulkWorkCards programSlug={program.slug} initial={bulk} /> : null}
        {work.data.length === 0 ? <Nothing programSlug={program.slug} /> : null}
        {waiting.length > 0 ? (
          <Card heading="Yours, waiting" flush><WorkTable label="Yours, waiting" programSlug={program.slug} items={waiting} /></Card>
        ) : null}
        {settled.length > 0 ? (
          <Card heading="Yours, settled" flush><WorkTable label="Yours, settled" programSlug={program.slug} items={settled} /></Card>
        ) : null}
      </div>
    </>
  );
}

function Nothing({ programSlug }: { programSlug: string }) {
  return (
    <EmptyState title="You have started nothing here yet" actions={<ButtonLink href={`/programs/${programSlug}/accounts`}>Find an account</ButtonLink>}>
      What you ask for, your drafts and what waits for an answer from Lead are listed here.
    </EmptyState>
  );
}
