import { TableHead, TableHeading } from "../../ui/table";

export function AccountsTableHead() {
  return (
    <TableHead>
      <tr>
        <TableHeading>Account</TableHeading>
        <TableHeading>Product</TableHeading>
        <TableHeading>Status</TableHeading>
        <TableHeading className="max-2xl:hidden">Capabilities</TableHeading>
        <TableHeading>Holder</TableHeading>
        <TableHeading align="right">Limit</TableHeading>
        <TableHeading align="right">Updated</TableHeading>
      </tr>
    </TableHead>
  );
}
