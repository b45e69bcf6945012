import type { RetentionRun } from "@/lib/closures/retention-report";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";
import { Time } from "../ui/time";

/** Who confirmed which list when and why, and how far it is. */
export function RetentionRuns({ runs }: { runs: readonly RetentionRun[] }) {
  return (
    <TableFrame label="Lists that were purged" className="rounded-none border-0 border-t">
      <Table>
        <TableHead>
          <tr><TableHeading>Confirmed</TableHeading><TableHeading>By</TableHeading><TableHeading>Reason</TableHeading><TableHeading align="right">Records</TableHeading><TableHeading align="right">Purged</TableHeading><TableHeading align="right">Kept</TableHeading><TableHeading>Ended</TableHeading></tr>
        </TableHead>
        <TableBody>
          {runs.map(({ id, confirmedAt, confirmedBy, reason, records, purged, kept, endedAt }) => (
            <TableRow key={id}>
              <TableCell><Time at={confirmedAt} /></TableCell>
              <TableCell>{confirmedBy}</TableCell>
              <TableCell className="max-w-96 truncate" title={reason}>{reason}</TableCell>
              <TableCell align="right">{records.toLocaleString("en-US")}</TableCell>
              <TableCell align="right">{purged.toLocaleString("en-US")}</TableCell>
              <TableCell align="right">{kept.toLocaleString("en-US")}</TableCell>
              <TableCell>{endedAt ? <Time at={endedAt} /> : "Under way"}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableFrame>
  );
}
