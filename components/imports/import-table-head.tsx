import { TableHead, TableHeading } from "../ui/table";

export function ImportTableHead() {
  return (
    <TableHead>
      <tr>
        <TableHeading>File</TableHeading>
        <TableHeading>Stands</TableHeading>
        <TableHeading align="right">Rows</TableHeading>
        <TableHeading align="right">New</TableHeading>
        <TableHeading align="right">Entered</TableHeading>
        <TableHeading align="right">Refused</TableHeading>
        <TableHeading align="right">Left</TableHeading>
        <TableHeading>By</TableHeading>
        <TableHeading align="right">Uploaded</TableHeading>
      </tr>
    </TableHead>
  );
}
