"use client";

import { useRouter } from "next/navigation";
import { useMemo, type CSSProperties } from "react";
import type { AccountRow } from "@/lib/account-views";
import type { DirectoryQuery } from "@/lib/directory-query";
import { usualWidthPx, type ListLayout } from "@/lib/views/list-layout";
import { Table, TableBody, TableCell, TableFrame, TableRow } from "../../ui/table";
import { AccountsTableHead } from "./accounts-table-head";
import { listColumnRows, type CellContext } from "./list-columns";
import { useListLayout } from "./list-layout";
import { stepsBack } from "./steps-back";
import { useRowWalk } from "./use-row-walk";

type AccountsTableProps = { programSlug: string; rows: readonly AccountRow[]; order: Pick<DirectoryQuery, "sort" | "direction"> };

export function AccountsTable({ programSlug, rows, order }: AccountsTableProps) {
  const router = useRouter();
  const { layout, isUsual } = useListLayout();
  const pathOf = (row: AccountRow) => `/programs/${programSlug}/accounts/${row.accountId}`;
  const keys = useMemo(() => rows.map(({ accountId }) => accountId), [rows]);
  const walk = useRowWalk(keys, (index) => {
    const row = rows[index];
    if (row) router.push(pathOf(row));
  });
  const context: Omit<CellContext, "path"> = { density: layout.density, capabilities: !layout.columns.includes("capabilities") ? "none" : isUsual ? "wide" : "column" };
  const isDrawn = hasWidths(layout);
  return (
    <TableFrame label="Accounts" tabIndex={undefined} style={layout.density === "compact" ? ({ "--row": "28px" } as CSSProperties) : undefined}>
      <Table data-drawn={isDrawn || undefined} style={isDrawn ? { tableLayout: "fixed", width: totalPx(layout) } : undefined}>
        {isDrawn ? <colgroup>{layout.columns.map((column) => <col key={column} style={{ width: widthPx(layout, column) }} />)}</colgroup> : null}
        <AccountsTableHead order={order} />
        <TableBody>
          {rows.map((row, index) => (
            <TableRow key={row.accountId} interactive {...walk.rowProps(index)} aria-label={`${row.productName}, ${row.accountId}`}>
              {layout.columns.map((column) => (
                <TableCell key={column} align={listColumnRows[column].align} className={`overflow-hidden text-ellipsis ${stepsBack(column, isUsual)}`}>
                  {listColumnRows[column].cell(row, { ...context, path: pathOf(row) })}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableFrame>
  );
}

const hasWidths = ({ columns, widths }: ListLayout) => columns.some((column) => widths[column] !== undefined);
const widthPx = ({ widths }: ListLayout, column: ListLayout["columns"][number]) => widths[column] ?? usualWidthPx;
const totalPx = (layout: ListLayout) => layout.columns.reduce((sum, column) => sum + widthPx(layout, column), 0);
