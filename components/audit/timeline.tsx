import Link from "next/link";
import type { AuditEntry } from "@/lib/audit-entry";
import { actorWords } from "@/lib/audit-entry";
import { auditSentence } from "@/lib/audit-sentences";
import { recordIdOf } from "@/lib/closures/record-words";
import { entryRemark } from "@/lib/entry-remark";
import { roleNames } from "@/lib/permissions";
import { classNames } from "../ui/class-names";
import { Time } from "../ui/time";
import { EntryChanges } from "./entry-changes";
import { entryLook, entryMarks, isSeenAtLead } from "./entry-look";
import { SentenceText } from "./sentence-text";

type TimelineProps = {
  entries: readonly AuditEntry[];
  /** The program's zone, for the dates inside sentences. */
  zone: string;
  /** Whether the viewer may read the records of closings, which entries then lead to. */
  readsRecords: boolean;
};

/** What happened to one account, newest first: what this console did, and what changed elsewhere. */
export function Timeline({ entries, zone, readsRecords }: TimelineProps) {
  return (
    <ol className="ml-1">
      {entries.map((entry) => (
        <TimelineItem key={`${entry.chain}:${entry.seq}`} entry={entry} zone={zone} readsRecords={readsRecords} />
      ))}
    </ol>
  );
}

function TimelineItem({ entry, zone, readsRecords }: { entry: AuditEntry; zone: string; readsRecords: boolean }) {
  const remark = entryRemark(entry);
  const recordId = readsRecords && entry.program ? recordIdOf(entry) : null;
  return (
    <li className="relative border-l-2 border-line pb-3 pl-4 last:border-transparent last:pb-0">
      <span aria-hidden="true" className={classNames("absolute top-1.5 -left-[5px] size-2 border-2 bg-surface", entryMarks[entryLook(entry)])} />
      <p className="wrap-break-word"><SentenceText sentence={auditSentence(entry, zone)} /></p>
      <p className="text-xs text-text-3">
        {byWhom(entry)} · <Time at={entry.at} />
        {recordId ? <> · <Link className="text-accent underline" href={`/programs/${entry.program ?? ""}/closures/${recordId}`}>Record</Link></> : null}
      </p>
      {remark ? <p className="mt-0.5 text-xs wrap-break-word text-text-2">{remark.quoted ? `“${remark.words}”` : remark.words}</p> : null}
      <EntryChanges changes={entry.changes} zone={zone} currency={entry.currency ?? undefined} />
    </li>
  );
}

function byWhom(entry: AuditEntry): string {
  if (isSeenAtLead(entry)) return "Seen at Lead";
  const first = entry.actor.roles[0];
  return first ? `${entry.actor.name}, ${roleNames[first].toLowerCase()}` : actorWords(entry);
}
