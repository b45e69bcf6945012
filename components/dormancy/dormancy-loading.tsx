import { PageHeader } from "../ui/page-header";
import { Loading, Skeleton, SkeletonRows, type SkeletonColumn } from "../ui/skeleton";
import { Table, TableBody, TableFrame } from "../ui/table";
import { DormancyTableHead } from "./dormancy-table";

const columns: readonly SkeletonColumn[] = [{ width: "w-40" }, { width: "w-28" }, { width: "w-32" }, { width: "w-20" }, { width: "w-8" }, { width: "w-32" }, { width: "w-28" }];

/** The list's own shape while it is read. */
export function DormancyLoading() {
  return (
    <Loading label="Reading the list">
      <PageHeader title="Dormancy" facts={<Skeleton className="h-3 w-96" />} />
      <div aria-hidden="true" className="mb-3 h-9 border-b border-line" />
      <TableFrame label="Dormancy" tabIndex={undefined}>
        <Table>
          <DormancyTableHead />
          <TableBody><SkeletonRows rows={20} columns={columns} /></TableBody>
        </Table>
      </TableFrame>
    </Loading>
  );
}
