import type { Overview } from "@/lib/overview";
import { staleList } from "@/lib/overview-lists";
import { Card } from "../ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from "../ui/table";
import { RelativeTime, Time } from "../ui/time";
import { Bar, Figure, Legend } from "./figure";
import type { FigurePlace } from "./figure";

const daySeconds = 86_400;
const spans = [1, 3, 7, 30] as const;

/** How long ago Lead was last asked about the accounts, as the worker counted it. */
export function FreshnessCard({ place, freshness, statuses }: { place: FigurePlace; freshness: Overview["freshness"]; /** Those of open accounts. */ statuses: readonly string[] }) {
  if (!freshness) {
    return <Card heading="How fresh the directory is"><p className="text-text-3">{place.linked ? "Not counted yet: the worker counts within a minute." : "Not counted on that day."}</p></Card>;
  }
  const { bands, countedAt } = freshness;
  const since = (seconds: number) => bands.filter(({ fromSeconds }) => fromSeconds >= seconds).reduce((sum, { open, closed }) => ({ open: sum.open + open, closed: sum.closed + closed }), { open: 0, closed: 0 });
  const rows = spans.map((days) => ({ span: days === 1 ? "a day" : `${days} days`, days, ...since(days * daySeconds) }));
  const most = Math.max(1, ...rows.map(({ open, closed }) => open + closed));
  return (
    <Card heading="How fresh the directory is" aside={<span className="text-2xs text-text-3">Counted {place.linked ? <RelativeTime at={countedAt} /> : <Time at={countedAt} />}</span>}>
      <Legend entries={[{ look: "filled", label: "open" }, { look: "striped", label: "closed" }]} />
      <Table>
        <caption className="sr-only">Accounts by when they were last read from Lead</caption>
        <TableHead>
          <tr><TableHeading className="pl-0">Read from Lead</TableHeading><TableHeading className="w-[40%]"><span className="sr-only">Share</span></TableHeading><TableHeading align="right">Open</TableHeading><TableHeading align="right">Closed</TableHeading><TableHeading align="right" className="pr-0">All</TableHeading></tr>
        </TableHead>
        <TableBody>
          {rows.map(({ span, days, open, closed }) => (
            <TableRow key={days}>
              <TableCell className="pl-0">Not for {span}</TableCell>
              <TableCell><span aria-hidden="true" className="flex h-3.5 gap-0.5 border-l border-line-strong"><Bar of={open} most={most} look="filled" /><Bar of={closed} most={most} look="striped" /></span></TableCell>
              <TableCell align="right"><Figure place={place} value={open} list={staleList(days, statuses)} of={`open accounts not read for ${span}`} /></TableCell>
              <TableCell align="right"><Figure place={place} value={closed} list={staleList(days, ["closed"])} of={`closed accounts not read for ${span}`} /></TableCell>
              <TableCell align="right" className="pr-0 font-medium"><Figure place={place} value={open + closed} list={staleList(days)} of={`accounts not read for ${span}`} /></TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <p className="mt-2 text-xs text-text-2">{rows[0]?.open === 0 && rows[0].closed === 0 ? "Every account was read within a day." : "All others were read within a day."}</p>
    </Card>
  );
}
