"use client";

import { useQuery } from "@tanstack/react-query";
import type { ProcessView } from "@/lib/closures/process-view";
import { goesOnByItself } from "@/lib/closures/stages";
import { queryKeys } from "@/lib/query-keys";

const movingMs = 1000;
const waitingMs = 3000;

async function readProcess(program: string, processId: string, signal: AbortSignal): Promise<ProcessView | null> {
  const response = await fetch(`/api/programs/${encodeURIComponent(program)}/processes/${processId}`, { signal, headers: { accept: "application/json" } });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`The console answered ${response.status}`);
  return (await response.json()) as ProcessView;
}

/** Whether it moves without a person. */
export function isMoving({ finishedAt, problem, closing }: ProcessView): boolean {
  return finishedAt === null && problem === null && (closing === null || goesOnByItself(closing.stage, closing.path));
}

type Options = { program: string; processId: string; initial?: ProcessView; enabled?: boolean; /** Something was just asked of it: it is expected to move. */ expectant?: boolean };

/**
 * A process as it goes on; asked again while it is not finished, more often while it moves: a person elsewhere may decide,
 * and an answer under way when something was asked tells of the time before. Null while the console has no record of it.
 */
export function useProcess({ program, processId, initial, enabled = true, expectant = false }: Options): ProcessView | null {
  const { data } = useQuery({
    queryKey: [...queryKeys.program(program), "process", processId],
    queryFn: ({ signal }) => readProcess(program, processId, signal),
    enabled,
    initialData: initial,
    initialDataUpdatedAt: initial ? 0 : undefined,
    refetchInterval: ({ state: { data: known } }) => {
      if (known?.finishedAt && !expectant) return false;
      return expectant || (known && isMoving(known)) ? movingMs : waitingMs;
    },
  });
  return data ?? null;
}
