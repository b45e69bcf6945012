import Link from "next/link";
import { formatWords } from "@/lib/imports/import-words";
import type { ImportSummary } from "@/lib/imports/import-views";
import { rowsLeft } from "@/lib/imports/row-counts";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Table, TableBody, TableCell, TableFrame, TableRow } from "../ui/table";
import { RelativeTime } from "../ui/time";
import { ImportMark } from "./import-mark";
import { ImportTableHead } from "./import-table-head";
import { NewImport } from "./new-import";

type ImportListProps = { program: { slug: string; name: string }; imports: readonly ImportSummary[]; mayUpload: boolean };

/** What was imported into the directory, newest first, and the way to import more. */
export function ImportList({ program, imports, mayUpload }: ImportListProps) {
  return (
    <>
      <PageHeader title="Imports" facts={<span>Accounts that Lead knows and the directory of {program.name} does not, by their ids</span>} />
      <div className="grid gap-4">
        {mayUpload ? <NewImport programSlug={program.slug} /> : null}
        {imports.length === 0 ? (
          <EmptyState title="Nothing was imported yet">{mayUpload ? "Choose a file or paste ids above; each row is checked before anything is read at Lead." : "Administrators import accounts."}</EmptyState>
        ) : (
          <TableFrame label="Imports">
            <Table className="max-lg:min-w-[820px]">
              <ImportTableHead />
              <TableBody>{imports.map((one) => <ImportRow key={one.id} one={one} path={`/programs/${program.slug}/imports/${one.id}`} />)}</TableBody>
            </Table>
          </TableFrame>
        )}
      </div>
    </>
  );
}

/** The name of a file, or what it was instead. */
export function importName({ fileName, source }: Pick<ImportSummary, "fileName" | "source">): string {
  return fileName ?? (source === "paste" ? "Pasted list" : "File without a name");
}

const count = (number: number) => number.toLocaleString("en-US");

function ImportRow({ one, path }: { one: ImportSummary; path: string }) {
  return (
    <TableRow>
      <TableCell className="max-w-80">
        <span className="block leading-tight">
          <Link href={path} className="block truncate font-medium hover:underline">{importName(one)}</Link>
          <span className="block text-2xs text-text-3">{formatWords[one.format]}</span>
        </span>
      </TableCell>
      <TableCell><ImportMark status={one.status} /></TableCell>
      <TableCell align="right">{count(one.rowCount)}</TableCell>
      <TableCell align="right">{count(one.toRead)}</TableCell>
      <TableCell align="right">{count(one.entered)}</TableCell>
      <TableCell align="right" className={one.refused > 0 ? "text-stop" : undefined}>{count(one.refused)}</TableCell>
      <TableCell align="right">{one.status === "running" || one.status === "paused" ? count(rowsLeft(one)) : "–"}</TableCell>
      <TableCell>{one.uploadedBy}</TableCell>
      <TableCell align="right" className="text-text-2"><RelativeTime at={one.uploadedAt} /></TableCell>
    </TableRow>
  );
}
