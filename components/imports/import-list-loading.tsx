import { PageHeader } from "../ui/page-header";
import { Loading, Skeleton, SkeletonRows } from "../ui/skeleton";
import type { SkeletonColumn } from "../ui/skeleton";
import { Table, TableBody, TableFrame } from "../ui/table";
import { ImportTableHead } from "./import-table-head";

const figure: SkeletonColumn = { width: "w-12", align: "right" };
const columns: readonly SkeletonColumn[] = [{ width: "w-48" }, { width: "w-28" }, figure, figure, figure, figure, figure, { width: "w-24" }, { width: "w-20", align: "right" }];

/** The list's own shape while it is read. */
export function ImportListLoading() {
  return (
    <Loading label="Reading the imports">
      <PageHeader title="Imports" facts={<Skeleton className="h-3 w-80" />} />
      <TableFrame label="Imports" tabIndex={undefined}>
        <Table>
          <ImportTableHead />
          <TableBody><SkeletonRows rows={8} columns={columns} /></TableBody>
        </Table>
      </TableFrame>
    </Loading>
  );
}
