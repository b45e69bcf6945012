import "server-only";
import { sql } from "drizzle-orm";
import type { Database, Queryable } from "../db/client";

/**
 * A transaction in which the planner does not trade an ordered index for reading and sorting: its estimates of skewed
 * filters are guesses, and these lists promise that no page costs more than its bound.
 */
export async function boundedRead<T>(db: Database, read: (tx: Queryable) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`SELECT set_config(name, 'off', true) FROM unnest(ARRAY['enable_seqscan', 'enable_sort', 'enable_incremental_sort', 'enable_hashjoin', 'enable_mergejoin', 'jit']) AS name`);
    return read(tx);
  }, { accessMode: "read only" });
}
