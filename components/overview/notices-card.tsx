import { closedList } from "@/lib/overview-lists";
import type { Week } from "@/lib/overview";
import { Card } from "../ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from "../ui/table";
import { Bar, Figure, Legend } from "./figure";
import type { FigurePlace } from "./figure";

const spans = [{ label: "This week", weeks: 1 }, { label: "Last 4 weeks", weeks: 4 }, { label: "Last 13 weeks", weeks: 13 }] as const;

/** Closures that have an adverse action notice at Lead and such as have none. */
export function NoticesCard({ place, weeks }: { place: FigurePlace; weeks: readonly Week[] }) {
  const rows = spans.map(({ label, weeks: many }) => {
    const span = weeks.slice(-many);
    const sum = (of: (week: Week) => number) => span.reduce((all, week) => all + of(week), 0);
    return { label, days: { from: span[0]?.from ?? "", to: span.at(-1)?.to ?? "" }, yes: sum(({ withNotice }) => withNotice), no: sum(({ withoutNotice }) => withoutNotice) };
  });
  const most = Math.max(1, ...rows.map(({ yes, no }) => yes + no));
  return (
    <Card heading="Closures with and without a notice">
      <Legend entries={[{ look: "filled", label: "with an adverse action notice" }, { look: "striped", label: "without" }]} />
      <Table>
        <caption className="sr-only">Closures with and without an adverse action notice</caption>
        <TableHead>
          <tr><TableHeading className="pl-0">Closed</TableHeading><TableHeading className="w-[40%]"><span className="sr-only">Share</span></TableHeading><TableHeading align="right">With</TableHeading><TableHeading align="right" className="pr-0">Without</TableHeading></tr>
        </TableHead>
        <TableBody>
          {rows.map(({ label, days, yes, no }) => (
            <TableRow key={label}>
              <TableCell className="pl-0">{label}</TableCell>
              <TableCell><span aria-hidden="true" className="flex h-3.5 gap-0.5 border-l border-line-strong"><Bar of={yes} most={most} look="filled" /><Bar of={no} most={most} look="striped" /></span></TableCell>
              <TableCell align="right"><Figure place={place} value={yes} list={closedList(days, "yes")} of={`closed with a notice, ${label.toLowerCase()}`} /></TableCell>
              <TableCell align="right" className="pr-0"><Figure place={place} value={no} list={closedList(days, "no")} of={`closed without a notice, ${label.toLowerCase()}`} /></TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
