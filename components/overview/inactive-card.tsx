import { statusReasons } from "@/lib/accounts/account-status";
import { inactiveBandShort, inactiveBandStarts, inactiveBandWords } from "@/lib/overview";
import type { InactiveRow } from "@/lib/overview";
import { inactiveList } from "@/lib/overview-lists";
import { Card } from "../ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from "../ui/table";
import { Figure } from "./figure";
import type { FigurePlace } from "./figure";

const sumOf = (bands: readonly number[]) => bands.reduce((all, one) => all + one, 0);

/** Inactive accounts by reason and by how long they have been; each cell has a bar of its share. */
export function InactiveCard({ place, rows, day }: { place: FigurePlace; rows: readonly InactiveRow[]; day: string }) {
  const sorted = rows.toSorted((a, b) => sumOf(b.bands) - sumOf(a.bands));
  const most = Math.max(1, ...rows.flatMap(({ bands }) => bands));
  return (
    <Card heading="Inactive by reason and age">
      {sorted.length === 0 ? <p className="text-text-3">No account is inactive.</p> : (
          <Table>
            <caption className="sr-only">Inactive accounts by reason and age</caption>
            <TableHead>
              <tr>
                <TableHeading className="pl-0">Reason <span aria-hidden="true" className="font-normal">and days</span></TableHeading>
                {inactiveBandStarts.map((start, band) => <TableHeading key={start} align="right"><span aria-hidden="true">{inactiveBandShort(band)}</span><span className="sr-only">{inactiveBandWords(band)}</span></TableHeading>)}
                <TableHeading align="right" className="pr-0">All</TableHeading>
              </tr>
            </TableHead>
            <TableBody>
              {sorted.map(({ reason, bands }) => (
                <TableRow key={reason ?? "none"}>
                  <TableCell className="pl-0">{reasonWords(reason)}</TableCell>
                  {bands.map((accounts, band) => (
                    <TableCell key={inactiveBandStarts[band]} align="right">
                      <Figure place={place} value={accounts} list={inactiveList(reason, band, day)} of={`inactive, ${reasonWords(reason).toLowerCase()}, ${inactiveBandWords(band).toLowerCase()}`} />
                      <span aria-hidden="true" className="keep-shape mt-0.5 ml-auto block h-1 rounded-[1px] bg-accent" style={{ width: `${(accounts / most) * 100}%` }} />
                    </TableCell>
                  ))}
                  <TableCell align="right" className="pr-0 font-medium"><Figure place={place} value={sumOf(bands)} list={inactiveList(reason, null, day)} of={`inactive, ${reasonWords(reason).toLowerCase()}`} /></TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
      )}
      <p className="mt-2 text-xs text-text-3">The age runs from when the account became inactive; of one that was inactive when it was first read, from Lead’s last change of it.</p>
    </Card>
  );
}

function reasonWords(reason: string | null): string {
  if (reason === null) return "No reason given";
  return Object.hasOwn(statusReasons, reason) ? statusReasons[reason as keyof typeof statusReasons].label : reason;
}
