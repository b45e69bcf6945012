import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { Table, TableBody, TableFrame } from "@/components/ui/table";

const columns = [{ width: "w-4" }, { width: "w-64" }, { width: "w-40" }, { width: "w-28" }, { width: "w-20" }, { width: "w-32" }];

export default function ApprovalsLoading() {
  return (
    <Loading label="Reading the requests">
      <PageHeader title="Approvals" facts={<Skeleton className="h-3 w-80" />} />
      <TableFrame label="Approvals" tabIndex={undefined}>
        <Table><TableBody><SkeletonRows rows={10} columns={columns} /></TableBody></Table>
      </TableFrame>
    </Loading>
  );
}
