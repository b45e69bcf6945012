import "server-only";
import { createHash } from "node:crypto";
import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import type { EvidenceSubject } from "@/lib/evidence/evidence-inputs";
import type { EvidencePage, EvidenceView } from "@/lib/evidence/evidence-view";
import type { MediaType } from "@/lib/evidence/evidence-file";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { evidence, evidenceChunks, evidenceWithdrawals } from "../db/schema-evidence";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { decodeCursor, pageOf } from "./cursor";

const itemsPerPage = 20;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type EvidenceQuery = { accountId: string; subject?: EvidenceSubject; after?: string };

/** The evidence of an account, or of one thing on it; newest first, the withdrawn among it. */
export async function evidenceOf(caller: Caller, { accountId, subject, after }: EvidenceQuery, db: Database = sharedDatabase()): Promise<Result<EvidencePage>> {
  const denied = await denial(db, caller, "read-evidence");
  if (denied) return fail(denied);
  const place = decodeCursor(after);
  const beyond = place && uuid.test(place.id) ? sql`(${evidence.addedAt}, ${evidence.id}) < (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)` : undefined;
  const about = subject ? and(eq(evidence.subjectKind, subject.kind), eq(evidence.subjectId, subject.id)) : undefined;
  const read = await db
    .select({ row: evidence, withdrawal: evidenceWithdrawals })
    .from(evidence)
    .leftJoin(evidenceWithdrawals, eq(evidenceWithdrawals.evidenceId, evidence.id))
    .where(and(eq(evidence.program, caller.program.slug), eq(evidence.accountId, accountId), about, beyond))
    .orderBy(desc(evidence.addedAt), desc(evidence.id))
    .limit(itemsPerPage + 1);
  const { items, next } = pageOf(read, itemsPerPage, { after: place }, ({ row }) => ({ at: row.addedAt, id: row.id }));
  return ok({ items: items.map((item) => evidenceView(item, caller)), next });
}

type Stored = { row: typeof evidence.$inferSelect; withdrawal: typeof evidenceWithdrawals.$inferSelect | null };

function evidenceView({ row, withdrawal }: Stored, { actor, permissions }: Caller): EvidenceView {
  return {
    id: row.id,
    subject: { kind: row.subjectKind, id: row.subjectId },
    fileName: row.fileName,
    mediaType: row.mediaType,
    bytes: row.bytes,
    sha256: row.sha256.toString("hex"),
    description: row.description,
    addedBy: row.addedByName,
    addedAt: row.addedAt.toISOString(),
    mayWithdraw: !withdrawal && permissions.has("withdraw-evidence") && (row.addedBy === actor.subject || permissions.has("withdraw-evidence-of-others")),
    withdrawn: withdrawal && { by: withdrawal.withdrawnByName, at: withdrawal.withdrawnAt.toISOString(), reason: withdrawal.reason },
  };
}

type EvidenceFile = { fileName: string; mediaType: MediaType; bytes: number; content: AsyncGenerator<Buffer> };

const damaged: Problem = {
  kind: "unavailable",
  title: "This file is not what was added: its hash differs.",
  saved: "Nothing was shown. It is in the audit trail.",
  next: "Tell whoever runs the database.",
};

/** One file, whole: its hash is computed again and the reading is on the trail before the first byte leaves. Null: there is no such evidence. */
export async function readEvidence(caller: Caller, evidenceId: string, db: Database = sharedDatabase()): Promise<Result<EvidenceFile | null>> {
  const denied = await denial(db, caller, "read-evidence");
  if (denied) return fail(denied);
  const { program, actor } = caller;
  const [row] = uuid.test(evidenceId) ? await db.select().from(evidence).where(and(eq(evidence.id, evidenceId), eq(evidence.program, program.slug))) : [];
  if (!row) return ok(null);
  const { fileName, mediaType, bytes, sha256, accountId } = row;
  const isWhole = await isAsAdded(db, row);
  await db.transaction((tx) =>
    appendEntry(tx, {
      program: program.slug, actor, action: isWhole ? "read-evidence" : "evidence-damaged", outcome: isWhole ? "done" : "observed", accountId,
      details: { evidenceId, file: fileName, bytes, sha256: sha256.toString("hex") },
    }),
  );
  return isWhole ? ok({ fileName, mediaType, bytes, content: evidenceChunksOf(db, evidenceId) }) : fail(damaged);
}

async function isAsAdded(db: Database, { id, bytes, sha256 }: typeof evidence.$inferSelect): Promise<boolean> {
  const hash = createHash("sha256");
  let read = 0;
  for await (const chunk of evidenceChunksOf(db, id)) {
    hash.update(chunk);
    read += chunk.byteLength;
  }
  return read === bytes && hash.digest().equals(sha256);
}

/** The bytes in their order, one piece in memory at a time; whoever asks has authorised it. */
export async function* evidenceChunksOf(db: Pick<Database, "select">, evidenceId: string): AsyncGenerator<Buffer> {
  for (let position = -1; ; ) {
    const [chunk] = await db
      .select()
      .from(evidenceChunks)
      .where(and(eq(evidenceChunks.uploadId, evidenceId), gt(evidenceChunks.position, position)))
      .orderBy(asc(evidenceChunks.position))
      .limit(1);
    if (!chunk) return;
    position = chunk.position;
    yield chunk.content;
  }
}
