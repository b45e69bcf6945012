"use client";

import { useQuery } from "@tanstack/react-query";
import { queryKeys } from "@/lib/query-keys";
import type { Result } from "@/lib/result";
import type { TrailState } from "@/lib/trail-check";

const soonMs = 1_000;

/** The checks of the trail, asked for again while one is under way. */
export function useTrail(program: string, initial: TrailState) {
  return useQuery({
    queryKey: queryKeys.trail(program),
    queryFn: async ({ signal }): Promise<TrailState> => {
      const response = await fetch(`/api/programs/${program}/activity/trail`, { signal });
      const result = (await response.json()) as Result<TrailState>;
      if (!result.ok) throw new Error(result.problem.title);
      return result.value;
    },
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.checks.some(({ status }) => status !== "done") ? soonMs : false),
  });
}
