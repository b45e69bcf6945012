"use client";

import Link from "next/link";
import { useState } from "react";
import { serializeApprovalQuery } from "@/lib/approvals/approval-query";
import type { ApprovalQuery } from "@/lib/approvals/approval-query";
import type { ApprovalPage, ApprovalView, Requester } from "@/lib/approvals/approval-views";
import { plainDateWords } from "@/lib/fields/plain-date";
import { StandingMark } from "../work/standing-mark";
import { ButtonLink } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { CopyId } from "../ui/copy-id";
import { NoValue } from "../ui/description-list";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";
import { LinkTabs } from "../ui/tabs";
import { Tag } from "../ui/tag";
import { RelativeTime, Time } from "../ui/time";
import { ApprovalFilters } from "./approval-filters";
import { approvalStanding, approvalTitle } from "./approval-words";

type ApprovalListProps = { program: { slug: string; name: string }; query: ApprovalQuery; page: ApprovalPage; requesters: readonly Requester[]; /** Whether anything could wait for this person. */ decides: boolean };

/** What waits for whoever looks, the oldest first, and all that they may see, the newest first. */
export function ApprovalList({ program, query, page, requesters, decides }: ApprovalListProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const path = `/programs/${program.slug}/approvals`;
  const mine = query.view !== "all";
  const placed = (place: Pick<ApprovalQuery, "after" | "before">) => `${path}?${serializeApprovalQuery({ ...query, after: undefined, before: undefined, ...place })}`;
  const decidable = page.approvals.filter(({ mayDecide }) => mayDecide).map(({ id }) => id);
  const selected = chosen.filter((id) => decidable.includes(id));
  const toggle = (id: string, on: boolean) => setChosen(on ? [...selected, id] : selected.filter((one) => one !== id));
  return (
    <>
      <PageHeader
        title="Approvals"
        facts={<span>What needs another person in {program.name} before it is done</span>}
        actions={selected.length > 0 ? <ButtonLink variant="primary" href={`${path}/review?ids=${selected.join(",")}`}>Review {selected.length}</ButtonLink> : null}
      />
      {decides ? <LinkTabs label="Approvals" className="mb-3" links={[{ href: path, label: "Waiting for me", current: mine }, { href: `${path}?view=all`, label: "All", current: !mine }]} /> : null}
      <ApprovalFilters query={query} path={path} requesters={requesters} />
      {page.approvals.length === 0 ? <NoApprovals path={path} query={query} decides={decides} /> : (
        <TableFrame label={mine ? "Waiting for me" : "Requests"}>
          <Table className="max-xl:min-w-[980px]">
            <TableHead>
              <tr>
                {mine ? <TableHeading className="w-10"><Checkbox hideLabel label="Select all on this page" checked={selected.length > 0 && selected.length === decidable.length} indeterminate={selected.length > 0 && selected.length < decidable.length} onCheckedChange={(on) => setChosen(on ? decidable : [])} /></TableHeading> : null}
                <TableHeading>What</TableHeading>
                <TableHeading className="w-56">Account</TableHeading>
                <TableHeading className="w-40">Asked by</TableHeading>
                <TableHeading className="w-28">Asked</TableHeading>
                <TableHeading className="w-44">{mine ? "Expires" : "Ended"}</TableHeading>
                {mine ? null : <TableHeading className="w-52">Where it stands</TableHeading>}
              </tr>
            </TableHead>
            <TableBody>{page.approvals.map((approval) => <ApprovalRow key={approval.id} program={program.slug} approval={approval} mine={mine} selected={selected.includes(approval.id)} onSelect={(on) => toggle(approval.id, on)} />)}</TableBody>
          </Table>
        </TableFrame>
      )}
      <nav aria-label="Pages of requests" className="print-hidden mt-2.5 flex min-h-8 items-center justify-end gap-2">
        {page.previous === null ? null : <ButtonLink href={placed({ before: page.previous })} rel="prev">Earlier in the list</ButtonLink>}
        {page.next === null ? null : <ButtonLink href={placed({ after: page.next })} rel="next">Later in the list</ButtonLink>}
      </nav>
    </>
  );
}

function NoApprovals({ path, query: { view, kind, state, requester, account }, decides }: { path: string; query: ApprovalQuery; decides: boolean }) {
  if (kind ?? state ?? requester ?? account) return <EmptyState title="No request fits these filters" actions={<ButtonLink href={view === "all" ? `${path}?view=all` : path}>Clear all</ButtonLink>} />;
  if (view !== "all" && decides) return <EmptyState title="Nothing waits for you" actions={<ButtonLink href={`${path}?view=all`}>All requests</ButtonLink>}>What somebody else asks for and you may decide on appears here.</EmptyState>;
  return <EmptyState title="Nothing was asked for yet">Closings that another person decides on, and corrections, appear here.</EmptyState>;
}

type ApprovalRowProps = { program: string; approval: ApprovalView; mine: boolean; selected: boolean; onSelect: (on: boolean) => void };

function ApprovalRow({ program, approval, mine, selected, onSelect }: ApprovalRowProps) {
  const { words, tone } = approvalStanding(approval);
  const title = approvalTitle(approval);
  return (
    <TableRow aria-selected={mine ? selected : undefined}>
      {mine ? <TableCell><Checkbox hideLabel label={`Select ${title}, asked by ${approval.requester}`} checked={selected} onCheckedChange={onSelect} /></TableCell> : null}
      <TableCell className="whitespace-normal!"><Link href={`/programs/${program}/approvals/${approval.id}`} className="font-medium hover:underline">{title}</Link></TableCell>
      <TableCell>
        {approval.accountId ? (
          <span className="block leading-tight">
            <Link href={`/programs/${program}/accounts/${approval.accountId}`} className="hover:underline"><CopyId id={approval.accountId} plain /></Link>
            <span className="block truncate text-2xs text-text-3">{approval.productName}</span>
          </span>
        ) : <NoValue>none</NoValue>}
      </TableCell>
      <TableCell>{approval.askedByYou ? "You" : approval.requester}</TableCell>
      <TableCell className="text-text-2"><RelativeTime at={approval.askedAt} /></TableCell>
      <TableCell className="text-text-2">
        {mine ? <>end of {plainDateWords(approval.lastDay)}</> : approval.endedAt ? <Time at={approval.endedAt} /> : <NoValue>open</NoValue>}
        {approval.remindedAt && approval.state === "waiting" ? <> <Tag tone="warn">Reminded</Tag></> : null}
      </TableCell>
      {mine ? null : <TableCell className="whitespace-normal!"><StandingMark tone={tone}>{words}</StandingMark>{approval.comment && approval.state === "declined" ? <span className="block text-2xs wrap-anywhere text-text-2">{approval.comment}</span> : null}</TableCell>}
    </TableRow>
  );
}
