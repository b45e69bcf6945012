import "server-only";
import { sql } from "drizzle-orm";
import type { Queryable } from "../db/client";
import type { AgreementRun } from "./claim-run";

/**
 * Finds the account of each row of a batch in the directory, by Lead's id or by the program's own; a row that fits no
 * account, several, or two different ones is told so. Answers how many those are.
 */
export async function mapRows(tx: Queryable, run: Pick<AgreementRun, "id" | "program">, after: number, through: number): Promise<number> {
  const { rows } = await tx.execute<{ unmapped: number }>(sql`
    WITH given AS (
      SELECT row_number, given_account_id, client_account_id FROM agreement_rows
      WHERE run_id = ${run.id} AND row_number > ${after} AND row_number <= ${through} AND problem IS NULL
    ), found AS (
      SELECT given.*, entry.account_id AS by_id, entry.client_account_id AS own_id, named.account_ids AS by_name
      FROM given
      LEFT JOIN directory_entries AS entry ON entry.program = ${run.program} AND entry.account_id = given.given_account_id
      LEFT JOIN LATERAL (
        SELECT array_agg(account_id) AS account_ids
        FROM (SELECT account_id FROM directory_entries WHERE program = ${run.program} AND client_account_id = given.client_account_id LIMIT 2) AS two
      ) AS named ON given.given_account_id IS NULL
    ), judged AS (
      SELECT row_number, coalesce(by_id, by_name[1]) AS account_id,
        CASE
          WHEN by_id IS NULL AND by_name IS NULL THEN 'not-in-directory'
          WHEN cardinality(by_name) > 1 THEN 'several-accounts'
          WHEN client_account_id IS NOT NULL AND own_id IS NOT NULL AND client_account_id <> own_id THEN 'ids-disagree'
        END AS problem
      FROM found
    ), written AS (
      UPDATE agreement_rows AS row
      SET problem = judged.problem, account_id = CASE WHEN judged.problem IS NULL THEN judged.account_id END, said = CASE WHEN judged.problem IS NULL THEN row.said END
      FROM judged WHERE row.run_id = ${run.id} AND row.row_number = judged.row_number
      RETURNING row.problem
    )
    SELECT count(*) FILTER (WHERE problem IS NOT NULL)::integer AS unmapped FROM written`);
  return rows[0]?.unmapped ?? 0;
}

/** Rows of a batch about an account that another row is about too: none of them is compared. Answers how many. */
export async function refuseTwins(tx: Queryable, run: Pick<AgreementRun, "id">, after: number, through: number): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    UPDATE agreement_rows AS row SET problem = 'same-account', same_as_line = twin.line, said = NULL
    FROM agreement_rows AS mine, LATERAL (
      SELECT line FROM agreement_rows AS other
      WHERE other.run_id = ${run.id} AND other.account_id = mine.account_id AND other.row_number <> mine.row_number ORDER BY other.row_number LIMIT 1
    ) AS twin
    WHERE mine.run_id = ${run.id} AND mine.row_number > ${after} AND mine.row_number <= ${through} AND mine.problem IS NULL
      AND row.run_id = mine.run_id AND row.row_number = mine.row_number`);
  return rowCount ?? 0;
}
