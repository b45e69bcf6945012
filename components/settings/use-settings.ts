"use client";

import { useQuery } from "@tanstack/react-query";
import { queryKeys } from "@/lib/query-keys";
import type { Result } from "@/lib/result";
import type { SettingsState } from "@/lib/settings/settings-state";

const soonMs = 5_000;

/** How the program's directory stands, asked for again: it moves by itself. */
export function useSettings(program: string, initial: SettingsState) {
  return useQuery({
    queryKey: queryKeys.settings(program),
    queryFn: async ({ signal }): Promise<SettingsState> => {
      const response = await fetch(`/api/programs/${program}/settings`, { signal });
      const result = (await response.json()) as Result<SettingsState>;
      if (!result.ok) throw new Error(result.problem.title);
      return result.value;
    },
    initialData: initial,
    refetchInterval: soonMs,
  });
}
