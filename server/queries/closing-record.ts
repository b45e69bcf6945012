import "server-only";
import { z } from "zod";
import { recordFileName } from "@/lib/closures/closing-record";
import type { ClosingRecord } from "@/lib/closures/closing-record";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { databaseNow } from "../directory/remember-answer";
import { readClosingRecord } from "../records/closing-record";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

/** The record of one closing, correction or closure made elsewhere, of one moment; null where the program has none of this id. */
export async function closingRecord(caller: Caller, recordId: string, db: Database = sharedDatabase()): Promise<Result<ClosingRecord | null>> {
  const denied = await denial(db, caller, "read-closures");
  if (denied) return fail(denied);
  const id = z.uuid().safeParse(recordId);
  if (!id.success) return ok(null);
  return ok(await db.transaction((tx) => readClosingRecord(tx, caller.program, id.data.toLowerCase()), { isolationLevel: "repeatable read", accessMode: "read only" }));
}

/** The program's business day, for what is left and overdue on a record. */
export async function recordDay({ program }: Pick<Caller, "program">, db: Database = sharedDatabase()): Promise<string> {
  return businessDate(await databaseNow(db), program.timeZone);
}

export type RecordFile = { fileName: string; json: string };

/** The same as a file; that it left is on the trail before it does. */
export async function exportClosingRecord(caller: Caller, recordId: string, db: Database = sharedDatabase()): Promise<Result<RecordFile | null>> {
  const denied = await denial(db, caller, "export");
  if (denied) return fail(denied);
  const found = await closingRecord(caller, recordId, db);
  if (!found.ok || found.value === null) return found as Result<null>;
  const record = found.value;
  await db.transaction((tx) => appendEntry(tx, {
    program: caller.program.slug, actor: caller.actor, action: "export", outcome: "done", accountId: record.account.id,
    processId: record.kind === "elsewhere" ? null : record.id, details: { what: "closing-record", format: "json", record: record.id },
  }));
  return ok({ fileName: recordFileName(record, "json"), json: `${JSON.stringify(record, null, 2)}\n` });
}
