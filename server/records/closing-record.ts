import "server-only";
import { and, eq } from "drizzle-orm";
import { closingRecordVersion, recordTime } from "@/lib/closures/closing-record";
import type { ClosingRecord, PurgedRecord } from "@/lib/closures/closing-record";
import { fieldChanges } from "@/lib/fields/field-changes";
import type { Queryable } from "../db/client";
import { closureRecords } from "../db/schema-records";
import { entryOf, holdersOf } from "../directory/entry";
import type { Program } from "../programs";
import { actOf, addendaOf, callsOf, followUpsOf, goesOf, legalHoldsOf, numberReadsOf, relatedOf } from "./record-rows";
import { closingSubject, correctionSubject, elsewhereSubject, nothing } from "./record-subjects";
import { evidenceOfRecord } from "./recorded-evidence";
import type { RecordSubject } from "./record-subjects";

export type RecordProgram = Pick<Program, "slug" | "name" | "environment" | "timeZone">;
type RecordRow = typeof closureRecords.$inferSelect;

/** The whole record of this id in the program, as it stands; null where there is none. Whoever calls has authorised. */
export async function readClosingRecord(tx: Queryable, program: RecordProgram, recordId: string): Promise<ClosingRecord | null> {
  const [row] = await tx.select().from(closureRecords).where(and(eq(closureRecords.id, recordId), eq(closureRecords.program, program.slug)));
  if (!row) return null;
  const zone = program.timeZone;
  const entry = await entryOf(tx, program, row.accountId);
  const holders = (await holdersOf(tx, program, row.accountId)).map(({ entityId, displayName }) => ({ entityId, name: displayName }));
  const subject = await subjectOf(tx, row, zone, (entityId) => holders.find((holder) => holder.entityId === entityId)?.name ?? null);
  return {
    version: closingRecordVersion,
    id: row.id,
    kind: row.kind,
    program: { slug: program.slug, name: program.name, environment: program.environment, timeZone: zone },
    account: { id: row.accountId, productName: subject.facts?.productName ?? entry?.productName ?? "", holders },
    begunAt: recordTime(row.begunAt.toISOString(), zone),
    ...subject,
    changes: subject.before && subject.after ? fieldChanges(subject.before, subject.after).filter(({ path }) => path !== "updated_at") : [],
    goes: await goesOf(tx, row.id, zone),
    calls: await callsOf(tx, row.id, zone),
    followUps: await followUpsOf(tx, row.id, zone),
    numberReads: await numberReadsOf(tx, row.id, zone),
    addenda: await addendaOf(tx, row.id, zone),
    evidence: await evidenceOfRecord(tx, program.slug, row.id, zone),
    related: await relatedOf(tx, row, zone),
    retention: { endedOn: row.endedOn, notifiedOn: row.notifiedOn, retainUntil: row.retainUntil },
    legalHolds: await legalHoldsOf(tx, row.id, zone),
    purged: purgedOf(row, zone),
  };
}

function purgedOf(row: RecordRow, zone: string): PurgedRecord | null {
  const by = actOf({ subject: row.purgedBy, name: row.purgedByName, roles: row.purgedByRoles, at: row.purgedAt }, zone);
  return by && row.recordHash && row.purgeRun ? { by, reason: row.purgeReason ?? "", subject: row.subjectCode, recordHash: row.recordHash.toString("hex"), run: row.purgeRun } : null;
}

async function subjectOf(tx: Queryable, { id, kind, purgedAt }: RecordRow, zone: string, nameOf: (entityId: string) => string | null): Promise<RecordSubject> {
  if (purgedAt !== null) return { ...nothing, stage: "purged" };
  if (kind === "closing") return closingSubject(tx, id, zone, nameOf);
  return kind === "correction" ? correctionSubject(tx, id, zone) : elsewhereSubject(tx, id, zone);
}
