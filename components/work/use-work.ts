"use client";

import { useQuery } from "@tanstack/react-query";
import type { WorkItem } from "@/lib/account-views";
import { queryKeys } from "@/lib/query-keys";
import type { Result } from "@/lib/result";
import { movesByItself } from "@/lib/work-items";
import type { WorkQueue, WorkSection } from "@/lib/work-queue";

const soonMs = 2000;
const laterMs = 20_000;

async function read<T>(address: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(address, { signal });
  const result = (await response.json()) as Result<T>;
  if (!result.ok) throw new Error(result.problem.title);
  return result.value;
}

/** What this person started, asked for again while something of it may move by itself. */
export function useMyWork(program: string, initial: WorkItem[]) {
  return useQuery({
    queryKey: queryKeys.myWork(program),
    queryFn: ({ signal }) => read<WorkItem[]>(`/api/programs/${program}/my-work`, signal),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.some(movesByItself) ? soonMs : false),
  });
}

/** What waits in the program; others work on it too, so that it is asked for again now and then. */
export function useWorkQueue(program: string, only: WorkSection | null, initial: WorkQueue) {
  return useQuery({
    queryKey: queryKeys.workQueue(program, only),
    queryFn: ({ signal }) => read<WorkQueue>(`/api/programs/${program}/work-queue${only ? `?section=${only}` : ""}`, signal),
    initialData: initial,
    refetchInterval: laterMs,
  });
}
