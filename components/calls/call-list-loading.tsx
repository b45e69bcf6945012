import { PageHeader } from "../ui/page-header";
import { Loading, Skeleton, SkeletonRows, type SkeletonColumn } from "../ui/skeleton";
import { Table, TableBody, TableFrame } from "../ui/table";
import { CallTableHead } from "./call-table-head";

const columns: readonly SkeletonColumn[] = [
  { width: "w-24", cell: "pl-9" },
  { width: "w-36" },
  { width: "w-40" },
  { width: "w-20" },
  { width: "w-28" },
  { width: "w-24" },
  { width: "w-14", align: "right" },
];

/** The log's own shape while it is read. */
export function CallListLoading() {
  return (
    <Loading label="Reading the API log">
      <PageHeader title="API log" facts={<Skeleton className="h-3 w-80" />} />
      <div className="mb-2.5 h-7" />
      <TableFrame label="Calls to Lead" tabIndex={undefined}>
        <Table>
          <CallTableHead />
          <TableBody><SkeletonRows rows={50} columns={columns} /></TableBody>
        </Table>
      </TableFrame>
    </Loading>
  );
}
