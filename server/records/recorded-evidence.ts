import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { RecordedEvidence } from "@/lib/closures/closing-record";
import type { Queryable } from "../db/client";
import { evidence, evidenceWithdrawals } from "../db/schema-evidence";
import { sureAct } from "./record-rows";

/** The files kept for this process, in the order of time; what was withdrawn as added by mistake is no part of the record. */
export async function evidenceOfRecord(tx: Queryable, program: string, recordId: string, zone: string): Promise<RecordedEvidence[]> {
  const rows = await tx
    .select({ row: evidence })
    .from(evidence)
    .leftJoin(evidenceWithdrawals, eq(evidenceWithdrawals.evidenceId, evidence.id))
    .where(and(eq(evidence.program, program), eq(evidence.subjectKind, "process"), eq(evidence.subjectId, recordId), isNull(evidenceWithdrawals.evidenceId)))
    .orderBy(asc(evidence.addedAt), asc(evidence.id));
  return rows.map(({ row: { id, fileName, mediaType, bytes, sha256, addedBy, addedByName, addedByRoles, addedAt } }) => ({
    id, name: fileName, contentType: mediaType, bytes, sha256: sha256.toString("hex"),
    added: sureAct({ subject: addedBy, name: addedByName, roles: addedByRoles, at: addedAt }, zone),
  }));
}
