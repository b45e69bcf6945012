"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { AccountCounts } from "@/lib/account-views";
import { changeDirectoryQuery, serializeDirectoryQuery, type DirectoryQuery } from "@/lib/directory-query";
import { queryKeys } from "@/lib/query-keys";
import { read } from "../detail/read-account";

export type CountsInHand = {
  /** Of the filters before while those of now are counted; undefined where nothing was counted yet. */
  counts: AccountCounts | undefined;
  state: "counting" | "counted" | "failed";
  countAgain: () => void;
};

/** How many accounts fit, asked for once the rows are there: neither waits for the other. The order and the page change no count. */
export function useAccountCounts(programSlug: string, query: DirectoryQuery): CountsInHand {
  const counted = changeDirectoryQuery(query, { sort: "updated", direction: "desc" });
  const { data, isPlaceholderData, isError, refetch } = useQuery({
    queryKey: queryKeys.accountCounts(programSlug, counted),
    queryFn: ({ signal }) => read<AccountCounts>(`/api/programs/${programSlug}/accounts/counts?${serializeDirectoryQuery(counted)}`, { signal }),
    placeholderData: keepPreviousData,
    // Whoever comes back from an account may have changed it.
    staleTime: 0,
  });
  const counting = data === undefined || isPlaceholderData;
  return { counts: data, state: !counting ? "counted" : isError ? "failed" : "counting", countAgain: () => void refetch() };
}
