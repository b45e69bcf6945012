import Link from "next/link";
import type { ReactNode } from "react";
import type { AccountRow } from "@/lib/account-views";
import { capabilityWords } from "@/lib/accounts/capabilities";
import type { DirectorySort } from "@/lib/directory-query";
import type { Density, ListColumn } from "@/lib/views/list-layout";
import { NoValue } from "../../ui/description-list";
import { RelativeTime } from "../../ui/time";
import { CapabilityTags } from "../capability-tags";
import { AccountIdCell, HolderCell, holderTypeText, LimitCell, StatusCell, UpdatedCell } from "./account-cells";

export type CellContext = {
  path: string;
  density: Density;
  /** The capabilities stand in a column of their own: `wide`: on a wide screen. */
  capabilities: "column" | "wide" | "none";
};

type ColumnRow = { align?: "right"; sort?: DirectorySort; cell: (row: AccountRow, context: CellContext) => ReactNode };

/** How each column is drawn; its name is in lib/views/list-layout. */
export const listColumnRows: Record<ListColumn, ColumnRow> = {
  account: { cell: (row, { density }) => <AccountIdCell row={row} density={density} /> },
  product: { sort: "product", cell: (row, context) => <ProductCell row={row} {...context} /> },
  status: { cell: (row) => <StatusCell row={row} /> },
  capabilities: { cell: (row) => <CapabilityTags capabilities={row.capabilities} /> },
  "holder-type": { cell: (row) => (row.holderType ? holderTypeText(row.holderType) : <NoValue>not known</NoValue>) },
  holders: { cell: (row, { density }) => <HolderCell row={row} density={density} /> },
  limit: { align: "right", cell: (row, { density }) => <LimitCell row={row} density={density} /> },
  updated: { align: "right", sort: "updated", cell: (row, { density }) => <UpdatedCell row={row} density={density} /> },
  closed: { align: "right", sort: "closed", cell: (row) => (row.closedAt ? <RelativeTime at={row.closedAt} /> : <NoValue>not closed</NoValue>) },
  read: { align: "right", cell: (row) => <RelativeTime at={row.readAt} /> },
};

function ProductCell({ row, path, density, capabilities }: CellContext & { row: AccountRow }) {
  return (
    <>
      <Link href={path} tabIndex={-1} className="block max-w-48 truncate leading-tight font-medium hover:underline in-[table[data-drawn]]:max-w-full 2xl:max-w-72" onClick={(event) => event.stopPropagation()}>
        {row.productName || "No product named"}
      </Link>
      {density === "compact" || capabilities === "column" ? null : (
        <span className={`block truncate text-2xs leading-tight text-text-3${capabilities === "wide" ? " 2xl:hidden" : ""}`}>{row.capabilities.map(capabilityWords).join(" + ")}</span>
      )}
    </>
  );
}
