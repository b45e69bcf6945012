import Link from "next/link";
import type { ImportRowPage, ImportRowView } from "@/lib/imports/import-views";
import { rowReasonWords } from "@/lib/imports/import-words";
import { serializeRowQuery } from "@/lib/imports/row-query";
import type { RowQuery } from "@/lib/imports/row-query";
import { NoValue } from "../ui/description-list";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";
import { Tag } from "../ui/tag";
import { RowMark } from "./import-mark";

type ImportRowsProps = { program: string; importId: string; query: RowQuery; page: ImportRowPage };

/** The rows of an import, some at a time, each with where it stands and why. */
export function ImportRows({ program, importId, query, page }: ImportRowsProps) {
  const path = `/programs/${program}/imports/${importId}`;
  const placed = (place: Pick<RowQuery, "after" | "before">) => `${path}?${serializeRowQuery({ kind: query.kind, ...place })}`;
  if (page.rows.length === 0) return <EmptyState title="No row is of this kind" actions={<ButtonLink href={path}>Show all rows</ButtonLink>} />;
  return (
    <>
      <TableFrame label="Rows" className="rounded-t-none! border-t-0!">
        <Table className="max-lg:min-w-[720px]">
          <TableHead>
            <tr>
              <TableHeading align="right" className="w-20">Line</TableHeading>
              <TableHeading className="w-2/5">Id</TableHeading>
              <TableHeading className="w-44">Stands</TableHeading>
              <TableHeading>Why</TableHeading>
            </tr>
          </TableHead>
          <TableBody>{page.rows.map((row) => <Row key={row.rowNumber} row={row} programPath={`/programs/${program}`} />)}</TableBody>
        </Table>
      </TableFrame>
      <nav aria-label="Pages of rows" className="print-hidden mt-2.5 flex min-h-8 items-center justify-end gap-2">
        {page.previous === null ? null : <ButtonLink href={placed({ before: page.previous, after: undefined })} rel="prev">Earlier rows</ButtonLink>}
        {page.next === null ? null : <ButtonLink href={placed({ after: page.next, before: undefined })} rel="next">Later rows</ButtonLink>}
      </nav>
    </>
  );
}

function Row({ row, programPath }: { row: ImportRowView; programPath: string }) {
  const { line, value, state, reason, sameAsLine, elsewhere, accountId } = row;
  return (
    <TableRow>
      <TableCell align="right" className="text-text-3">{line.toLocaleString("en-US")}</TableCell>
      <TableCell className="max-w-0">
        <span className="block truncate font-mono text-xs" title={value}>
          {value === "" ? <NoValue>no id</NoValue> : accountId ? <Link href={`${programPath}/accounts/${accountId}`} className="hover:underline">{value}</Link> : value}
        </span>
      </TableCell>
      <TableCell>
        <span className="inline-flex items-center gap-1.5">
          <RowMark state={state} />
          {elsewhere ? <Tag tone="warn">In {elsewhere}</Tag> : null}
        </span>
      </TableCell>
      <TableCell className="whitespace-normal! text-text-2">{sameAsLine === null ? rowReasonWords(state, reason) : `The same id stands in line ${sameAsLine.toLocaleString("en-US")}.`}</TableCell>
    </TableRow>
  );
}
