"use client";

import type { PointerEvent, ReactNode } from "react";
import type { DirectoryQuery } from "@/lib/directory-query";
import { listColumnLabels, resizeColumn, type ListColumn } from "@/lib/views/list-layout";
import { TableHead, TableHeading } from "../../ui/table";
import { listColumnRows } from "./list-columns";
import { drawnWidths, headingProps, useListLayout } from "./list-layout";
import { stepsBack } from "./steps-back";

type Order = Pick<DirectoryQuery, "sort" | "direction">;

const said = ({ sort, direction }: Order, column: ListColumn) => (listColumnRows[column].sort === sort ? ({ asc: "ascending", desc: "descending" } as const)[direction] : undefined);

type AccountsTableHeadProps = { order: Order; /** The heading of the column in which accounts are selected. */ select: ReactNode };

export function AccountsTableHead({ order, select }: AccountsTableHeadProps) {
  const { layout, isUsual } = useListLayout();
  return (
    <TableHead>
      <tr>
        {select}
        {layout.columns.map((column) => (
          <TableHeading key={column} {...headingProps(column)} align={listColumnRows[column].align} aria-sort={said(order, column)} className={`relative ${stepsBack(column, isUsual)}`}>
            {listColumnLabels[column]}
            <Edge column={column} />
          </TableHeading>
        ))}
        <td className="w-8 border-b border-line" />
      </tr>
    </TableHead>
  );
}

/** Drawn with the pointer; by keyboard a width is changed in the menu of columns. */
function Edge({ column }: { column: ListColumn }) {
  const { layout, show, keep } = useListLayout();
  const draw = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    const edge: HTMLSpanElement = event.currentTarget;
    const drawn = drawnWidths();
    const [fromPx, startPx] = [event.clientX, drawn[column] ?? 0];
    const at = (clientX: number) => resizeColumn(layout, column, startPx + clientX - fromPx, drawn);
    const ended = new AbortController();
    edge.setPointerCapture(event.pointerId);
    edge.addEventListener("pointermove", (move) => show(at(move.clientX)), { signal: ended.signal });
    edge.addEventListener("pointerup", (up) => {
      ended.abort();
      keep(at(up.clientX));
    }, { signal: ended.signal });
    edge.addEventListener("pointercancel", () => {
      ended.abort();
      show(layout);
    }, { signal: ended.signal });
  };
  return <span aria-hidden="true" data-edge={column} onPointerDown={draw} className="print-hidden absolute inset-y-1.5 right-0 w-2 cursor-col-resize touch-none border-r-2 border-transparent hover:border-accent active:border-accent" />;
}
