import Link from "next/link";
import { kindNames } from "@/lib/closures/record-words";
import type { PurgeItem } from "@/lib/closures/retention-report";
import { plainDateWords } from "@/lib/fields/plain-date";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";

type DueRecordsProps = { program: string; items: readonly PurgeItem[]; linked: boolean };

/** What would be purged, each record by itself. */
export function DueRecords({ program, items, linked }: DueRecordsProps) {
  return (
    <TableFrame label="Past its time" className="max-h-[60dvh] rounded-none border-0 border-t">
      <Table>
        <TableHead>
          <tr><TableHeading>Record</TableHeading><TableHeading>Account</TableHeading><TableHeading>Product</TableHeading><TableHeading>Ended</TableHeading><TableHeading>Kept until</TableHeading></tr>
        </TableHead>
        <TableBody>
          {items.map(({ id, kind, accountId, productName, endedOn, retainUntil }) => (
            <TableRow key={id}>
              <TableCell>{linked ? <Link className="text-accent hover:underline" href={`/programs/${program}/closures/${id}`}>{kindNames[kind]}</Link> : kindNames[kind]}</TableCell>
              <TableCell className="font-mono text-xs">{accountId}</TableCell>
              <TableCell>{productName}</TableCell>
              <TableCell>{plainDateWords(endedOn)}</TableCell>
              <TableCell>{plainDateWords(retainUntil)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableFrame>
  );
}
