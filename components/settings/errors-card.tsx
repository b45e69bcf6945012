import type { LastError } from "@/lib/settings/settings-state";
import { Card } from "../ui/card";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";
import { Time } from "../ui/time";

/** What Lead did not answer, and what work in the background stumbled over, the newest first. */
export function ErrorsCard({ errors }: { errors: readonly LastError[] }) {
  if (errors.length === 0) return <Card heading="Last errors"><p className="text-text-3">None is known.</p></Card>;
  return (
    <Card heading="Last errors" flush>
      <TableFrame label="Last errors" className="rounded-t-none! border-0! border-t!">
        <Table className="max-lg:min-w-[640px]">
          <TableHead>
            <tr><TableHeading className="pl-4">When</TableHeading><TableHeading>Where</TableHeading><TableHeading className="w-1/2">What</TableHeading></tr>
          </TableHead>
          <TableBody>
            {errors.map(({ where, words, at }, index) => (
              <TableRow key={`${at} ${index}`}>
                <TableCell className="pl-4 text-text-2"><Time at={at} style="seconds" /></TableCell>
                <TableCell className="whitespace-normal! wrap-anywhere">{where}</TableCell>
                <TableCell className="whitespace-normal! wrap-anywhere">{words}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableFrame>
    </Card>
  );
}
