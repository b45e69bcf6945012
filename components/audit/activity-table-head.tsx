import { TableHead, TableHeading } from "../ui/table";

export function ActivityTableHead() {
  return (
    <TableHead>
      <tr>
        <TableHeading>When</TableHeading>
        <TableHeading>Who</TableHeading>
        <TableHeading className="w-full">What</TableHeading>
        <TableHeading>Account</TableHeading>
        <TableHeading>Outcome</TableHeading>
      </tr>
    </TableHead>
  );
}
