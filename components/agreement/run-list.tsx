import Link from "next/link";
import type { RunSummary } from "@/lib/agreement/views";
import { NoValue } from "../ui/description-list";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";
import { RelativeTime, Time } from "../ui/time";
import { AgreementTabs } from "./agreement-tabs";
import { NewComparison } from "./new-comparison";
import { RunMark } from "./run-mark";

type RunListProps = { program: { slug: string; name: string }; runs: readonly RunSummary[]; mayUpload: boolean };

export const runName = ({ fileName }: Pick<RunSummary, "fileName">) => fileName ?? "File without a name";

/** The ledgers that were compared, newest first, and the way to compare one. */
export function RunList({ program, runs, mayUpload }: RunListProps) {
  return (
    <>
      <PageHeader title="Agreement" facts={<span>Your own ledger’s files of {program.name}, compared with the directory</span>} />
      <AgreementTabs program={program.slug} current="files" />
      <div className="grid gap-4">
        {mayUpload ? <NewComparison programSlug={program.slug} /> : null}
        {runs.length === 0 ? (
          <EmptyState title="No file was compared yet">{mayUpload ? "Choose your ledger’s file above; its columns are shown before anything is compared." : "Nobody has uploaded a ledger."}</EmptyState>
        ) : (
          <TableFrame label="Files">
            <Table className="max-xl:min-w-[980px]">
              <TableHead>
                <tr>
                  <TableHeading>File</TableHeading>
                  <TableHeading>Stands</TableHeading>
                  <TableHeading>As of</TableHeading>
                  <TableHeading align="right">Rows</TableHeading>
                  <TableHeading align="right">Compared</TableHeading>
                  <TableHeading align="right">Unmapped</TableHeading>
                  <TableHeading align="right">Opened</TableHeading>
                  <TableHeading align="right">Resolved</TableHeading>
                  <TableHeading>By</TableHeading>
                  <TableHeading align="right">Uploaded</TableHeading>
                </tr>
              </TableHead>
              <TableBody>{runs.map((run) => <RunRow key={run.id} run={run} path={`/programs/${program.slug}/agreement/files/${run.id}`} />)}</TableBody>
            </Table>
          </TableFrame>
        )}
      </div>
    </>
  );
}

const count = (number: number) => number.toLocaleString("en-US");

function RunRow({ run, path }: { run: RunSummary; path: string }) {
  return (
    <TableRow>
      <TableCell className="max-w-80"><Link href={path} className="block truncate font-medium hover:underline">{runName(run)}</Link></TableCell>
      <TableCell><RunMark status={run.status} /></TableCell>
      <TableCell>{run.asOf ? <Time at={run.asOf} /> : <NoValue>not said yet</NoValue>}</TableCell>
      <TableCell align="right">{count(run.rowCount)}</TableCell>
      <TableCell align="right">{count(run.compared)}</TableCell>
      <TableCell align="right" className={run.unmapped > 0 ? "text-warn" : undefined}>{count(run.unmapped)}</TableCell>
      <TableCell align="right">{count(run.opened)}</TableCell>
      <TableCell align="right">{count(run.resolved)}</TableCell>
      <TableCell>{run.uploadedBy}</TableCell>
      <TableCell align="right" className="text-text-2"><RelativeTime at={run.uploadedAt} /></TableCell>
    </TableRow>
  );
}
