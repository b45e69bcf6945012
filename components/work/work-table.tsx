"use client";

import Link from "next/link";
import type { WorkItem } from "@/lib/account-views";
import { workStanding, workSubject } from "@/lib/work-items";
import { CopyId } from "../ui/copy-id";
import { NoValue } from "../ui/description-list";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";
import { RelativeTime } from "../ui/time";
import { CheckNow } from "./check-now";
import { StandingMark } from "./standing-mark";

type WorkTableProps = { label: string; programSlug: string; items: readonly WorkItem[] };

/** One line for each thing that a person started. */
export function WorkTable({ label, programSlug, items }: WorkTableProps) {
  return (
    <TableFrame label={label} className="rounded-t-none! border-0! border-t!">
      <Table className="table-fixed max-lg:min-w-[760px]">
        <TableHead>
          <tr>
            <TableHeading className="w-[22%] pl-4">What</TableHeading>
            <TableHeading className="w-[20%]">Account</TableHeading>
            <TableHeading>Where it stands</TableHeading>
            <TableHeading className="w-28" align="right">Started</TableHeading>
            <TableHeading className="w-36 pr-4" align="right"><span className="sr-only">What you can do</span></TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {items.map((item) => <WorkRow key={keyOf(item)} item={item} programSlug={programSlug} />)}
        </TableBody>
      </Table>
    </TableFrame>
  );
}

function keyOf(item: WorkItem): string {
  if (item.kind === "command") return item.receipt.commandId;
  return item.kind === "process" ? item.process.id : `${item.form}:${item.subject}`;
}

function WorkRow({ item, programSlug }: { item: WorkItem; programSlug: string }) {
  const { title, detail, accountId, path } = workSubject(item);
  const standing = workStanding(item);
  const base = `/programs/${programSlug}`;
  return (
    <TableRow className="*:py-1.5 *:align-top">
      <TableCell className="pl-4">
        <span className="block leading-tight">
          {path ? <Link href={`${base}/${path}`} className="font-medium hover:underline">{title}</Link> : <span className="font-medium">{title}</span>}
          {detail ? <span className="block truncate text-2xs text-text-3">{detail}</span> : null}
        </span>
      </TableCell>
      <TableCell>
        {accountId ? (
          <Link href={`${base}/accounts/${accountId}`} className="hover:underline"><CopyId id={accountId} plain /></Link>
        ) : (
          <NoValue>no account yet</NoValue>
        )}
      </TableCell>
      <TableCell className="whitespace-normal!">
        <StandingMark tone={standing.tone}>{standing.words}</StandingMark>
        {standing.why ? <p className="mt-0.5 text-xs wrap-break-word text-text-2">{[standing.why, standing.next].filter(Boolean).join(" ")}</p> : null}
      </TableCell>
      <TableCell align="right" className="text-text-2"><RelativeTime at={item.at} /></TableCell>
      <TableCell align="right" className="pr-4">
        {item.kind === "command" && item.receipt.status === "unconfirmed" ? <CheckNow program={programSlug} commandId={item.receipt.commandId} /> : null}
        {item.kind === "draft" && path ? <Link href={`${base}/${path}`} className="text-accent hover:underline">Go on with it</Link> : null}
      </TableCell>
    </TableRow>
  );
}
