import { columnUseWords, formatWords } from "@/lib/imports/import-words";
import type { ImportDetail } from "@/lib/imports/import-views";
import { Card } from "../ui/card";
import { Description, DescriptionList, NoValue } from "../ui/description-list";
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from "../ui/table";
import { Time } from "../ui/time";

const number = (value: number) => value.toLocaleString("en-US");

function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${number(bytes)} bytes`;
  return bytes < 1024 * 1024 ? `${number(Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** What the file is and what its columns are taken for. */
export function ImportFacts({ detail }: { detail: ImportDetail }) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Card heading="The file">
        <DescriptionList>
          <Description term="Recognised as">{formatWords[detail.format]}{detail.hasHeader ? "" : ", one column without a header"}</Description>
          <Description term="Rows">{number(detail.rowCount)}</Description>
          <Description term="Size">{sizeWords(detail.bytes)}</Description>
          <Description term="Uploaded">{detail.uploadedBy}, <Time at={detail.uploadedAt} /></Description>
          <Description term="Started">{detail.startedAt ? <>{detail.startedBy}, <Time at={detail.startedAt} /></> : <NoValue>not yet</NoValue>}</Description>
          {detail.endedAt ? <Description term={detail.status === "done" ? "Done" : "Canceled"}><Time at={detail.endedAt} /></Description> : null}
        </DescriptionList>
      </Card>
      <Card heading="Columns" flush>
        {detail.columns.length === 0 ? (
          <p className="px-4 pt-1 pb-3.5 text-text-2">Each line is one id: one that begins with account_ is Lead’s, any other is your own.</p>
        ) : (
          <div role="region" aria-label="Columns" tabIndex={0} className="max-h-60 overflow-y-auto">
            <Table>
              <TableHead>
                <tr><TableHeading className="pl-4">Column</TableHeading><TableHeading>Taken for</TableHeading></tr>
              </TableHead>
              <TableBody>
                {detail.columns.map(({ name, use }, index) => (
                  <TableRow key={`${name}-${index}`}>
                    <TableCell className="pl-4 font-mono text-xs">{name === "" ? <NoValue>no name</NoValue> : name}</TableCell>
                    <TableCell className={use === "account-id" || use === "client-account-id" ? "font-medium" : "text-text-3"}>{columnUseWords[use]}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </div>
        )}
      </Card>
    </div>
  );
}
