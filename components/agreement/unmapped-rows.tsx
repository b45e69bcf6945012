import { rowProblemWords } from "@/lib/agreement/row-words";
import type { UnmappedPage } from "@/lib/agreement/views";
import { ButtonLink } from "../ui/button";
import { NoValue } from "../ui/description-list";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";

/** Rows that were compared with nothing, each with the reason. */
export function UnmappedRows({ program, runId, page }: { program: string; runId: string; page: UnmappedPage }) {
  const path = `/programs/${program}/agreement/files/${runId}`;
  if (page.rows.length === 0) return null;
  return (
    <>
      <TableFrame label="Unmapped rows">
        <Table className="max-lg:min-w-[720px]">
          <TableHead>
            <tr>
              <TableHeading align="right" className="w-20">Line</TableHeading>
              <TableHeading className="w-1/3">Id</TableHeading>
              <TableHeading className="w-52">Value</TableHeading>
              <TableHeading>Why</TableHeading>
            </tr>
          </TableHead>
          <TableBody>
            {page.rows.map(({ rowNumber, line, shown, problem, detail, sameAsLine }) => (
              <TableRow key={rowNumber}>
                <TableCell align="right" className="text-text-3">{line.toLocaleString("en-US")}</TableCell>
                <TableCell className="max-w-0"><span className="block truncate font-mono text-xs" title={shown}>{shown === "" ? <NoValue>no id</NoValue> : shown}</span></TableCell>
                <TableCell className="max-w-0"><span className="block truncate font-mono text-xs" title={detail ?? undefined}>{detail ?? <NoValue />}</span></TableCell>
                <TableCell className="whitespace-normal! text-text-2">{rowProblemWords(problem, sameAsLine)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableFrame>
      <nav aria-label="Pages of rows" className="print-hidden mt-2.5 flex min-h-8 items-center justify-end gap-2">
        {page.previous === null ? null : <ButtonLink href={`${path}?before=${page.previous}`} rel="prev">Earlier rows</ButtonLink>}
        {page.next === null ? null : <ButtonLink href={`${path}?after=${page.next}`} rel="next">Later rows</ButtonLink>}
      </nav>
    </>
  );
}
