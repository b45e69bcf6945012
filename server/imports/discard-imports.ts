import "server-only";
import { and, eq, lt, sql } from "drizzle-orm";
import type { Database } from "../db/client";
import { importRows, imports } from "../db/schema-imports";

const rowsAtATime = 10_000;

/** Removes an upload that never became whole, its rows first and in short batches. */
export async function discardImport(db: Database, importId: string): Promise<void> {
  const [unfinished] = await db.select({ id: imports.id }).from(imports).where(and(eq(imports.id, importId), eq(imports.status, "receiving")));
  if (!unfinished) return;
  for (;;) {
    const some = db.select({ rowNumber: importRows.rowNumber }).from(importRows).where(eq(importRows.importId, importId)).limit(rowsAtATime);
    const removed = await db.delete(importRows).where(and(eq(importRows.importId, importId), sql`${importRows.rowNumber} IN ${some}`));
    if ((removed.rowCount ?? 0) < rowsAtATime) break;
  }
  await db.delete(imports).where(and(eq(imports.id, importId), eq(imports.status, "receiving")));
}

/** Uploads of a program whose process has gone: nothing came in for a quarter of an hour. Answers how many. */
export async function discardAbandoned(db: Database, program: string): Promise<number> {
  const abandoned = await db
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.status, "receiving"), eq(imports.program, program), lt(imports.updatedAt, sql`now() - interval '15 minutes'`)));
  for (const { id } of abandoned) await discardImport(db, id);
  return abandoned.length;
}
