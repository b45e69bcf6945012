import { directoryFilterRows } from "@/lib/accounts/directory-filters";
import { directoryFilters } from "@/lib/directory-query";
import { PageHeader } from "../../ui/page-header";
import { Loading, Skeleton } from "../../ui/skeleton";

/** The list's own shape while it is read; which columns a person has is not known yet, so that none is promised. */
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
      <div className="mb-1.5 min-h-9" />
      <div className="rounded-lg border border-line bg-surface *:border-b *:border-line last:*:border-b-0">
        {Array.from({ length: 51 }, (_, row) => <span key={row} className="flex h-row items-center px-2.5"><Skeleton className={row === 0 ? "h-3 w-40" : "h-3 w-3/4"} /></span>)}
      </div>
    </Loading>
  );
}
