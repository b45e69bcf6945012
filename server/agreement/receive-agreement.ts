import "server-only";
import { and, eq, lt, sql } from "drizzle-orm";
import { recogniseLedger } from "@/lib/agreement/ledger-file";
import type { LedgerShape } from "@/lib/agreement/ledger-file";
import { judgeLedgerRow } from "@/lib/agreement/ledger-row";
import type { LedgerRow } from "@/lib/agreement/ledger-row";
import { cutShort } from "@/lib/imports/file-problems";
import type { Actor } from "@/lib/operator";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import type { Database } from "../db/client";
import { agreementRows, agreementRuns } from "../db/schema-agreement";
import { checkedLines } from "../imports/checked-lines";
import type { FileMeter } from "../imports/checked-lines";
import { FileRefused } from "../imports/file-refused";
import { readRows } from "../imports/read-file";
import type { Placed } from "../imports/read-file";
import { wholeBody } from "../imports/whole-body";
import type { SentBody } from "../imports/whole-body";

export type LedgerUpload = SentBody & { runId: string; program: { slug: string; timeZone: string }; actor: Actor; fileName: string | null };
/** `asOf`: the latest among the rows, where they have one. */
type Tally = { rows: number; unmapped: number; asOf: string | null };

const stillComingIn: Problem = { kind: "not-possible-now", title: "This file is still coming in.", next: "Wait a moment, then look at the list of comparisons." };
const takenId: Problem = { kind: "conflict", title: "Another upload has this id.", saved: "Nothing of this file was kept.", next: "Upload the file again." };

/** Takes a ledger's file in, batch by batch; nothing is compared yet. Either all of it is there at the end, or nothing. The same id again answers with what is there. */
export async function receiveAgreement(db: Database, upload: LedgerUpload): Promise<Result<{ runId: string }>> {
  const { runId, program, actor, fileName } = upload;
  const row = { id: runId, program: program.slug, status: "receiving" as const, fileName, uploadedBy: actor.subject, uploadedByName: actor.name };
  const inserted = await db.insert(agreementRuns).values(row).onConflictDoNothing().returning({ id: agreementRuns.id });
  if (inserted.length === 0) return known(db, upload);
  try {
    await receive(db, upload);
    return ok({ runId });
  } catch (error) {
    await discardAgreement(db, runId);
    if (error instanceof FileRefused) return fail(error.problem);
    throw error;
  }
}

async function known(db: Database, { runId, program, actor }: LedgerUpload): Promise<Result<{ runId: string }>> {
  const [run] = await db.select().from(agreementRuns).where(eq(agreementRuns.id, runId));
  if (run?.program !== program.slug || run.uploadedBy !== actor.subject) return fail(takenId);
  return run.status === "receiving" ? fail(stillComingIn) : ok({ runId });
}

async function receive(db: Database, upload: LedgerUpload): Promise<void> {
  const meter: FileMeter = { bytes: 0, sha256: () => Buffer.alloc(0) };
  const tally: Tally = { rows: 0, unmapped: 0, asOf: null };
  let shape: LedgerShape | undefined;
  const lines = checkedLines(wholeBody(upload, meter), meter);
  try {
    const judge = (columns: LedgerShape, cells: readonly string[]) => judgeLedgerRow(columns, cells, upload.program.timeZone);
    for await (const rows of readRows(lines, { recognise: recogniseLedger, hasHeader: () => true, judge, onShape: (recognised) => (shape = recognised) })) await keepRows(db, upload, rows, tally);
  } finally {
    await lines.return(undefined);
  }
  await finish(db, upload, meter, tally, shape);
}

async function keepRows(db: Database, { runId, program }: LedgerUpload, rows: readonly (LedgerRow & Placed)[], tally: Tally): Promise<void> {
  await db.transaction(async (tx) => {
    const alive = await tx
      .update(agreementRuns)
      .set({ updatedAt: sql`now()`, rowCount: tally.rows + rows.length })
      .where(and(eq(agreementRuns.id, runId), eq(agreementRuns.status, "receiving")))
      .returning({ id: agreementRuns.id });
    if (alive.length === 0) throw new FileRefused(cutShort);
    await tx.insert(agreementRows).values(
      rows.map(({ rowNumber, line, accountId, clientAccountId, shown, said, problem, detail }) => ({
        runId, program: program.slug, rowNumber, line, givenAccountId: accountId, clientAccountId, shown, said, problem, detail,
      })),
    );
  });
  tally.rows += rows.length;
  for (const { problem, said } of rows) {
    if (problem !== null) tally.unmapped += 1;
    if (said?.asOf && (tally.asOf === null || said.asOf > tally.asOf)) tally.asOf = said.asOf;
  }
}

async function finish(db: Database, { runId, program, actor }: LedgerUpload, meter: FileMeter, { rows, unmapped, asOf }: Tally, shape: LedgerShape | undefined): Promise<void> {
  const sha256 = meter.sha256();
  await db.transaction(async (tx) => {
    const [run] = await tx
      .update(agreementRuns)
      .set({ status: "ready", bytes: meter.bytes, sha256, shape, rowCount: rows, unmapped, asOfFound: asOf === null ? null : new Date(asOf), updatedAt: sql`now()` })
      .where(and(eq(agreementRuns.id, runId), eq(agreementRuns.status, "receiving")))
      .returning({ id: agreementRuns.id });
    if (!run) throw new FileRefused(cutShort);
    await appendEntry(tx, { program: program.slug, actor, action: "agreement-received", outcome: "done", details: { runId, rows, sha256: sha256.toString("hex") } });
  });
}

const rowsAtATime = 10_000;

/** Removes an upload that never became whole, its rows first and in short batches. */
async function discardAgreement(db: Database, runId: string): Promise<void> {
  const isUnfinished = and(eq(agreementRuns.id, runId), eq(agreementRuns.status, "receiving"));
  const [unfinished] = await db.select({ id: agreementRuns.id }).from(agreementRuns).where(isUnfinished);
  if (!unfinished) return;
  for (;;) {
    const some = db.select({ rowNumber: agreementRows.rowNumber }).from(agreementRows).where(eq(agreementRows.runId, runId)).limit(rowsAtATime);
    const removed = await db.delete(agreementRows).where(and(eq(agreementRows.runId, runId), sql`${agreementRows.rowNumber} IN ${some}`));
    if ((removed.rowCount ?? 0) < rowsAtATime) break;
  }
  await db.delete(agreementRuns).where(isUnfinished);
}

/** Uploads of a program whose process has gone: nothing came in for a quarter of an hour. Answers how many. */
export async function discardAbandoned(db: Database, program: string): Promise<number> {
  const abandoned = await db
    .select({ id: agreementRuns.id })
    .from(agreementRuns)
    .where(and(eq(agreementRuns.status, "receiving"), eq(agreementRuns.program, program), lt(agreementRuns.updatedAt, sql`now() - interval '15 minutes'`)));
  for (const { id } of abandoned) await discardAgreement(db, id);
  return abandoned.length;
}
