"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import type { AccountRow } from "@/lib/account-views";
import { capabilityWords } from "@/lib/accounts/capabilities";
import type { DirectoryQuery } from "@/lib/directory-query";
import { Table, TableBody, TableCell, TableFrame, TableRow } from "../../ui/table";
import { CapabilityTags } from "../capability-tags";
import { AccountIdCell, HolderCell, LimitCell, StatusCell, UpdatedCell } from "./account-cells";
import { AccountsTableHead } from "./accounts-table-head";
import { useRowWalk } from "./use-row-walk";

type AccountsTableProps = { programSlug: string; rows: readonly AccountRow[]; order: Pick<DirectoryQuery, "sort" | "direction"> };

export function AccountsTable({ programSlug, rows, order }: AccountsTableProps) {
  const router = useRouter();
  const pathOf = (row: AccountRow) => `/programs/${programSlug}/accounts/${row.accountId}`;
  const keys = useMemo(() => rows.map(({ accountId }) => accountId), [rows]);
  const walk = useRowWalk(keys, (index) => {
    const row = rows[index];
    if (row) router.push(pathOf(row));
  });
  return (
    <TableFrame label="Accounts" tabIndex={undefined}>
      <Table>
        <AccountsTableHead order={order} />
        <TableBody>
          {rows.map((row, index) => (
            <TableRow key={row.accountId} interactive {...walk.rowProps(index)} aria-label={`${row.productName}, ${row.accountId}`}>
              <TableCell><AccountIdCell row={row} /></TableCell>
              <TableCell>
                <Link href={pathOf(row)} tabIndex={-1} className="block max-w-48 truncate leading-tight font-medium hover:underline 2xl:max-w-72" onClick={(event) => event.stopPropagation()}>
                  {row.productName || "No product named"}
                </Link>
                <span className="block text-2xs leading-tight text-text-3 2xl:hidden">{row.capabilities.map(capabilityWords).join(" + ")}</span>
              </TableCell>
              <TableCell><StatusCell row={row} /></TableCell>
              <TableCell className="max-2xl:hidden"><CapabilityTags capabilities={row.capabilities} /></TableCell>
              <TableCell><HolderCell row={row} /></TableCell>
              <TableCell align="right"><LimitCell row={row} /></TableCell>
              <TableCell align="right"><UpdatedCell row={row} /></TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableFrame>
  );
}
