import "server-only";
import { eq, sql } from "drizzle-orm";
import { cutShort } from "@/lib/imports/file-problems";
import type { FileShape } from "@/lib/imports/import-file";
import type { Actor } from "@/lib/operator";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import type { Database } from "../db/client";
import { imports } from "../db/schema-imports";
import { checkedLines } from "./checked-lines";
import type { FileMeter } from "./checked-lines";
import { discardImport } from "./discard-imports";
import { FileRefused } from "./file-refused";
import { readFile } from "./read-file";
import { receiveRows } from "./receive-rows";
import type { Receiving, Tally } from "./receive-rows";
import { wholeBody } from "./whole-body";
import type { SentBody } from "./whole-body";

export type Upload = Receiving & SentBody & {
  actor: Actor;
  source: "file" | "paste";
  fileName: string | null;
};

export type Received = { importId: string };

const stillComingIn: Problem = { kind: "not-possible-now", title: "This file is still coming in.", next: "Wait a moment, then look at the list of imports." };
const takenId: Problem = { kind: "conflict", title: "Another upload has this id.", saved: "Nothing of this file was kept.", next: "Upload the file again." };

/**
 * Takes a file in, batch by batch, and checks every row against the directory alone; Lead is not asked. Either the whole
 * file is there at the end, or nothing of it. The same id again answers with what is there.
 */
export async function receiveImport(db: Database, upload: Upload): Promise<Result<Received>> {
  const begun = await begin(db, upload);
  if (!begun.ok || !begun.value.isNew) return begun.ok ? ok({ importId: upload.importId }) : begun;
  try {
    await receive(db, upload);
    return ok({ importId: upload.importId });
  } catch (error) {
    await discardImport(db, upload.importId);
    if (error instanceof FileRefused) return fail(error.problem);
    throw error;
  }
}

async function begin(db: Database, { importId, program, actor, source, fileName }: Upload): Promise<Result<{ isNew: boolean }>> {
  const row = { id: importId, program: program.slug, status: "receiving" as const, source, fileName, uploadedBy: actor.subject, uploadedByName: actor.name };
  const inserted = await db.insert(imports).values(row).onConflictDoNothing().returning({ id: imports.id });
  if (inserted.length > 0) return ok({ isNew: true });
  const [known] = await db.select().from(imports).where(eq(imports.id, importId));
  if (known?.program !== program.slug || known.uploadedBy !== actor.subject) return fail(takenId);
  return known.status === "receiving" ? fail(stillComingIn) : ok({ isNew: false });
}

async function receive(db: Database, upload: Upload): Promise<void> {
  const meter: FileMeter = { bytes: 0, sha256: () => Buffer.alloc(0) };
  const tally: Tally = { rows: 0, found: {}, elsewhere: {} };
  let shape: FileShape | undefined;
  const lines = checkedLines(wholeBody(upload, meter), meter);
  try {
    for await (const rows of readFile(lines, (recognised) => (shape = recognised))) {
      if (!(await receiveRows(db, upload, rows, tally))) throw new FileRefused(cutShort);
    }
  } finally {
    await lines.return(undefined);
  }
  await finish(db, upload, { meter, tally, shape });
}

type Read = { meter: FileMeter; tally: Tally; shape: FileShape | undefined };

async function finish(db: Database, { importId, program, actor, source }: Upload, { meter, tally, shape }: Read): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(imports)
      .set({ status: "ready", bytes: meter.bytes, sha256: meter.sha256(), shape, rowCount: tally.rows, found: tally.found, foundElsewhere: tally.elsewhere, updatedAt: sql`now()` })
      .where(eq(imports.id, importId))
      .returning({ id: imports.id });
    if (!row) throw new FileRefused(cutShort);
    const details = { importId, source, rows: tally.rows, new: tally.found.new ?? 0, sha256: meter.sha256().toString("hex") };
    await appendEntry(tx, { program: program.slug, actor, action: "import-received", outcome: "done", details });
  });
}
