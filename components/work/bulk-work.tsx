"use client";

import Link from "next/link";
import type { BulkSummary, BulkWork } from "@/lib/bulk/bulk-views";
import { bulkTitle, countsSentence } from "@/lib/bulk/bulk-words";
import { BulkMark } from "../bulk/bulk-mark";
import { useBulkWork } from "../bulk/use-bulk";
import { Card } from "../ui/card";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";
import { CountBadge } from "../ui/tag";
import { RelativeTime } from "../ui/time";

/** Bulk actions that wait for this person's decision, and those that they asked for. */
export function BulkWorkCards({ programSlug, initial }: { programSlug: string; initial: BulkWork }) {
  const { mine, waiting } = useBulkWork(programSlug, initial).data;
  return (
    <>
      {waiting.length > 0 ? (
        <Card heading="Bulk actions to decide on" aside={<CountBadge count={waiting.length} label="waiting" />} flush><RunTable label="Bulk actions to decide on" programSlug={programSlug} runs={waiting} /></Card>
      ) : null}
      {mine.length > 0 ? <Card heading="Your bulk actions" flush><RunTable label="Your bulk actions" programSlug={programSlug} runs={mine} /></Card> : null}
    </>
  );
}

function RunTable({ label, programSlug, runs }: { label: string; programSlug: string; runs: readonly BulkSummary[] }) {
  return (
    <TableFrame label={label} className="rounded-t-none! border-0! border-t!">
      <Table className="table-fixed max-lg:min-w-[760px]">
        <TableHead>
          <tr>
            <TableHeading className="w-[26%] pl-4">What</TableHeading>
            <TableHeading className="w-[22%]">Stands</TableHeading>
            <TableHeading>Accounts</TableHeading>
            <TableHeading className="w-36">By</TableHeading>
            <TableHeading className="w-28 pr-4" align="right">Asked for</TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {runs.map((run) => (
            <TableRow key={run.id} className="*:py-1.5 *:align-top">
              <TableCell className="pl-4"><Link href={`/programs/${programSlug}/bulk/${run.id}`} className="font-medium hover:underline">{bulkTitle(run.action, run.rowCount)}</Link></TableCell>
              <TableCell><BulkMark status={run.status} /></TableCell>
              <TableCell className="whitespace-normal! text-text-2">{countsSentence(run.action, run.status, run.counts)}{run.problem ? ` ${run.problem.title}` : ""}</TableCell>
              <TableCell>{run.askedBy}</TableCell>
              <TableCell align="right" className="pr-4 text-text-2"><RelativeTime at={run.plannedAt} /></TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableFrame>
  );
}
