"use client";

import { useQuery } from "@tanstack/react-query";
import type { RunDetail } from "@/lib/agreement/views";
import { queryKeys } from "@/lib/query-keys";
import type { Result } from "@/lib/result";

const soonMs = 1_500;

/** One comparison, asked for again while it runs. */
export function useRun(program: string, initial: RunDetail) {
  return useQuery({
    queryKey: queryKeys.agreementRun(program, initial.id),
    queryFn: async ({ signal }): Promise<RunDetail> => {
      const response = await fetch(`/api/programs/${program}/agreement/${initial.id}`, { signal });
      const result = (await response.json()) as Result<RunDetail>;
      if (!result.ok) throw new Error(result.problem.title);
      return result.value;
    },
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.status === "running" ? soonMs : false),
  });
}
