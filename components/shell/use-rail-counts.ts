"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { queryKeys } from "@/lib/query-keys";
import type { RailCounts } from "@/lib/rail-counts";
import type { Result } from "@/lib/result";

const everyMs = 60_000;

/** What waits in the places: asked for after the screen itself, again as one goes from place to place, and now and then. */
export function useRailCounts(program: string, pathname: string): RailCounts {
  const { data, refetch } = useQuery({ queryKey: queryKeys.railCounts(program), queryFn: ({ signal }) => readCounts(program, signal), retry: false, refetchInterval: everyMs });
  useEffect(() => {
    void refetch({ cancelRefetch: false });
  }, [refetch, pathname]);
  return data ?? {};
}

async function readCounts(program: string, signal: AbortSignal): Promise<RailCounts> {
  const answer = (await (await fetch(`/api/programs/${program}/rail-counts`, { signal })).json()) as Result<RailCounts>;
  if (!answer.ok) throw new Error(answer.problem.title);
  return answer.value;
}
