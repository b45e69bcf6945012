import { PageHeader } from "../../ui/page-header";
import { Loading, Skeleton, SkeletonRows, type SkeletonColumn } from "../../ui/skeleton";
import { Table, TableBody, TableFrame } from "../../ui/table";
import { RegisterTableHead } from "./register-table";

const columns: readonly SkeletonColumn[] = [{ width: "w-48" }, { width: "w-40" }, { width: "w-20" }, { width: "w-32" }, { width: "w-24" }, { width: "w-24" }, { width: "w-32" }];

/** The register's own shape while it is read. */
export function RegisterLoading() {
  return (
    <Loading label="Reading the register">
      <PageHeader title="Register" facts={<Skeleton className="h-3 w-96" />} />
      <div aria-hidden="true" className="mb-3 h-9 border-b border-line" />
      <div aria-hidden="true" className="mb-2.5 flex flex-wrap items-center gap-1.5">
        {["Kind", "Reason", "Determination", "Notice", "Asked by", "Decided by", "Action taken", "Account"].map((label) => (
          <span key={label} className="inline-flex h-7 items-center rounded-full border border-line-strong bg-surface px-2.5 text-sm text-text-3">{label}</span>
        ))}
      </div>
      <TableFrame label="Register" tabIndex={undefined}>
        <Table>
          <RegisterTableHead />
          <TableBody><SkeletonRows rows={20} columns={columns} /></TableBody>
        </Table>
      </TableFrame>
    </Loading>
  );
}
