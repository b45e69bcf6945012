import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { RowState } from "@/lib/imports/import-file";
import type { Database } from "../db/client";
import { imports } from "../db/schema-imports";
import type { FoundRows } from "../db/schema-imports";
import type { FileRow } from "./read-file";

export type Receiving = {
  importId: string;
  program: { slug: string; clientIdLookup: boolean };
  /** The other programs of whoever uploads: only in these may they learn that an account is known. */
  otherPrograms: readonly string[];
};

/** What the check found so far. */
export type Tally = { rows: number; found: FoundRows; elsewhere: Record<string, number> };

/**
 * Writes rows down with what the directory alone says of them: known, new, twice in this file, known in another program
 * of the person's. One short transaction; false where the import is gone.
 */
export async function receiveRows(db: Database, { importId, program, otherPrograms }: Receiving, rows: readonly FileRow[], tally: Tally): Promise<boolean> {
  const column = <T>(of: (row: FileRow) => T) => sql.param(rows.map(of));
  return db.transaction(async (tx) => {
    const alive = await tx
      .update(imports)
      .set({ updatedAt: sql`now()`, rowCount: tally.rows + rows.length })
      .where(and(eq(imports.id, importId), eq(imports.status, "receiving")))
      .returning({ id: imports.id });
    if (alive.length === 0) return false;
    const { rows: counted } = await tx.execute<{ state: RowState; elsewhere: string | null; count: number }>(sql`
      WITH given AS (
        SELECT * FROM unnest(${column((row) => row.rowNumber)}::integer[], ${column((row) => row.line)}::integer[], ${column((row) => row.idKind)}::text[],
          ${column((row) => row.value)}::text[], ${column((row) => row.malformed)}::text[]) AS row (row_number, line, id_kind, value, reason)
      ), looked AS (
        SELECT given.*,
          CASE WHEN given.reason IS NULL THEN coalesce(
            (SELECT min(before.row_number) FROM import_rows AS before WHERE before.import_id = ${importId} AND before.id_kind = given.id_kind AND before.value = given.value AND before.state <> 'malformed'),
            nullif(min(given.row_number) FILTER (WHERE given.reason IS NULL) OVER (PARTITION BY given.id_kind, given.value), given.row_number)) END AS duplicate_of,
          CASE WHEN given.id_kind = 'account'
            THEN (SELECT account_id FROM directory_entries WHERE program = ${program.slug} AND account_id = given.value)
            ELSE (SELECT min(account_id) FROM directory_entries WHERE program = ${program.slug} AND client_account_id = given.value) END AS account_id,
          CASE WHEN given.id_kind = 'account'
            THEN (SELECT min(program) FROM directory_entries WHERE program = ANY(${sql.param([...otherPrograms])}::text[]) AND account_id = given.value) END AS elsewhere
        FROM given
      ), judged AS (
        SELECT *, CASE WHEN reason IS NOT NULL THEN 'malformed' WHEN duplicate_of IS NOT NULL THEN 'duplicate' WHEN account_id IS NOT NULL THEN 'known'
          WHEN id_kind = 'client' AND NOT ${program.clientIdLookup}::boolean THEN 'no-lookup' ELSE 'new' END AS state
        FROM looked
      ), written AS (
        INSERT INTO import_rows (import_id, row_number, program, line, id_kind, value, state, reason, duplicate_of, elsewhere, account_id)
        SELECT ${importId}, row_number, ${program.slug}, line, id_kind, value, state, reason, duplicate_of, CASE WHEN state = 'new' THEN elsewhere END, CASE WHEN state = 'known' THEN account_id END
        FROM judged
        RETURNING state, elsewhere
      )
      SELECT state, elsewhere, count(*)::integer AS count FROM written GROUP BY state, elsewhere`);
    for (const { state, elsewhere, count } of counted) {
      tally.found[state] = (tally.found[state] ?? 0) + count;
      if (elsewhere !== null) tally.elsewhere[elsewhere] = (tally.elsewhere[elsewhere] ?? 0) + count;
    }
    tally.rows += rows.length;
    return true;
  });
}
