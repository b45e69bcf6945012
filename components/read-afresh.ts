import type { QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Reads again what a change has made old. What is being read for the first time is given up before that: invalidating
 * alone would take that answer, which may be older than the change.
 */
export async function readAfresh(queries: QueryClient, queryKey: QueryKey): Promise<void> {
  await queries.cancelQueries({ queryKey });
  await queries.invalidateQueries({ queryKey });
}
