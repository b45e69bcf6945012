import "server-only";
import { sql } from "drizzle-orm";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import type { Caller } from "./authorise";

/**
 * Names by the identity provider's subject, as the trail last wrote them in this program or at a sign-in; one that it
 * never named is left out. Nothing for those who may not read the calls, which tell of people by subject alone.
 */
export async function operatorNames({ program, permissions }: Caller, subjects: readonly string[], db: Database = sharedDatabase()): Promise<Record<string, string>> {
  if (!permissions.has("read-calls") || subjects.length === 0) return {};
  const wanted = sql.join([...new Set(subjects)].map((subject) => sql`(${subject})`), sql`, `);
  const { rows } = await db.execute<{ subject: string; name: string | null }>(sql`
    SELECT asked.subject, coalesce(
      (SELECT actor_name FROM audit_entries WHERE program = ${program.slug} AND actor = asked.subject ORDER BY at DESC, seq DESC LIMIT 1),
      (SELECT actor_name FROM audit_entries WHERE program IS NULL AND actor = asked.subject ORDER BY at DESC, seq DESC LIMIT 1)
    ) AS name
    FROM (VALUES ${wanted}) AS asked (subject)`);
  return Object.fromEntries(rows.flatMap(({ subject, name }) => (name === null ? [] : [[subject, name]])));
}
