"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { AccountCounts } from "@/lib/account-views";
import { directoryFilterRows } from "@/lib/accounts/directory-filters";
import { changeDirectoryQuery, directoryFilters, isFiltered, serializeDirectoryQuery, wholeDirectory, type DirectoryFilter, type DirectoryQuery } from "@/lib/directory-query";
import { ChecksChip } from "../../filters/checks-chip";
import { Button } from "../../ui/button";
import { ColumnsMenu } from "./columns-menu";
import { MoreFilters } from "./more-filters";
import { SortChip } from "./sort-chip";
import { useAccountCounts, type CountsInHand } from "./use-account-counts";

type FilterBarProps = { programSlug: string; query: DirectoryQuery; listPath: string; zone: string; seesCauses: boolean };

/** Chips that narrow and order the list; every choice is in the address. */
export function FilterBar({ programSlug, query, listPath, zone, seesCauses }: FilterBarProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const go = (next: DirectoryQuery) => {
    const search = serializeDirectoryQuery(next);
    startTransition(() => router.push(search ? `${listPath}?${search}` : listPath, { scroll: false }));
  };
  const change = (filters: Parameters<typeof changeDirectoryQuery>[1]) => go(changeDirectoryQuery(query, filters));
  const { counts: counted, state } = useAccountCounts(programSlug, query);
  const counts = counted?.values;
  const known = (count: number | null | undefined) => (state === "counted" ? (count ?? undefined) : undefined);
  const products = counts?.product.map(({ name, count }) => ({ value: name, label: name || "No product named", count: known(count) })) ?? [];
  return (
    <div role="group" aria-label="Filters" aria-busy={pending} className="mb-2.5 flex flex-wrap items-center gap-1.5">
      {directoryFilters.map((filter) => (
        <ChecksChip
          key={filter}
          label={directoryFilterRows[filter].label}
          options={offeredOptions(filter, seesCauses).map((option) => ({ ...option, count: known(counts?.[filter] && (counts[filter][option.value] ?? 0)) }))}
          chosen={query[filter]}
          onChange={(values) => change({ [filter]: values })}
        />
      ))}
      <ChecksChip label="Product" options={products} emptyText={noProducts(state, counts)} chosen={query.product} onChange={(product) => change({ product })} />
      <MoreFilters query={query} zone={zone} onChange={change} />
      <SearchShown query={query} onClear={() => change({ q: "", search: undefined })} />
      {isFiltered(query) ? <Button size="small" variant="quiet" onClick={() => go({ ...wholeDirectory, sort: query.sort === "closed" ? "updated" : query.sort })}>Clear all</Button> : null}
      <span className="ml-auto flex items-center gap-1.5"><SortChip query={query} onChange={change} /><ColumnsMenu /></span>
    </div>
  );
}

/** Nobody is offered to look for what they may not know. */
function offeredOptions(filter: DirectoryFilter, seesCauses: boolean) {
  const { options } = directoryFilterRows[filter];
  return filter === "reason" && !seesCauses ? options.filter(({ value }) => value !== "frozen") : options;
}

function noProducts(state: CountsInHand["state"], values: AccountCounts["values"] | undefined): string {
  if (state === "counting") return "Reading the products…";
  if (state === "failed") return "The products could not be read.";
  return values === null ? "Too many accounts fit to list their products. Narrow the list first." : "No account that fits has a product.";
}

/** A text that may stand in no address is not shown either: whoever looks over the shoulder reads the screen too. */
function SearchShown({ query: { q, search }, onClear }: { query: DirectoryQuery; onClear: () => void }) {
  if (q === "" && search === undefined) return null;
  return <Button size="small" icon={<X size={12} aria-hidden="true" />} onClick={onClear}>{q === "" ? "Search" : `Search: ${q}`}</Button>;
}
