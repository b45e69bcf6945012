import "server-only";
import { sql } from "drizzle-orm";
import type { Queryable } from "../db/client";

/** Whether a person's own request went to Lead just now: what can wait then waits. */
export async function peopleAreAsking(db: Queryable, program: string): Promise<boolean> {
  const { rows } = await db.execute<{ busy: boolean }>(sql`
    SELECT EXISTS (
      SELECT 1 FROM lead_calls WHERE program = ${program} AND started_at > now() - interval '2 seconds' AND operator IS NOT NULL
    ) AS busy`);
  return rows[0]?.busy === true;
}
