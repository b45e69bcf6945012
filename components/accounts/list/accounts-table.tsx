"use client";

import { PanelRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useState, type CSSProperties } from "react";
import type { AccountRow } from "@/lib/account-views";
import type { DirectoryQuery } from "@/lib/directory-query";
import { usualWidthPx, type ListLayout } from "@/lib/views/list-layout";
import { buttonClass } from "../../ui/button";
import { SelectPageHeading, SelectRowCell, useRowSelection } from "../../bulk/select-cells";
import { Table, TableBody, TableCell, TableFrame, TableRow } from "../../ui/table";
import { AccountPeek } from "./account-peek";
import { AccountsTableHead } from "./accounts-table-head";
import { listColumnRows, type CellContext } from "./list-columns";
import { useListLayout } from "./list-layout";
import { stepsBack } from "./steps-back";
import { useRowWalk } from "./use-row-walk";

type AccountsTableProps = { programSlug: string; rows: readonly AccountRow[]; order: Pick<DirectoryQuery, "sort" | "direction">; /** The list whose accounts can be selected, by its address; undefined: none can. */ selectable?: string };

export function AccountsTable({ programSlug, rows, order, selectable }: AccountsTableProps) {
  const router = useRouter();
  const { layout, isUsual } = useListLayout();
  const pathOf = (row: AccountRow) => `/programs/${programSlug}/accounts/${row.accountId}`;
  const keys = useMemo(() => rows.map(({ accountId }) => accountId), [rows]);
  const [peeks, setPeeks] = useState(false);
  const selection = useRowSelection(selectable);
  const walk = useRowWalk(keys, {
    onOpen: (index) => {
      const row = rows[index];
      if (row) router.push(pathOf(row));
    },
    onSelect: (index) => selection.toggle(keys[index] ?? ""),
    onPeek: () => setPeeks(!peeks),
    onLeave: () => setPeeks(false),
  });
  const peeked = peeks ? rows[walk.at] : undefined;
  const peekAt = (index: number) => {
    walk.goTo(index);
    setPeeks(true);
  };
  const closePeek = () => {
    setPeeks(false);
    walk.focus();
  };
  const context: Omit<CellContext, "path"> = { density: layout.density, capabilities: !layout.columns.includes("capabilities") ? "none" : isUsual ? "wide" : "column" };
  const isDrawn = hasWidths(layout);
  const selects = selectable !== undefined;
  return (
    <>
      <TableFrame label="Accounts" tabIndex={undefined} style={layout.density === "compact" ? ({ "--row": "28px" } as CSSProperties) : undefined}>
        <Table data-drawn={isDrawn || undefined} style={isDrawn ? { tableLayout: "fixed", width: totalPx(layout) + (selects ? selectPx : 0) } : undefined}>
          {isDrawn ? <colgroup>{selects ? <col style={{ width: selectPx }} /> : null}{layout.columns.map((column) => <col key={column} style={{ width: widthPx(layout, column) }} />)}<col style={{ width: peekPx }} /></colgroup> : null}
          <AccountsTableHead order={order} select={selectable === undefined ? null : <SelectPageHeading list={selectable} ids={keys} />} />
          <TableBody>
            {rows.map((row, index) => (
              <TableRow key={row.accountId} interactive {...walk.rowProps(index)} aria-label={`${row.productName}, ${row.accountId}`} selected={peeked === row || selection.isSelected(row.accountId)} className={`scroll-mt-12 ${peeked ? "max-sm:scroll-mb-[45dvh]" : ""}`}>
                {selectable === undefined ? null : <SelectRowCell list={selectable} accountId={row.accountId} label={`${row.productName}, ${row.accountId}`} />}
                {layout.columns.map((column) => (
                  <TableCell key={column} align={listColumnRows[column].align} className={`overflow-hidden text-ellipsis ${stepsBack(column, isUsual)}`}>
                    {listColumnRows[column].cell(row, { ...context, path: pathOf(row) })}
                  </TableCell>
                ))}
                <PeekCell row={row} open={peeked === row} onPeek={() => (peeked === row ? closePeek() : peekAt(index))} />
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableFrame>
      {peeked ? <AccountPeek programSlug={programSlug} row={peeked} onOpen={walk.open} onClose={closePeek} /> : null}
    </>
  );
}

function PeekCell({ row, open, onPeek }: { row: AccountRow; open: boolean; onPeek: () => void }) {
  return (
    <TableCell className="w-8 px-0!">
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Peek at ${row.productName}, ${row.accountId}`}
        aria-expanded={open}
        onClick={(event) => {
          event.stopPropagation();
          onPeek();
        }}
        className={buttonClass("quiet", "small", "size-6 px-0! group-hover:opacity-100 group-focus-visible:opacity-100 aria-expanded:opacity-100 pointer-fine:opacity-0")}
      >
        <PanelRight size={14} aria-hidden="true" />
      </button>
    </TableCell>
  );
}

const hasWidths = ({ columns, widths }: ListLayout) => columns.some((column) => widths[column] !== undefined);
const widthPx = ({ widths }: ListLayout, column: ListLayout["columns"][number]) => widths[column] ?? usualWidthPx;
/** The place of the button that peeks. */
const peekPx = 32;
const selectPx = 32;
const totalPx = (layout: ListLayout) => layout.columns.reduce((sum, column) => sum + widthPx(layout, column), peekPx);
