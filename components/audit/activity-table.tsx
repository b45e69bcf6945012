import Link from "next/link";
import type { AuditEntry } from "@/lib/audit-entry";
import { auditSentence } from "@/lib/audit-sentences";
import { foreignCommandNames } from "@/lib/command";
import { entryRemark } from "@/lib/entry-remark";
import { roleNames } from "@/lib/permissions";
import { CopyId } from "../ui/copy-id";
import { NoValue } from "../ui/description-list";
import { Table, TableBody, TableCell, TableFrame, TableRow } from "../ui/table";
import { Time } from "../ui/time";
import { ActivityOutcome } from "./activity-outcome";
import { ActivityTableHead } from "./activity-table-head";
import { EntryChanges } from "./entry-changes";
import { isSeenAtLead } from "./entry-look";
import { SentenceText } from "./sentence-text";

type ActivityTableProps = {
  entries: readonly AuditEntry[];
  programSlug: string;
  /** The program's, for the dates inside sentences. */
  zone: string;
  mayReadCalls: boolean;
};

/** The trail, newest first: when, who, what in words with the old and new values, which account, how it ended. */
export function ActivityTable({ entries, programSlug, zone, mayReadCalls }: ActivityTableProps) {
  return (
    <TableFrame label="Activity">
      <Table>
        <ActivityTableHead />
        <TableBody>
          {entries.map((entry) => (
            <TableRow key={`${entry.chain}:${entry.seq}`} className="*:py-2 *:align-top">
              <TableCell className="text-text-2"><Time at={entry.at} style="seconds" /></TableCell>
              <TableCell><Who entry={entry} /></TableCell>
              <TableCell className="min-w-80 whitespace-normal!"><What entry={entry} zone={zone} callsPath={mayReadCalls ? `/programs/${programSlug}/calls` : null} /></TableCell>
              <TableCell>
                {entry.accountId ? (
                  <Link href={`/programs/${programSlug}/accounts/${entry.accountId}`} className="hover:underline"><CopyId id={entry.accountId} plain /></Link>
                ) : (
                  <NoValue>no account</NoValue>
                )}
              </TableCell>
              <TableCell><ActivityOutcome outcome={entry.outcome} /></TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableFrame>
  );
}

/** What only shows at Lead is nobody's doing here. */
function Who({ entry: { actor, action, onBehalfOf } }: { entry: AuditEntry }) {
  if (isSeenAtLead({ action })) return <span className="text-text-2">Seen at Lead</span>;
  return (
    <span className="block">
      {actor.name}
      {onBehalfOf ? <span className="block text-2xs text-text-3">for {onBehalfOf}</span> : null}
      {actor.roles.length > 0 ? <span className="block text-2xs text-text-3">{actor.roles.map((role) => roleNames[role]).join(", ")}</span> : null}
    </span>
  );
}

function What({ entry, zone, callsPath }: { entry: AuditEntry; zone: string; callsPath: string | null }) {
  const remark = entryRemark(entry);
  const asksLead = foreignCommandNames.some((name) => name === entry.action) && entry.outcome !== "denied";
  return (
    <>
      <p className="max-w-[80ch] wrap-anywhere">
        <SentenceText sentence={auditSentence(entry, zone)} />
        {asksLead && entry.commandId && callsPath ? (
          <>
            {" "}
            <Link href={`${callsPath}?command=${entry.commandId}`} className="text-xs whitespace-nowrap text-text-3 hover:text-text hover:underline">Calls to Lead</Link>
          </>
        ) : null}
      </p>
      {remark ? <p className="mt-0.5 max-w-[80ch] text-xs wrap-anywhere text-text-2">{remark.quoted ? `“${remark.words}”` : remark.words}</p> : null}
      <EntryChanges changes={entry.changes} zone={zone} currency={entry.currency ?? undefined} />
    </>
  );
}
