"use client";

import { useQuery } from "@tanstack/react-query";
import type { BulkDetail, BulkWork } from "@/lib/bulk/bulk-views";
import { queryKeys } from "@/lib/query-keys";
import type { Result } from "@/lib/result";

const soonMs = 1_500;
const laterMs = 10_000;

async function read<T>(address: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(address, { signal });
  const result = (await response.json()) as Result<T>;
  if (!result.ok) throw new Error(result.problem.title);
  return result.value;
}

/** One bulk action, asked for again while something of it may move. */
export function useBulkRun(program: string, initial: BulkDetail) {
  return useQuery({
    queryKey: queryKeys.bulkRun(program, initial.id),
    queryFn: ({ signal }) => read<BulkDetail>(`/api/programs/${program}/bulk/${initial.id}`, signal),
    initialData: initial,
    refetchInterval: ({ state: { data } }) => (data?.status === "running" ? soonMs : data?.status === "waiting" || (data?.counts.unconfirmed ?? 0) > 0 ? laterMs : false),
  });
}

/** What this person asked for, and what waits for their decision. */
export function useBulkWork(program: string, initial: BulkWork) {
  return useQuery({
    queryKey: queryKeys.bulk(program),
    queryFn: ({ signal }) => read<BulkWork>(`/api/programs/${program}/bulk`, signal),
    initialData: initial,
    refetchInterval: laterMs,
  });
}
