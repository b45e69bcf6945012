"use client";

import { useQuery } from "@tanstack/react-query";
import type { ImportDetail } from "@/lib/imports/import-views";
import { queryKeys } from "@/lib/query-keys";
import type { Result } from "@/lib/result";

const soonMs = 1_500;

/** One import, asked for again while it runs. */
export function useImport(program: string, initial: ImportDetail) {
  return useQuery({
    queryKey: queryKeys.import(program, initial.id),
    queryFn: async ({ signal }): Promise<ImportDetail> => {
      const response = await fetch(`/api/programs/${program}/imports/${initial.id}`, { signal });
      const result = (await response.json()) as Result<ImportDetail>;
      if (!result.ok) throw new Error(result.problem.title);
      return result.value;
    },
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.status === "running" ? soonMs : false),
  });
}
