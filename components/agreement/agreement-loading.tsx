import { PageHeader } from "../ui/page-header";
import { Loading, Skeleton, SkeletonRows } from "../ui/skeleton";
import { Table, TableBody, TableFrame } from "../ui/table";

const columns = [{ width: "w-40" }, { width: "w-96" }, { width: "w-20" }, { width: "w-28" }, { width: "w-28" }];

/** The shape of either list while it is read. */
export function AgreementLoading({ label }: { label: string }) {
  return (
    <Loading label={label}>
      <PageHeader title="Agreement" facts={<Skeleton className="h-3 w-80" />} />
      <TableFrame label="Agreement" tabIndex={undefined}>
        <Table><TableBody><SkeletonRows rows={10} columns={columns} /></TableBody></Table>
      </TableFrame>
    </Loading>
  );
}
