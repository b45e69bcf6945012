import "server-only";
import type { Queryable } from "../db/client";
import { removeExpired } from "./retention";
import type { Retention } from "./retention";

type Pace = {
  /** Rows of one table in one statement, so that nobody waits for it. */
  batch: number;
  /** The pause once nothing is left. */
  restMs: number;
};

const pace: Pace = { batch: 1_000, restMs: 60 * 60 * 1_000 };

/**
 * A job for the worker's loop: removes what is past its time, one batch a round, and rests for an hour once nothing is
 * left. It answers how many rows it removed. Several workers may do it at once.
 */
export function housekeepingJob(db: Queryable, retention: Retention, { batch, restMs }: Pace = pace) {
  let restsUntilMs = 0;
  const run = async (): Promise<number> => {
    if (performance.now() < restsUntilMs) return 0;
    const removed = Object.values(await removeExpired(db, retention, batch)).reduce((sum, rows) => sum + rows, 0);
    if (removed === 0) restsUntilMs = performance.now() + restMs;
    return removed;
  };
  return { name: "housekeeping", run };
}
