import "server-only";
import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { cutShortEvidence, evidenceLimits, fileNameProblem, tooLargeEvidence } from "@/lib/evidence/evidence-file";
import { EvidenceReader } from "@/lib/evidence/recognise-evidence";
import type { UploadedEvidence } from "@/lib/evidence/evidence-view";
import type { Actor } from "@/lib/operator";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import type { Database } from "../db/client";
import { evidenceChunks, evidenceUploads } from "../db/schema-evidence";
import { FileRefused } from "../imports/file-refused";
import type { SentBody } from "../imports/whole-body";

type Upload = SentBody & { evidenceId: string; program: { slug: string }; actor: Actor; fileName: string };

const stillComingIn: Problem = { kind: "not-possible-now", title: "This file is still coming in.", next: "Wait a moment, then add it again." };
const takenId: Problem = { kind: "conflict", title: "Another upload has this id.", saved: "Nothing of this file was kept.", next: "Choose the file again." };

/** As the table takes it. */
const chunkBytes = 256 * 1024;

/**
 * Takes a file in, piece by piece, and looks at what it is. It is evidence only when somebody adds it to an account;
 * until then nobody sees it. The same id again answers with what is there.
 */
export async function receiveEvidence(db: Database, upload: Upload): Promise<Result<UploadedEvidence>> {
  const { evidenceId: id, program, actor, fileName } = upload;
  const wrongName = fileNameProblem(fileName);
  if (wrongName) return fail(wrongName);
  const row = { id, program: program.slug, status: "receiving" as const, fileName, uploadedBy: actor.subject };
  const inserted = await db.insert(evidenceUploads).values(row).onConflictDoNothing().returning({ id: evidenceUploads.id });
  if (inserted.length === 0) return known(db, upload);
  try {
    return ok(await receive(db, upload));
  } catch (error) {
    await discard(db, id);
    if (error instanceof FileRefused) return fail(error.problem);
    throw error;
  }
}

async function known(db: Database, { evidenceId, program, actor }: Upload): Promise<Result<UploadedEvidence>> {
  const [row] = await db.select().from(evidenceUploads).where(eq(evidenceUploads.id, evidenceId));
  if (row?.program !== program.slug || row.uploadedBy !== actor.subject) return fail(takenId);
  const { fileName, mediaType, bytes, sha256 } = row;
  return mediaType && sha256 ? ok({ evidenceId, fileName, mediaType, bytes, sha256: sha256.toString("hex") }) : fail(stillComingIn);
}

/** What comes in is written down in pieces of one size; only what is not full yet is held. */
async function receive(db: Database, { evidenceId, fileName, body, declaredBytes }: Upload): Promise<UploadedEvidence> {
  const hash = createHash("sha256");
  const reader = new EvidenceReader();
  const held = Buffer.alloc(chunkBytes);
  let [filled, bytes, position] = [0, 0, 0];
  const write = async () => {
    await keepChunk(db, evidenceId, position, held.subarray(0, filled));
    [filled, position] = [0, position + 1];
  };
  for await (const piece of unbroken(body)) {
    bytes += piece.byteLength;
    if (bytes > evidenceLimits.bytes) throw new FileRefused(tooLargeEvidence);
    hash.update(piece);
    const problem = reader.push(piece);
    if (problem) throw new FileRefused(problem);
    for (let at = 0; at < piece.byteLength; ) {
      const taken = Math.min(chunkBytes - filled, piece.byteLength - at);
      held.set(piece.subarray(at, at + taken), filled);
      [filled, at] = [filled + taken, at + taken];
      if (filled === chunkBytes) await write();
    }
  }
  if (declaredBytes !== null && bytes !== declaredBytes) throw new FileRefused(cutShortEvidence);
  const recognised = reader.end();
  if ("problem" in recognised) throw new FileRefused(recognised.problem);
  if (filled > 0) await write();
  const sha256 = hash.digest();
  const [row] = await db.update(evidenceUploads).set({ status: "received", mediaType: recognised.type, bytes, sha256, updatedAt: sql`now()` }).where(receiving(evidenceId)).returning({ id: evidenceUploads.id });
  if (!row) throw new FileRefused(cutShortEvidence);
  return { evidenceId, fileName, mediaType: recognised.type, bytes, sha256: sha256.toString("hex") };
}

async function* unbroken(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch {
    throw new FileRefused(cutShortEvidence);
  }
}

const receiving = (id: string) => and(eq(evidenceUploads.id, id), eq(evidenceUploads.status, "receiving"));

async function keepChunk(db: Database, uploadId: string, position: number, content: Buffer): Promise<void> {
  await db.transaction(async (tx) => {
    const alive = await tx.update(evidenceUploads).set({ updatedAt: sql`now()` }).where(receiving(uploadId)).returning({ id: evidenceUploads.id });
    if (alive.length === 0) throw new FileRefused(cutShortEvidence);
    await tx.insert(evidenceChunks).values({ uploadId, position, content: Buffer.from(content) });
  });
}

/** Its pieces go with it. */
async function discard(db: Database, id: string): Promise<void> {
  await db.delete(evidenceUploads).where(receiving(id));
}
