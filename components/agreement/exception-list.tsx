import Link from "next/link";
import { exceptionSentence, fieldWords, resolutionWords } from "@/lib/agreement/exception-words";
import { serializeExceptionQuery } from "@/lib/agreement/exception-query";
import type { ExceptionQuery } from "@/lib/agreement/exception-query";
import { causeRows } from "@/lib/agreement/exceptions";
import type { ExceptionPage, ExceptionView, Person } from "@/lib/agreement/views";
import { ButtonLink } from "../ui/button";
import { NoValue } from "../ui/description-list";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { shortenId } from "../ui/shorten-id";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";
import { Tag } from "../ui/tag";
import { RelativeTime } from "../ui/time";
import { AgreementTabs } from "./agreement-tabs";
import { ExceptionFilters } from "./exception-filters";

type ExceptionListProps = { program: { slug: string; name: string; timeZone: string }; query: ExceptionQuery; page: ExceptionPage; owners: readonly Person[] };

/** Where the partner's own ledger and Lead differ, the oldest first; resolved ones with the newest first. */
export function ExceptionList({ program, query, page, owners }: ExceptionListProps) {
  const path = `/programs/${program.slug}/agreement`;
  const isResolved = query.state === "resolved";
  const placed = (place: Pick<ExceptionQuery, "after" | "before">) => `${path}?${serializeExceptionQuery({ ...query, after: undefined, before: undefined, ...place })}`;
  return (
    <>
      <PageHeader title="Agreement" facts={<span>Where your own ledger and Lead differ about accounts of {program.name}</span>} />
      <AgreementTabs program={program.slug} current={isResolved ? "resolved" : "open"} />
      <ExceptionFilters query={query} path={path} owners={owners} />
      {page.exceptions.length === 0 ? (
        <NoExceptions path={path} query={query} />
      ) : (
        <TableFrame label={isResolved ? "Resolved exceptions" : "Open exceptions"}>
          <Table className="max-xl:min-w-[980px]">
            <TableHead>
              <tr>
                <TableHeading className="w-52">Account</TableHeading>
                <TableHeading>What differs</TableHeading>
                <TableHeading className="w-28">{isResolved ? "Resolved" : "First seen"}</TableHeading>
                <TableHeading className="w-36">Owner</TableHeading>
                <TableHeading className="w-48">{isResolved ? "How" : "Cause"}</TableHeading>
              </tr>
            </TableHead>
            <TableBody>{page.exceptions.map((exception) => <ExceptionRow key={exception.id} exception={exception} program={program} />)}</TableBody>
          </Table>
        </TableFrame>
      )}
      <nav aria-label="Pages of exceptions" className="print-hidden mt-2.5 flex min-h-8 items-center justify-end gap-2">
        {page.previous === null ? null : <ButtonLink href={placed({ before: page.previous })} rel="prev">Earlier in the list</ButtonLink>}
        {page.next === null ? null : <ButtonLink href={placed({ after: page.next })} rel="next">Later in the list</ButtonLink>}
      </nav>
    </>
  );
}

function NoExceptions({ path, query: { state, cause, owner, age } }: { path: string; query: ExceptionQuery }) {
  if (cause ?? owner ?? age) return <EmptyState title="No exception fits these filters" actions={<ButtonLink href={state === undefined ? path : `${path}?state=${state}`}>Clear all</ButtonLink>} />;
  if (state === "resolved") return <EmptyState title="Nothing was resolved yet">An exception resolves by itself once both sides agree again.</EmptyState>;
  return <EmptyState title="No exception is open" actions={<ButtonLink href={`${path}/files`}>Compare a file</ButtonLink>}>In all that was compared, your ledger and Lead agree.</EmptyState>;
}

function ExceptionRow({ exception, program }: { exception: ExceptionView; program: ExceptionListProps["program"] }) {
  const { id, accountId, productName, field, firstSeenAt, resolvedAt, resolution, owner, cause, changedSince } = exception;
  return (
    <TableRow>
      <TableCell>
        <span className="block leading-tight">
          <Link href={`/programs/${program.slug}/accounts/${accountId}`} className="block truncate font-mono text-xs hover:underline" title={accountId}>{shortenId(accountId)}</Link>
          <span className="block truncate text-2xs text-text-3">{productName}</span>
        </span>
      </TableCell>
      <TableCell className="whitespace-normal!">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5 py-1 leading-tight">
          <Link href={`/programs/${program.slug}/agreement/${id}`} className="font-medium hover:underline">{exceptionSentence(exception, program.timeZone)}</Link>
          <span className="text-2xs text-text-3">{fieldWords[field]}</span>
          {changedSince && resolvedAt === null ? <Tag tone="warn">Changed since</Tag> : null}
        </span>
      </TableCell>
      <TableCell className="text-text-2"><RelativeTime at={resolvedAt ?? firstSeenAt} /></TableCell>
      <TableCell>{owner ? owner.name : <NoValue>nobody</NoValue>}</TableCell>
      <TableCell className="whitespace-normal!">{resolution ? resolutionWords[resolution] : cause ? causeRows[cause].label : <NoValue>not named yet</NoValue>}</TableCell>
    </TableRow>
  );
}
