import type { DirectoryQuery } from "@/lib/directory-query";
import { TableHead, TableHeading } from "../../ui/table";

type Order = Pick<DirectoryQuery, "sort" | "direction">;

const said = (order: Order | undefined, sort: Order["sort"]) => (order?.sort === sort ? ({ asc: "ascending", desc: "descending" } as const)[order.direction] : undefined);

export function AccountsTableHead({ order }: { order?: Order }) {
  return (
    <TableHead>
      <tr>
        <TableHeading>Account</TableHeading>
        <TableHeading aria-sort={said(order, "product")}>Product</TableHeading>
        <TableHeading>Status</TableHeading>
        <TableHeading className="max-2xl:hidden">Capabilities</TableHeading>
        <TableHeading>Holder</TableHeading>
        <TableHeading align="right">Limit</TableHeading>
        <TableHeading align="right" aria-sort={said(order, "updated")}>Updated</TableHeading>
      </tr>
    </TableHead>
  );
}
