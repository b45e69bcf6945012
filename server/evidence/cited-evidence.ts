import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Queryable } from "../db/client";
import { evidence, evidenceWithdrawals } from "../db/schema-evidence";

type Asked = { program: string; accountId: string; ids: readonly string[] };

export type CitedEvidence = { id: string; file: string; sha256: string; subject: { kind: string; id: string }; isWithdrawn: boolean };

/** What of these is evidence of this account or of a hold on it, in a steady order; a process has evidence of its own. */
export async function citedEvidence(tx: Queryable, { program, accountId, ids }: Asked): Promise<CitedEvidence[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ row: evidence, withdrawn: evidenceWithdrawals.evidenceId })
    .from(evidence)
    .leftJoin(evidenceWithdrawals, eq(evidenceWithdrawals.evidenceId, evidence.id))
    .where(and(inArray(evidence.id, [...ids]), eq(evidence.program, program), eq(evidence.accountId, accountId), inArray(evidence.subjectKind, ["account", "hold"])))
    .orderBy(asc(evidence.addedAt), asc(evidence.id));
  return rows.map(({ row, withdrawn }) => ({
    id: row.id, file: row.fileName, sha256: row.sha256.toString("hex"), subject: { kind: row.subjectKind, id: row.subjectId }, isWithdrawn: withdrawn !== null,
  }));
}
