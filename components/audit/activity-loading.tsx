import { PageHeader } from "../ui/page-header";
import { Loading, Skeleton, SkeletonRows, type SkeletonColumn } from "../ui/skeleton";
import { Table, TableBody, TableFrame } from "../ui/table";
import { ActivityTableHead } from "./activity-table-head";

const columns: readonly SkeletonColumn[] = [{ width: "w-40" }, { width: "w-20" }, { width: "w-64" }, { width: "w-40" }, { width: "w-20" }];

/** The trail's own shape while it is read. */
export function ActivityLoading() {
  return (
    <Loading label="Reading the activity">
      <PageHeader title="Activity" facts={<Skeleton className="h-3 w-72" />} />
      <div aria-hidden="true" className="mb-2.5 flex flex-wrap items-center gap-1.5">
        {["Person", "Action", "Outcome", "Account", "Time"].map((label) => (
          <span key={label} className="inline-flex h-7 items-center rounded-full border border-line-strong bg-surface px-2.5 text-sm text-text-3">{label}</span>
        ))}
      </div>
      <TableFrame label="Activity" tabIndex={undefined}>
        <Table>
          <ActivityTableHead />
          <TableBody><SkeletonRows rows={50} columns={columns} /></TableBody>
        </Table>
      </TableFrame>
    </Loading>
  );
}
