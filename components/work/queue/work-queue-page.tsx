"use client";

import Link from "next/link";
import { onlyPhrase } from "@/lib/permissions";
import { firstOfSection, workSectionRows, workTotals } from "@/lib/work-queue";
import type { SectionState, WorkQueue, WorkSection } from "@/lib/work-queue";
import { ClosedElsewhereDialog } from "../../closures/closed-elsewhere-dialog";
import { Callout } from "../../ui/callout";
import { Card } from "../../ui/card";
import { PageHeader } from "../../ui/page-header";
import { CountBadge, Tag } from "../../ui/tag";
import { ClosedElsewhereList } from "../closed-elsewhere-list";
import { NeedsAPersonList } from "../needs-a-person-list";
import { SettleDialog } from "../settle-dialog";
import { useWorkQueue } from "../use-work";
import { AllInOrder } from "./all-in-order";
import { QueueTable } from "./queue-table";

type WorkQueuePageProps = { program: { slug: string; name: string }; initial: WorkQueue; only: WorkSection | null; zone: string };

/** What waits for compliance: each section with the most urgent first, and what is in order said in so many words. */
export function WorkQueuePage({ program, initial, only, zone }: WorkQueuePageProps) {
  const { data: queue, isError } = useWorkQueue(program.slug, only, initial);
  const shown = queue.sections.filter(({ key }) => only === null || key === only);
  const full = shown.filter(({ count }) => count.count > 0);
  const path = `/programs/${program.slug}/work`;
  return (
    <>
      <PageHeader title="Work queue" facts={<Totals sections={queue.sections} programName={program.name} />} />
      <SectionNav path={path} sections={queue.sections} only={only} />
      <div className="grid gap-4">
        {isError ? <Callout tone="warn" role="status">The console did not answer. This is what was known before.</Callout> : null}
        {full.map((section) => <SectionCard key={section.key} program={program.slug} path={path} section={section} queue={queue} only={only !== null} zone={zone} />)}
        <AllInOrder sections={shown} everything={only === null} />
      </div>
      {queue.maySettle ? <SettleDialog programSlug={program.slug} waiting={queue.needsAPerson} /> : null}
      {queue.mayCompleteClosures ? <ClosedElsewhereDialog program={program.slug} waiting={queue.closedElsewhere} /> : null}
    </>
  );
}

function Totals({ sections, programName }: { sections: readonly SectionState[]; programName: string }) {
  const { wanted, more, overdue } = workTotals(sections);
  const words = wanted === 0 ? "Nothing waits" : `${wanted.toLocaleString("en-US")}${more ? "+" : ""} ${wanted === 1 ? "thing waits" : "things wait"}`;
  return <span role="status">{words} in {programName}{overdue > 0 ? `, ${overdue.toLocaleString("en-US")} of them overdue` : ""}</span>;
}

const chipClass = "inline-flex h-7 items-center gap-1.5 rounded border border-line bg-surface px-2.5 text-text-2 hover:border-line-strong hover:text-text aria-[current=page]:border-text aria-[current=page]:font-medium aria-[current=page]:text-text";

/** Always the same places, so that nothing moves when a section empties. */
function SectionNav({ path, sections, only }: { path: string; sections: readonly SectionState[]; only: WorkSection | null }) {
  return (
    <nav aria-label="Sections" className="mb-3 flex flex-wrap gap-1.5">
      <Link href={path} aria-current={only === null ? "page" : undefined} className={chipClass}>Everything</Link>
      {sections.filter(({ key }) => workSectionRows[key].wants).map(({ key, count, overdue }) => (
        <Link key={key} href={`${path}?section=${key}`} aria-current={only === key ? "page" : undefined} className={chipClass}>
          {workSectionRows[key].short} <span className="text-2xs text-text-3 tabular-nums">{count.count}{count.more ? "+" : ""}<span className="sr-only"> waiting</span></span>
          {overdue > 0 ? <Tag tone="stop">{overdue} overdue</Tag> : null}
        </Link>
      ))}
    </nav>
  );
}

type SectionCardProps = { program: string; path: string; section: SectionState; queue: WorkQueue; only: boolean; zone: string };

function SectionCard({ program, path, section, queue, only, zone }: SectionCardProps) {
  const { key, count, overdue, items } = section;
  const { label } = workSectionRows[key];
  const most = only ? Infinity : firstOfSection;
  const [unconfirmed, elsewhere] = [queue.needsAPerson.slice(0, most), queue.closedElsewhere.slice(0, most)];
  const listed = { unconfirmed: unconfirmed.length, "closed-elsewhere": elsewhere.length }[key as string] ?? items.length;
  const rest = count.count - listed;
  const aside = <>{overdue > 0 ? <Tag tone="stop">{overdue} overdue</Tag> : null}<CountBadge count={count.count} more={count.more} label={workSectionRows[key].wants ? "waiting" : "listed"} /></>;
  return (
    <Card id={key} heading={label} aside={aside} flush={items.length > 0}>
      {key === "unconfirmed" ? (
        <>
          <p className="mb-1 max-w-[90ch] text-text-2">Lead did not confirm these, and sending them again by itself is no longer safe. Look at Lead, then settle each.{queue.maySettle ? "" : ` ${onlyPhrase("settle-command")}`}</p>
          <NeedsAPersonList programSlug={program} waiting={unconfirmed} maySettle={queue.maySettle} zone={zone} />
        </>
      ) : null}
      {key === "closed-elsewhere" ? <ClosedElsewhereList programSlug={program} waiting={elsewhere} mayComplete={queue.mayCompleteClosures} /> : null}
      {items.length > 0 ? <QueueTable label={label} programSlug={program} items={items} /> : null}
      {rest > 0 || count.more ? <More path={`${path}?section=${key}`} all={allOf[key] && `/programs/${program}/${allOf[key]}`} rest={rest} more={count.more} only={only} padded={items.length > 0} /> : null}
    </Card>
  );
}

/** Where all of a section is found, in the places that keep it. */
const allOf: Partial<Record<WorkSection, string>> = { approvals: "approvals?view=all&state=waiting", notices: "closures?view=due", "closed-elsewhere": "closures?view=to-complete", "changed-elsewhere": "activity?action=changed-elsewhere" };

type MoreProps = { path: string; all: string | undefined; rest: number; more: boolean; only: boolean; padded: boolean };

function More({ path, all, rest, more, only, padded }: MoreProps) {
  const words = `and ${rest.toLocaleString("en-US")}${more ? " or more" : ""} more`;
  return (
    <p className={padded ? "border-t border-line px-4 py-2" : "mt-2"}>
      {only ? <span className="text-text-2">{words}, which come up as these are done. </span> : <Link href={path} className="text-accent hover:underline">{words}</Link>}
      {only && all ? <Link href={all} className="text-accent hover:underline">The whole list</Link> : null}
    </p>
  );
}
