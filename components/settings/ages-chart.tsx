import { ageBandWords } from "@/lib/settings/directory-ages";
import type { AgeBand } from "@/lib/settings/directory-ages";
import { NoValue } from "../ui/description-list";
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from "../ui/table";
import { Tag } from "../ui/tag";

type AgesChartProps = { bands: readonly AgeBand[]; openEverySeconds: number };

/** Filled and striped: the two are told apart without their colours. */
const openLook = "bg-accent";
const closedLook = "border border-idle bg-[repeating-linear-gradient(135deg,var(--idle)_0_1px,transparent_1px_5px)]";

const count = (number: number) => number.toLocaleString("en-US");

/** One bar for each band of ages, open accounts before closed ones, with the same figures as a table behind it. */
export function AgesChart({ bands, openEverySeconds }: AgesChartProps) {
  const most = Math.max(1, ...bands.map(({ open, closed }) => open + closed));
  const isOverdue = ({ fromSeconds, open }: AgeBand) => fromSeconds >= openEverySeconds && open > 0;
  return (
    <>
      <div aria-hidden="true" className="mt-1.5 mb-2 flex gap-4 text-2xs text-text-3">
        <span className="inline-flex items-center gap-1.5"><span className={`keep-shape size-2.5 rounded-[2px] ${openLook}`} />open</span>
        <span className="inline-flex items-center gap-1.5"><span data-hollow="" className={`keep-shape size-2.5 rounded-[2px] ${closedLook}`} />closed</span>
      </div>
      <div aria-hidden="true" className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5">
        {bands.map((band) => (
          <div key={band.fromSeconds} className="contents">
            <span className="text-xs whitespace-nowrap text-text-2">{ageBandWords(band.fromSeconds)}</span>
            <span className="flex h-3.5 gap-0.5 border-l border-line-strong">
              <Bar of={band.open} most={most} look={openLook} />
              <Bar of={band.closed} most={most} look={closedLook} hollow />
            </span>
            <span className="flex items-center justify-end gap-2 text-xs whitespace-nowrap">
              {isOverdue(band) ? <Tag tone="warn">{count(band.open)} past their time</Tag> : null}
              {count(band.open + band.closed)}
            </span>
          </div>
        ))}
      </div>
      <details className="mt-2 text-xs">
        <summary className="w-fit cursor-pointer text-text-3 hover:text-text">As a table</summary>
        <Table className="mt-1">
          <caption className="sr-only">Accounts by when they were last read</caption>
          <TableHead>
            <tr><TableHeading>Last read</TableHeading><TableHeading align="right">Open</TableHeading><TableHeading align="right">Closed</TableHeading><TableHeading>Open ones</TableHeading></tr>
          </TableHead>
          <TableBody>
            {bands.map((band) => (
              <TableRow key={band.fromSeconds}>
                <TableCell>{ageBandWords(band.fromSeconds)} ago</TableCell>
                <TableCell align="right">{count(band.open)}</TableCell>
                <TableCell align="right">{count(band.closed)}</TableCell>
                <TableCell className="text-text-2">{band.open === 0 ? <NoValue /> : isOverdue(band) ? "past their time" : "in time"}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </details>
    </>
  );
}

function Bar({ of, most, look, hollow }: { of: number; most: number; look: string; hollow?: boolean }) {
  if (of === 0) return null;
  return <span data-hollow={hollow ? "" : undefined} className={`keep-shape h-full min-w-0.5 rounded-r-[2px] ${look}`} style={{ width: `${(of / most) * 100}%` }} />;
}
