"use client";

import Link from "next/link";
import type { KeyboardEvent } from "react";
import { plainDateWords } from "@/lib/fields/plain-date";
import type { WorkDue } from "@/lib/work-due";
import type { WorkQueueItem } from "@/lib/work-queue";
import { CopyId } from "../../ui/copy-id";
import { NoValue } from "../../ui/description-list";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../../ui/table";
import { Tag } from "../../ui/tag";
import { RelativeTime } from "../../ui/time";
import { StandingMark } from "../standing-mark";

type QueueTableProps = { label: string; programSlug: string; items: readonly WorkQueueItem[] };

/** One line for each thing that waits; the columns of all sections stand below each other. */
export function QueueTable({ label, programSlug, items }: QueueTableProps) {
  return (
    <TableFrame label={label} tabIndex={undefined} className="rounded-t-none! border-0! border-t!">
      <Table className="table-fixed min-w-[940px]">
        <TableHead>
          <tr>
            <TableHeading className="w-[24%] pl-4">What</TableHeading>
            <TableHeading className="w-46">Account</TableHeading>
            <TableHeading className="w-[13%]">Stage</TableHeading>
            <TableHeading className="w-44">Days left</TableHeading>
            <TableHeading>Next</TableHeading>
            <TableHeading className="w-28 pr-4" align="right">Since</TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {items.map((item) => <QueueRow key={item.id} item={item} base={`/programs/${programSlug}`} />)}
        </TableBody>
      </Table>
    </TableFrame>
  );
}

function QueueRow({ item: { what, accountId, productName, stage, tone, next, owner, why, alarm, due, since, by, path }, base }: { item: WorkQueueItem; base: string }) {
  return (
    <TableRow className="*:py-1.5 *:align-top *:whitespace-normal!">
      <TableCell className="pl-4"><Link href={`${base}/${path}`} data-queue-link="" onKeyDown={walk} className="font-medium wrap-break-word hover:underline">{what}</Link></TableCell>
      <TableCell>
        {accountId ? (
          <span className="block leading-tight">
            <Link href={`${base}/accounts/${accountId}`} className="hover:underline"><CopyId id={accountId} plain /></Link>
            {productName ? <span className="block truncate text-2xs text-text-3">{productName}</span> : null}
          </span>
        ) : <NoValue>several</NoValue>}
      </TableCell>
      <TableCell><StandingMark tone={tone}>{stage}</StandingMark></TableCell>
      <TableCell>{due ? <DueWords due={due} /> : <NoValue>no deadline</NoValue>}</TableCell>
      <TableCell className="wrap-break-word">
        {next ?? <NoValue>nothing to do</NoValue>}
        {owner ? <span className="block text-xs text-text-3">{owner}</span> : null}
        {why ? <span className="block text-xs text-text-2">{why}</span> : null}
        {alarm ? <span className="block text-xs font-medium text-stop">{alarm}</span> : null}
      </TableCell>
      <TableCell align="right" className="pr-4">
        <span className="block leading-tight">
          <RelativeTime at={since} />
          {by ? <span className="block truncate text-2xs text-text-3">{by}</span> : null}
        </span>
      </TableCell>
    </TableRow>
  );
}

const dueTones = { overdue: "stop", soon: "warn", later: "outline" } as const;

function DueWords({ due: { on, words, state } }: { due: WorkDue }) {
  return (
    <span className="block leading-tight">
      <Tag tone={dueTones[state]}>{words}</Tag>
      <span className="mt-0.5 block text-2xs text-text-3">by {plainDateWords(on)}</span>
    </span>
  );
}

/** The arrow keys go from one thing to the next, over the ends of the sections. */
function walk(event: KeyboardEvent<HTMLAnchorElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const links = [...document.querySelectorAll<HTMLElement>("[data-queue-link]")];
  links[links.indexOf(event.currentTarget) + step]?.focus();
}
