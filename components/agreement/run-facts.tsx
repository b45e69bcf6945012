import { ledgerUseWords } from "@/lib/agreement/row-words";
import type { LedgerUse } from "@/lib/agreement/ledger-file";
import type { RunDetail } from "@/lib/agreement/views";
import { formatWords } from "@/lib/imports/import-words";
import { Card } from "../ui/card";
import { Description, DescriptionList, NoValue } from "../ui/description-list";
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from "../ui/table";
import { Time } from "../ui/time";

const leftAlone: readonly LedgerUse[] = ["balance", "not-used", "unknown"];

/** What the file is and what its columns are taken for. */
export function RunFacts({ detail }: { detail: RunDetail }) {
  const { shape, rowCount, uploadedBy, uploadedAt, asOf, complete, startedBy, startedAt, endedAt, status } = detail;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Card heading="The file">
        <DescriptionList>
          <Description term="Recognised as">{shape.format === "accounts-file" ? formatWords["accounts-file"] : "Extract of a ledger"}</Description>
          <Description term="Rows">{rowCount.toLocaleString("en-US")}</Description>
          <Description term="Uploaded">{uploadedBy}, <Time at={uploadedAt} /></Description>
          <Description term="As of">{asOf ? <Time at={asOf} /> : <NoValue>not said yet</NoValue>}</Description>
          <Description term="Holds">{asOf ? (complete ? "every account" : "some of the accounts") : <NoValue>not said yet</NoValue>}</Description>
          <Description term="Started">{startedAt ? <>{startedBy}, <Time at={startedAt} /></> : <NoValue>not yet</NoValue>}</Description>
          {endedAt ? <Description term={status === "done" ? "Done" : "Canceled"}><Time at={endedAt} /></Description> : null}
        </DescriptionList>
      </Card>
      <Card heading="Columns" flush>
        <div role="region" aria-label="Columns" tabIndex={0} className="max-h-60 overflow-y-auto">
          <Table>
            <TableHead><tr><TableHeading className="pl-4">Column</TableHeading><TableHeading>Taken for</TableHeading></tr></TableHead>
            <TableBody>
              {shape.columns.map(({ name, use }, index) => (
                <TableRow key={`${name}-${index}`}>
                  <TableCell className="pl-4 font-mono text-xs">{name === "" ? <NoValue>no name</NoValue> : name}</TableCell>
                  <TableCell className={leftAlone.includes(use) ? "text-text-3" : "font-medium"}>{ledgerUseWords[use]}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      </Card>
    </div>
  );
}
