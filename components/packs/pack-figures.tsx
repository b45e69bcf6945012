import { packGroupWords } from "@/lib/closures/examiner-pack";
import type { PackAsk, PackPreview } from "@/lib/closures/examiner-pack";
import { sizeWords } from "@/lib/evidence/evidence-file";
import { plainDateWords } from "@/lib/fields/plain-date";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";

const number = (count: number) => count.toLocaleString("en-US");

/** How many of each reason ended in the period, and what of it would be in the pack. */
export function PackFigures({ preview, ask }: { preview: PackPreview; ask: PackAsk }) {
  const { figures, records, evidenceFiles, evidenceBytes, upTo, notEnded, trailEntries } = preview;
  const purged = figures.reduce((sum, figure) => sum + figure.purged, 0);
  return (
    <>
      <p className="mb-2 text-text-2">Cases that ended {plainDateWords(ask.from)} to {plainDateWords(ask.to)}.</p>
      <TableFrame label="What it would hold">
        <Table>
          <TableHead><tr><TableHeading>Reason</TableHeading><TableHeading align="right">Ended</TableHeading><TableHeading align="right">In the pack</TableHeading></tr></TableHead>
          <TableBody>
            {figures.map(({ group, ended, taken }) => (
              <TableRow key={group}>
                <TableCell>{packGroupWords(group)}</TableCell>
                <TableCell align="right" className="tabular-nums">{number(ended)}</TableCell>
                <TableCell align="right" className="font-medium tabular-nums">{number(taken)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableFrame>
      {records > 0 ? (
        <p className="mt-2">
          <strong className="font-semibold">{records === 1 ? "1 record" : `${number(records)} records`}</strong>, {upTo ? "at most " : ""}{evidenceFiles === 1 ? "1 file" : `${number(evidenceFiles)} files`} of evidence ({sizeWords(evidenceBytes)}), and the trail from the first of them on: {upTo ? "at most " : ""}{number(trailEntries)} entries, those about other matters as hashes alone.
          {purged > 0 ? ` ${purged === 1 ? "One record was" : `${number(purged)} records were`} purged: what stays of ${purged === 1 ? "it" : "them"} is in the pack.` : ""}
        </p>
      ) : null}
      <p className="mt-2 text-text-3">{notEnded > 0 ? `${notEnded === 1 ? "One case" : `${number(notEnded)} cases`} begun by the last day ${notEnded === 1 ? "has" : "have"} not ended, and ${notEnded === 1 ? "is" : "are"} not in it. ` : ""}Notes of compliance are never in a pack.</p>
    </>
  );
}
