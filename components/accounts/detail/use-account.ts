"use client";

import { useQuery } from "@tanstack/react-query";
import type { AccountDetail, AccountLive } from "@/lib/account-views";
import { queryKeys } from "@/lib/query-keys";
import type { Problem } from "@/lib/result";
import { readDetail, readLive, ReadProblem } from "./read-account";

const pollingMs = 2000;

export type AccountInHand = {
  detail: AccountDetail;
  live: AccountLive | null;
  /** Lead is being read at this moment. */
  reading: boolean;
  /** Why what is shown is only what the directory knew. */
  problem: Problem | null;
  readAgain: () => void;
};

const noAnswer: Problem = { kind: "unavailable", title: "The console did not answer.", next: "Try again in a moment." };

/** What the directory knew when the page came, then what Lead answers; while something is unsettled it is asked again. */
export function useAccount(initial: AccountDetail): AccountInHand {
  const { program, accountId } = initial;
  const known = useQuery({
    queryKey: queryKeys.accountDetail(program, accountId),
    queryFn: ({ signal }) => readDetail(program, accountId, signal),
    initialData: initial,
    staleTime: Infinity,
    refetchInterval: ({ state }) => (state.data?.unsettled || state.data?.process ? pollingMs : false),
  });
  const live = useQuery({
    queryKey: queryKeys.accountLive(program, accountId),
    queryFn: ({ signal }) => readLive(program, accountId, signal),
    staleTime: 15_000,
  });
  const fromLive = live.data?.detail && live.dataUpdatedAt >= known.dataUpdatedAt ? live.data.detail : null;
  return {
    detail: fromLive ?? known.data,
    live: live.data ?? null,
    reading: live.isFetching,
    problem: live.data?.problem ?? (live.error ? (live.error instanceof ReadProblem ? live.error.problem : noAnswer) : null),
    readAgain: () => void live.refetch(),
  };
}
