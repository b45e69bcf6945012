import { TableHead, TableHeading } from "../ui/table";

export function CallTableHead() {
  return (
    <TableHead>
      <tr>
        <TableHeading className="pl-9">When</TableHeading>
        <TableHeading>Operation</TableHeading>
        <TableHeading>Account</TableHeading>
        <TableHeading>Who</TableHeading>
        <TableHeading>Key</TableHeading>
        <TableHeading>Outcome</TableHeading>
        <TableHeading align="right">Duration, tries</TableHeading>
      </tr>
    </TableHead>
  );
}
