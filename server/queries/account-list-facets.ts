import "server-only";
import type { FacetCounts } from "@/lib/account-views";
import { directoryFilters } from "@/lib/directory-query";
import type { DirectoryFilter, DirectoryQuery } from "@/lib/directory-query";
import { bucketFits } from "./account-list-cells";
import type { Bucket } from "./account-list-cells";

/** Beside each value the accounts that have it and pass the other filters; values that nobody has are left out. */
export function facetCounts(buckets: readonly Bucket[], query: DirectoryQuery, sizes: ReadonlyMap<number, number>): FacetCounts {
  const count = (without: Partial<DirectoryQuery>, valuesOf: (bucket: Bucket) => readonly (string | null)[]) => {
    const counts: Record<string, number> = {};
    for (const bucket of buckets) {
      const size = sizes.get(bucket.bucket) ?? 0;
      if (size === 0 || !bucketFits(bucket, { ...query, ...without })) continue;
      for (const value of valuesOf(bucket)) if (value !== null) counts[value] = (counts[value] ?? 0) + size;
    }
    return counts;
  };
  const filters = directoryFilters.map((filter) => [filter, count({ [filter]: [] }, valuesOf[filter])] as const);
  return {
    ...(Object.fromEntries(filters) as Record<DirectoryFilter, Record<string, number>>),
    notice: count({ notice: undefined }, ({ hasNotice }) => [hasNotice ? "yes" : "no"]),
  };
}

const valuesOf: Record<DirectoryFilter, (bucket: Bucket) => readonly (string | null)[]> = {
  status: ({ status }) => [status],
  reason: ({ statusReason }) => [statusReason],
  capability: ({ capabilities }) => capabilities,
  holder: ({ holderType }) => [holderType],
};
