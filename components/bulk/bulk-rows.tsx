import Link from "next/link";
import type { BulkDetail, BulkRowPage, BulkRowView } from "@/lib/bulk/bulk-views";
import { serializeBulkRowQuery } from "@/lib/bulk/row-query";
import type { BulkRowQuery } from "@/lib/bulk/row-query";
import { AccountStatusMark } from "../accounts/account-status-mark";
import { ButtonLink } from "../ui/button";
import { CopyId } from "../ui/copy-id";
import { NoValue } from "../ui/description-list";
import { EmptyState } from "../ui/empty-state";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";
import { BulkRowMark } from "./bulk-mark";

type BulkRowsProps = { program: string; run: BulkDetail; query: BulkRowQuery; page: BulkRowPage };

/** The accounts of a bulk action, some at a time, each with what became of it and why. */
export function BulkRows({ program, run, query, page }: BulkRowsProps) {
  const path = `/programs/${program}/bulk/${run.id}`;
  const placed = (place: Pick<BulkRowQuery, "after" | "before">) => `${path}?${serializeBulkRowQuery({ kind: query.kind, ...place })}`;
  if (page.rows.length === 0) return <EmptyState title="No account stands like this" actions={<ButtonLink href={path}>Show all accounts</ButtonLink>} />;
  return (
    <>
      <TableFrame label="Accounts" className="rounded-t-none! border-t-0!">
        <Table className="table-fixed max-lg:min-w-[860px]">
          <TableHead>
            <tr>
              <TableHeading className="w-52">Account</TableHeading>
              <TableHeading className="w-1/5">Product</TableHeading>
              <TableHeading className="w-48">Status now</TableHeading>
              <TableHeading className="w-44">Result</TableHeading>
              <TableHeading>{run.action === "close-accounts" ? "What was answered, and why" : "Why"}</TableHeading>
            </tr>
          </TableHead>
          <TableBody>{page.rows.map((row) => <Row key={row.rowNumber} row={row} run={run} accountPath={`/programs/${program}/accounts/${row.accountId}`} />)}</TableBody>
        </Table>
      </TableFrame>
      <nav aria-label="Pages of accounts" className="print-hidden mt-2.5 flex min-h-8 items-center justify-end gap-2">
        {page.previous === null ? null : <ButtonLink href={placed({ before: page.previous, after: undefined })} rel="prev">Earlier accounts</ButtonLink>}
        {page.next === null ? null : <ButtonLink href={placed({ after: page.next, before: undefined })} rel="next">Later accounts</ButtonLink>}
      </nav>
    </>
  );
}

function Row({ row, run, accountPath }: { row: BulkRowView; run: BulkDetail; accountPath: string }) {
  const { accountId, productName, status, statusReason, kind, why, says } = row;
  return (
    <TableRow className="*:py-1.5 *:align-top" aria-label={`${productName ?? "Unknown account"}, ${accountId}`}>
      <TableCell><CopyId id={accountId} plain /></TableCell>
      <TableCell>
        {productName === null ? <NoValue>not in the directory</NoValue> : <Link href={accountPath} className="block truncate font-medium hover:underline">{productName || "No product named"}</Link>}
      </TableCell>
      <TableCell>{status === null ? <NoValue>not known</NoValue> : <AccountStatusMark status={status} reason={statusReason} />}</TableCell>
      <TableCell><BulkRowMark kind={kind} status={run.status} /></TableCell>
      <TableCell className="whitespace-normal! wrap-break-word text-text-2">{says ? <span className="block">{says}</span> : null}{why ?? ""}</TableCell>
    </TableRow>
  );
}
