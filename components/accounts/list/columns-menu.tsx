"use client";

import { ArrowDown, ArrowUp, Columns3, Minus, Plus } from "lucide-react";
import { useId, useLayoutEffect, useState } from "react";
import { densities, listColumnLabels, listColumns, moveColumn, resizeColumn, toggleColumn, type Density, type ListColumn } from "@/lib/views/list-layout";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { IconButton } from "../../ui/icon-button";
import { Popover } from "../../ui/popover";
import { drawnWidths, useListLayout } from "./list-layout";

const densityLabels: Record<Density, string> = { comfortable: "Comfortable", compact: "Compact" };

/** By how much a press changes a width, in CSS pixels. */
const stepPx = 24;

/** Which columns, in which order and how wide; and how high the rows are. */
export function ColumnsMenu() {
  const { layout, isUsual, keep } = useListLayout();
  return (
    <Popover
      title="Columns"
      showTitle
      align="end"
      className="w-84"
      trigger={<Button size="small" variant="quiet" icon={<Columns3 size={13} aria-hidden="true" />}>Columns</Button>}
    >
      <div role="group" aria-label="Rows" className="mb-3 flex gap-1.5">
        {densities.map((density) => (
          <Button key={density} size="small" variant={layout.density === density ? "primary" : "default"} aria-pressed={layout.density === density} onClick={() => keep({ ...layout, density })}>{densityLabels[density]}</Button>
        ))}
      </div>
      <ColumnList />
      <div className="mt-3 flex justify-end">
        <Button size="small" variant="quiet" disabled={isUsual} onClick={() => keep(null)}>As usual</Button>
      </div>
    </Popover>
  );
}

/** Where the focus goes on once the column that was moved stands in its new place. */
type Moved = { column: ListColumn; by: -1 | 1 };

function ColumnList() {
  const { layout, keep } = useListLayout();
  const ids = useId();
  const [moved, setMoved] = useState<Moved | null>(null);
  const idOf = (column: ListColumn, by: -1 | 1) => `${ids}-${column}-${by}`;
  useLayoutEffect(() => {
    if (moved) document.getElementById(`${ids}-${moved.column}-${moved.by}`)?.focus();
  }, [moved, ids]);
  const move = (column: ListColumn, by: -1 | 1) => {
    keep(moveColumn(layout, column, by));
    setMoved({ column, by });
  };
  const hidden = listColumns.filter((column) => !layout.columns.includes(column));
  return (
    <>
      <ul>
        {[...layout.columns, ...hidden].map((column) => (
          <li key={column} className="flex min-h-7 items-center gap-0.5">
            <span className="flex-1">
              <Checkbox label={listColumnLabels[column]} checked={layout.columns.includes(column)} disabled={column === "account"} onCheckedChange={(shown) => keep(toggleColumn(layout, column, shown))} />
            </span>
            {layout.columns.includes(column) ? (
              <>
                <Move id={idOf(column, -1)} column={column} by={-1} atEnd={layout.columns[0] === column} onMove={move} />
                <Move id={idOf(column, 1)} column={column} by={1} atEnd={layout.columns.at(-1) === column} onMove={move} />
                <Width column={column} />
              </>
            ) : null}
          </li>
        ))}
      </ul>
      <p role="status" className="sr-only">{moved ? `${listColumnLabels[moved.column]}: column ${layout.columns.indexOf(moved.column) + 1} of ${layout.columns.length}` : null}</p>
    </>
  );
}

type MoveProps = { id: string; column: ListColumn; by: -1 | 1; atEnd: boolean; onMove: (column: ListColumn, by: -1 | 1) => void };

function Move({ id, column, by, atEnd, onMove }: MoveProps) {
  const label = `Move ${listColumnLabels[column]} ${by < 0 ? "to the left" : "to the right"}`;
  const icon = by < 0 ? <ArrowUp size={13} aria-hidden="true" /> : <ArrowDown size={13} aria-hidden="true" />;
  return <IconButton id={id} size="small" label={label} icon={icon} aria-disabled={atEnd} onClick={() => (atEnd ? undefined : onMove(column, by))} />;
}

function Width({ column }: { column: ListColumn }) {
  const { layout, keep } = useListLayout();
  const label = listColumnLabels[column];
  const change = (byPx: number) => {
    const drawn = drawnWidths();
    keep(resizeColumn(layout, column, (layout.widths[column] ?? drawn[column] ?? 0) + byPx, drawn));
  };
  return (
    <>
      <IconButton size="small" label={`Narrow ${label}`} icon={<Minus size={13} aria-hidden="true" />} onClick={() => change(-stepPx)} />
      <IconButton size="small" label={`Widen ${label}`} icon={<Plus size={13} aria-hidden="true" />} onClick={() => change(stepPx)} />
    </>
  );
}
