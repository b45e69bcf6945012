import { directoryFilterRows } from "@/lib/accounts/directory-filters";
import { directoryFilters } from "@/lib/directory-query";
import { PageHeader } from "../../ui/page-header";
import { Loading, Skeleton, SkeletonRows, type SkeletonColumn } from "../../ui/skeleton";
import { Table, TableBody, TableFrame } from "../../ui/table";
import { AccountsTableHead } from "./accounts-table-head";

const columns: readonly SkeletonColumn[] = [
  { width: "w-40" },
  { width: "w-32" },
  { width: "w-24" },
  { width: "w-20", cell: "max-2xl:hidden" },
  { width: "w-28" },
  { width: "w-14", align: "right" },
  { width: "w-16", align: "right" },
];

/** The list's own shape while it is read. */
export function AccountListLoading() {
  return (
    <Loading label="Reading the accounts">
      <PageHeader title="Accounts" facts={<Skeleton className="h-3 w-20" />} />
      <div className="mb-2.5 flex h-9 items-center gap-6 border-b border-line px-2.5">
        {["w-6", "w-12", "w-24", "w-24", "w-12"].map((width, view) => <Skeleton key={view} className={`h-3 ${width}`} />)}
      </div>
      <div aria-hidden="true" className="mb-2.5 flex flex-wrap items-center gap-1.5">
        {directoryFilters.map((filter) => (
          <span key={filter} className="inline-flex h-7 items-center rounded-full border border-line-strong bg-surface px-2.5 text-sm text-text-3">{directoryFilterRows[filter].label}</span>
        ))}
      </div>
      <TableFrame label="Accounts" tabIndex={undefined}>
        <Table>
          <AccountsTableHead />
          <TableBody><SkeletonRows rows={50} columns={columns} /></TableBody>
        </Table>
      </TableFrame>
    </Loading>
  );
}
