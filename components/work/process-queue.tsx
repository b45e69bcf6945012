"use client";

import Link from "next/link";
import { processKindWords } from "@/lib/process-words";
import type { QueuedProcess } from "@/lib/work-queue";
import { Card } from "../ui/card";
import { CopyId } from "../ui/copy-id";
import { NoValue } from "../ui/description-list";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";
import { CountBadge, Tag } from "../ui/tag";
import { RelativeTime } from "../ui/time";
import { StandingMark } from "./standing-mark";

type ProcessQueueProps = { programSlug: string; processes: readonly QueuedProcess[] };

/** The closings, corrections and changes of the inactive reason that are not finished; overdue notices first. */
export function ProcessQueue({ programSlug, processes }: ProcessQueueProps) {
  if (processes.length === 0) {
    return <Card heading="Closings and corrections under way"><p className="text-text-3">None is under way.</p></Card>;
  }
  return (
    <Card heading="Closings and corrections under way" aside={<CountBadge count={processes.length} label="under way" />} flush>
      <TableFrame label="Closings and corrections under way" className="rounded-t-none! border-0! border-t!">
        <Table className="max-lg:min-w-[760px]">
          <TableHead>
            <tr>
              <TableHeading className="pl-4">What</TableHeading>
              <TableHeading>Account</TableHeading>
              <TableHeading>Stage</TableHeading>
              <TableHeading className="w-2/5">Next</TableHeading>
              <TableHeading>Whose turn</TableHeading>
              <TableHeading className="pr-4" align="right">Started</TableHeading>
            </tr>
          </TableHead>
          <TableBody>
            {processes.map((process) => <ProcessRow key={process.id} process={process} accountPath={`/programs/${programSlug}/accounts/${process.accountId}`} />)}
          </TableBody>
        </Table>
      </TableFrame>
    </Card>
  );
}

function ProcessRow({ process, accountPath }: { process: QueuedProcess; accountPath: string }) {
  const { kind, productName, accountId, stage, next, owner, due, problem, alarm } = process;
  return (
    <TableRow className="*:py-1.5 *:align-top">
      <TableCell className="pl-4">
        <span className="block leading-tight">
          <Link href={accountPath} className="font-medium hover:underline">{processKindWords(kind)}</Link>
          {productName ? <span className="block text-2xs text-text-3">{productName}</span> : null}
        </span>
      </TableCell>
      <TableCell><Link href={accountPath} className="hover:underline"><CopyId id={accountId} plain /></Link></TableCell>
      <TableCell>
        <span className="inline-flex flex-wrap items-center gap-1.5">
          <StandingMark tone={problem ? "warn" : "accent"}>{problem ? `${stage}, stopped` : stage}</StandingMark>
          {due ? <Tag tone={due.overdue ? "stop" : "warn"}>{due.words}</Tag> : null}
        </span>
      </TableCell>
      <TableCell className="whitespace-normal!">
        {next ?? (problem ? null : <NoValue>it goes on by itself</NoValue>)}
        {problem ? <p className="text-xs wrap-break-word text-text-2">{problem.title}</p> : null}
        {alarm ? <p className="text-xs font-medium wrap-break-word text-stop">{alarm}</p> : null}
      </TableCell>
      <TableCell>{owner ?? <NoValue>nobody named</NoValue>}</TableCell>
      <TableCell align="right" className="pr-4">
        <span className="block leading-tight">
          <RelativeTime at={process.startedAt} />
          <span className="block text-2xs text-text-3">{process.startedBy}</span>
        </span>
      </TableCell>
    </TableRow>
  );
}
