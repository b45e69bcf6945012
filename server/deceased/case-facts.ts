import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { CaseFacts } from "@/lib/deceased/case-standing";
import type { Queryable } from "../db/client";
import { deceasedCases } from "../db/schema-deceased";
import type { deceasedSteps } from "../db/schema-deceased";

export type CaseRow = typeof deceasedCases.$inferSelect;
export type StepRow = typeof deceasedSteps.$inferSelect;

const c = deceasedCases;
const lastStep = (kind: string, what: SQL) => sql`(SELECT ${what} FROM deceased_steps step WHERE step.case_id = deceased_cases.id AND step.kind = ${sql.raw(`'${kind}'`)} ORDER BY step.position DESC LIMIT 1)`;
const isHolderRow = sql`person.program = deceased_cases.program AND person.account_id = deceased_cases.account_id AND person.relationship_type = 'account_holder'`;

/**
 * What a case stands on, as jsonb: of each kind of step the last one counts, and the people are the directory's.
 * Its table is named in full: within a query of one table a column alone would be that of the innermost table.
 */
export const caseFactsColumn = sql<CaseFacts>`jsonb_build_object(
  'proof', coalesce(${lastStep("proof", sql`CASE WHEN EXISTS (SELECT FROM evidence_withdrawals gone WHERE gone.evidence_id = ANY(step.evidence)) THEN 'withdrawn' ELSE 'accepted' END`)}, 'none'),
  'survivors', coalesce((
    SELECT jsonb_agg(person.entity_id ORDER BY person.entity_id) FROM directory_relationships person
    WHERE ${isHolderRow} AND person.entity_id <> deceased_cases.entity_id AND NOT EXISTS (
      SELECT FROM deceased_cases other WHERE other.program = person.program AND other.account_id = person.account_id AND other.entity_id = person.entity_id AND other.ended_at IS NULL)), '[]'),
  'told', coalesce(${lastStep("survivors", sql`jsonb_path_query_array(step.told, '$[*].entityId')`)}, '[]'),
  'estate', coalesce(${lastStep("estate", sql`CASE WHEN step.contact IS NULL AND step.purged_at IS NULL THEN 'not-needed' ELSE 'contact' END`)}, 'none'),
  'isHolder', EXISTS (SELECT FROM directory_relationships person WHERE ${isHolderRow} AND person.entity_id = deceased_cases.entity_id),
  'isClosed', EXISTS (SELECT FROM directory_entries entry WHERE entry.program = deceased_cases.program AND entry.account_id = deceased_cases.account_id AND entry.status = 'closed'),
  'outcome', deceased_cases.outcome)`;

type Asked = { program: string; accountId: string; caseId: string };

/** One case of an account with its facts; whoever acts on it holds the entry's row. */
export async function caseWithFacts(tx: Queryable, { program, accountId, caseId }: Asked): Promise<{ row: CaseRow; facts: CaseFacts } | undefined> {
  const [found] = await tx.select({ row: c, facts: caseFactsColumn }).from(c).where(and(eq(c.id, caseId), eq(c.program, program), eq(c.accountId, accountId)));
  return found;
}

/** The last proof that was accepted in a case; its evidence may have been withdrawn since. */
export async function acceptedProof(tx: Queryable, caseId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ evidence: string[] }>(sql`SELECT evidence::text[] AS evidence FROM deceased_steps WHERE case_id = ${caseId} AND kind = 'proof' ORDER BY position DESC LIMIT 1`);
  return rows[0]?.evidence ?? [];
}

/** The open cases of an account: whose they are and which hold each is on. */
export async function openCasesOf(tx: Queryable, program: string, accountId: string): Promise<{ id: string; entityId: string; holdId: string }[]> {
  return tx.select({ id: c.id, entityId: c.entityId, holdId: c.holdId }).from(c).where(and(eq(c.program, program), eq(c.accountId, accountId), sql`${c.endedAt} IS NULL`));
}
