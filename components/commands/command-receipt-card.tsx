"use client";

import { CircleCheck, Hourglass } from "lucide-react";
import { useEffect, useRef } from "react";
import type { CommandReceipt } from "@/lib/command";
import { Button, ButtonLink } from "../ui/button";
import { CopyId } from "../ui/copy-id";
import { Description, DescriptionList } from "../ui/description-list";
import { Time } from "../ui/time";
import { ChangeTable } from "../fields/change-table";

type CommandReceiptCardProps = { receipt: CommandReceipt; program: string; title: string; next?: { label: string; onSelect: () => void }; likeThis?: boolean };

/** What was done, with its ids and the ways on from here. */
export function CommandReceiptCard({ receipt, program, title, next, likeThis = false }: CommandReceiptCardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  }, []);
  const asked = receipt.status === "awaits-approval";
  const account = receipt.accountId === null ? null : `/programs/${program}/accounts/${receipt.accountId}`;
  return (
    <section className="max-w-[720px] rounded-lg border border-line bg-surface px-5 py-4">
      <div className="flex items-center gap-2.5">
        {asked ? <Hourglass size={20} className="shrink-0 text-warn" aria-hidden="true" /> : <CircleCheck size={20} className="shrink-0 text-ok" aria-hidden="true" />}
        <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">{asked ? "Another person has to approve it" : title}</h2>
      </div>
      {asked ? <p className="mt-1.5 text-text-2">Nothing was sent to Lead. It is done in your name once it is approved; My work shows what becomes of it.</p> : null}
      <DescriptionList className="mt-3">
        {receipt.accountId ? <Description term="Account id"><CopyId id={receipt.accountId} whole /></Description> : null}
        <Description term="Asked"><Time at={receipt.askedAt} style="seconds" /></Description>
        {receipt.settledAt ? <Description term="Lead confirmed"><Time at={receipt.settledAt} style="seconds" /></Description> : null}
        <Description term="Request"><CopyId id={receipt.commandId} whole /></Description>
      </DescriptionList>
      {receipt.surprises.length > 0 ? (
        <div className="mt-3">
          <p className="mb-1 font-medium">Lead answered something else than was sent:</p>
          <ChangeTable label="Differences" headings={{ old: "Sent", new: "At Lead" }} changes={receipt.surprises.map(({ path, expected, actual }) => ({ path, old: expected, new: actual }))} />
        </div>
      ) : null}
      <div className="print-hidden mt-4 flex flex-wrap gap-2">
        {asked ? <ButtonLink href={`/programs/${program}/approvals/${receipt.commandId}`}>Open the request</ButtonLink> : null}
        {account ? <ButtonLink variant="primary" href={account}>Go to the account</ButtonLink> : null}
        {account && likeThis ? <ButtonLink href={`/programs/${program}/accounts/new?like=${receipt.accountId}`}>New account like this one</ButtonLink> : null}
        {next ? <Button onClick={next.onSelect}>{next.label}</Button> : null}
        <ButtonLink href={`/programs/${program}/accounts`}>All accounts</ButtonLink>
      </div>
    </section>
  );
}
