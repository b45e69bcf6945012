"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import type { AccountDetail, AccountRow } from "@/lib/account-views";
import { relationshipWords } from "@/lib/accounts/entity-relationships";
import { moneyWords } from "@/lib/fields/money";
import { holdWords } from "@/lib/hold-words";
import { queryKeys } from "@/lib/query-keys";
import { Button } from "../../ui/button";
import { CopyId } from "../../ui/copy-id";
import { Description, DescriptionList, NoValue } from "../../ui/description-list";
import { IconButton } from "../../ui/icon-button";
import { SkeletonLines } from "../../ui/skeleton";
import { RelativeTime, Time } from "../../ui/time";
import { CapabilityTags } from "../capability-tags";
import { readDetail } from "../detail/read-account";
import { scraWords } from "@/lib/scra-words";
import { StatusCell } from "./account-cells";

type AccountPeekProps = { programSlug: string; row: AccountRow; onOpen: () => void; onClose: () => void };

/** What the directory knows of the row that one stands on, beside the list: the row's own at once, the rest as it is read. */
export function AccountPeek({ programSlug, row, onOpen, onClose }: AccountPeekProps) {
  return (
    <aside
      aria-label={`Peek: ${nameOf(row)}, ${row.accountId}`}
      className="print-hidden fixed inset-x-2 bottom-2 z-30 flex max-h-[45dvh] flex-col rounded-lg border border-line-strong bg-surface shadow-dialog sm:top-16 sm:right-4 sm:bottom-4 sm:left-auto sm:max-h-none sm:w-96"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className="flex items-start gap-2 border-b border-line px-4 py-2.5">
        <div className="min-w-0 flex-1">
          <h2 className="text-lg leading-snug font-semibold wrap-anywhere">{nameOf(row)}</h2>
          <CopyId id={row.accountId} />
        </div>
        <Button size="small" variant="primary" onClick={onOpen}>Open</Button>
        <IconButton size="small" label="Close the peek" icon={<X size={14} aria-hidden="true" />} onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1 space-y-4 overflow-y-auto overscroll-contain px-4 py-3">
        <RowFacts row={row} />
        <Further programSlug={programSlug} accountId={row.accountId} />
      </div>
    </aside>
  );
}

const nameOf = ({ productName }: AccountRow) => productName || "No product named";

function RowFacts({ row }: { row: AccountRow }) {
  const scra = scraWords(row.scra);
  return (
    <DescriptionList>
      <Description term="Status"><StatusCell row={row} /></Description>
      <Description term="Client account id">{row.clientAccountId ? <CopyId id={row.clientAccountId} whole /> : <NoValue>Lead shows none</NoValue>}</Description>
      <Description term="Capabilities"><CapabilityTags capabilities={row.capabilities} /></Description>
      {row.creditLimit === null || row.currency === null ? null : <Description term="Limit">{moneyWords(row.creditLimit, row.currency)}</Description>}
      {row.availableCredit === null || row.currency === null ? null : <Description term="Available">{moneyWords(row.availableCredit, row.currency)}</Description>}
      {scra ? <Description term="SCRA">{scra.tag}</Description> : null}
      <Description term="Notice">{row.hasNotice ? "Has an adverse action notice" : <NoValue>no adverse action notice</NoValue>}</Description>
      {row.closedAt ? <Description term="Closed"><Time at={row.closedAt} /></Description> : null}
      <Description term="Updated">{row.updatedAt ? <Time at={row.updatedAt} /> : <NoValue>not told by Lead</NoValue>}</Description>
      <Description term="Read from Lead"><RelativeTime at={row.readAt} /></Description>
    </DescriptionList>
  );
}

/** Of the directory alone: looking at many accounts asks nothing of Lead. */
function Further({ programSlug, accountId }: { programSlug: string; accountId: string }) {
  const { data, isError } = useQuery({
    queryKey: queryKeys.accountPeek(programSlug, accountId),
    queryFn: ({ signal }) => readDetail(programSlug, accountId, signal),
  });
  if (isError) return <p role="status" className="text-text-2">The rest could not be read. Open the account to see it.</p>;
  if (!data) return <div aria-busy="true"><SkeletonLines widths={["w-24", "w-52", "w-40", "w-48"]} /></div>;
  return <Known detail={data} />;
}

function Known({ detail }: { detail: AccountDetail }) {
  const { relationships, holds, notes, statusSince } = detail;
  const note = notes[0];
  return (
    <>
      <p className="text-text-2">{statusSince ? <>Since <Time at={statusSince.at} />, {statusSince.elsewhere ? "changed elsewhere" : `by ${statusSince.by}`}</> : "Since before the console first read it"}</p>
      <Part heading="People" none="Lead shows nobody on this account." items={relationships.map(({ entityId, relationshipType, name }) => ({ key: `${relationshipType} ${entityId}`, words: <>{name ?? <CopyId id={entityId} />} <span className="text-text-3">{relationshipWords(relationshipType)}</span></> }))} />
      {holds ? <Part heading="Holds" none="No hold is open." items={holds.map(({ id, type, reference }) => ({ key: id, words: <>{holdWords(type)} {reference ? <span className="text-text-3">{reference}</span> : null}</> }))} /> : null}
      {note ? <Part heading={notes.length === 1 ? "Note" : `Newest of ${notes.length} notes`} none="" items={[{ key: note.id, words: <><span className="line-clamp-4 whitespace-pre-line">{note.text}</span> <span className="text-xs text-text-3">{note.author}, <Time at={note.writtenAt} /></span></> }]} /> : null}
    </>
  );
}

function Part({ heading, none, items }: { heading: string; none: string; items: readonly { key: string; words: ReactNode }[] }) {
  return (
    <section>
      <h3 className="mb-1 text-xs font-medium text-text-3">{heading}</h3>
      {items.length === 0 ? <p className="text-text-3">{none}</p> : <ul className="space-y-1">{items.map(({ key, words }) => <li key={key} className="wrap-anywhere">{words}</li>)}</ul>}
    </section>
  );
}
