"use client";

import { useQuery } from "@tanstack/react-query";
import { queryKeys } from "@/lib/query-keys";
import { readLive } from "../../accounts/detail/read-account";

/** The account as Lead holds it now; undefined until it has answered. */
export function useLiveAccount(program: string, accountId: string) {
  return useQuery({
    queryKey: queryKeys.accountLive(program, accountId),
    queryFn: ({ signal }) => readLive(program, accountId, signal),
  });
}
