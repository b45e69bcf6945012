import { plainDateWords } from "@/lib/fields/plain-date";
import { closedList, openedList } from "@/lib/overview-lists";
import type { Week } from "@/lib/overview";
import { Card } from "../ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from "../ui/table";
import { Figure, Legend, looks } from "./figure";
import type { FigurePlace, Look } from "./figure";

const chartPx = 120;
const closedOf = ({ withNotice, withoutNotice }: Week) => withNotice + withoutNotice;

/** Opened and closed in each of the last weeks, Monday to Sunday of the business zone. */
export function WeeksCard({ place, weeks }: { place: FigurePlace; weeks: readonly Week[] }) {
  const most = Math.max(1, ...weeks.map((week) => Math.max(week.opened, closedOf(week))));
  return (
    <Card heading="Opened and closed per week">
      <Legend entries={[{ look: "filled", label: "opened" }, { look: "striped", label: "closed" }]} />
      <div aria-hidden="true" className="flex items-end gap-1.5 border-b border-line-strong" style={{ height: chartPx }}>
        {weeks.map((week) => (
          <span key={week.from} className="flex h-full min-w-0 flex-1 items-end justify-center gap-0.5" title={`Week of ${plainDateWords(week.from)}: ${week.opened} opened, ${closedOf(week)} closed`}>
            <Column of={week.opened} most={most} look="filled" />
            <Column of={closedOf(week)} most={most} look="striped" />
          </span>
        ))}
      </div>
      <div aria-hidden="true" className="mt-1 flex gap-1.5 text-2xs text-text-3">
        {weeks.map(({ from }, index) => <span key={from} className="min-w-0 flex-1 text-center whitespace-nowrap">{index % 2 === 0 ? dayAndMonth(from) : ""}</span>)}
      </div>
      <details className="mt-2 text-xs">
        <summary className="w-fit cursor-pointer text-text-3 hover:text-text">As a table, with the lists</summary>
        <Table className="mt-1">
          <caption className="sr-only">Opened and closed per week</caption>
          <TableHead>
            <tr><TableHeading className="pl-0">Week</TableHeading><TableHeading align="right">Opened</TableHeading><TableHeading align="right">Closed</TableHeading><TableHeading align="right">with a notice</TableHeading><TableHeading align="right" className="pr-0">without</TableHeading></tr>
          </TableHead>
          <TableBody>
            {weeks.toReversed().map((week) => {
              const days = `from ${plainDateWords(week.from)} to ${plainDateWords(week.to)}`;
              return (
                <TableRow key={week.from}>
                  <TableCell className="pl-0">{plainDateWords(week.from)} to {plainDateWords(week.to)}</TableCell>
                  <TableCell align="right"><Figure place={place} value={week.opened} list={openedList(week)} of={`opened ${days}`} /></TableCell>
                  <TableCell align="right"><Figure place={place} value={closedOf(week)} list={closedList(week)} of={`closed ${days}`} /></TableCell>
                  <TableCell align="right"><Figure place={place} value={week.withNotice} list={closedList(week, "yes")} of={`closed ${days} with a notice`} /></TableCell>
                  <TableCell align="right" className="pr-0"><Figure place={place} value={week.withoutNotice} list={closedList(week, "no")} of={`closed ${days} without a notice`} /></TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </details>
    </Card>
  );
}

/** "23 Nov". */
const dayAndMonth = (day: string) => plainDateWords(day).split(" ").slice(0, 2).join(" ");

function Column({ of, most, look }: { of: number; most: number; look: Look }) {
  return <span data-hollow={look === "filled" ? undefined : ""} className={`keep-shape w-full max-w-3.5 rounded-t-[2px] ${of === 0 ? "" : looks[look]}`} style={{ height: of === 0 ? 0 : `max(2px, ${(of / most) * 100}%)` }} />;
}
