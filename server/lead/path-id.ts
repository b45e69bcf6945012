import "server-only";
import type { z } from "zod";

/** An id on its way into a path. A wrong one is a bug of the caller's: ids are checked where they enter. */
export function pathId(check: z.ZodType<string>, id: string): string {
  if (!check.safeParse(id).success) throw new Error("An id of the wrong shape cannot be put into a path");
  return encodeURIComponent(id);
}
