import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { idempotencyKey } from "@/lib/lead/ids";
import type { Actor } from "@/lib/operator";
import { appendEntry } from "../audit/append-entry";
import { db as sharedDatabase } from "../db/client";
import type { Queryable } from "../db/client";
import { announcedAccounts, announcements, announcementSignatures } from "../db/schema-intake";
import { announcedIds } from "./announcement-body";
import { intakeAnswer, intakeError } from "./intake-answer";
import { noteRefusal } from "./refusals";
import { consoleIntake, signedRequest } from "./signed-request";
import type { IntakeDeps, SignedRequest, SignedWay } from "./signed-request";

/** 1,000 ids of 255 characters fit, with room to spare. */
export const announcementWay: SignedWay = { way: "announcements", header: "announcement-signature", scheme: "v1", mostBytes: 384 * 1024 };

export const announcer: Actor = { subject: "announcements", name: "The program's own services", roles: [] };

/** Takes ids of accounts that the partner's own services opened; what follows is the worker's. */
export async function receiveAnnouncement(request: Request, slug: string, deps: IntakeDeps = consoleIntake(sharedDatabase())): Promise<Response> {
  const signed = await signedRequest(deps, request, slug, announcementWay);
  if (signed instanceof Response) return signed;
  const header = request.headers.get("idempotency-key");
  if (header !== null && !idempotencyKey.safeParse(header).success) {
    return intakeError(400, { code: "idempotency_key_invalid", message: "Expected an Idempotency-Key of 1 to 255 printable characters without spaces. Nothing was taken." });
  }
  const read = announcedIds(signed.bytes);
  if (!read.ok) return intakeError(read.status, read.error);
  return answerOf(deps, signed, await keepAnnouncement(deps, signed, header, read.ids));
}

type Kept = { kind: "taken" | "repeated" | "replayed"; id: string | null; counts: Counts } | { kind: "key-reused" };
type Counts = { received: number; known: number; waiting: number };

const digest = (...parts: (string | Uint8Array)[]) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();

/** The signature, the ids and the trail's entry: all of it or nothing. */
async function keepAnnouncement({ db }: IntakeDeps, { program, bytes, t, toleranceSeconds }: SignedRequest, header: string | null, ids: readonly string[]): Promise<Kept> {
  const bodyHash = digest(bytes);
  const requestKey = header === null ? `body:${bodyHash.toString("hex")}` : `key:${header}`;
  return db.transaction(async (tx): Promise<Kept> => {
    const isNew = await takeSignature(tx, program.slug, digest(t, ".", bytes), toleranceSeconds);
    const id = randomUUID();
    const inserted = isNew ? await tx.insert(announcements).values({ id, program: program.slug, requestKey, bodyHash }).onConflictDoNothing().returning({ id: announcements.id }) : [];
    if (inserted.length === 0) return earlier(tx, program.slug, requestKey, bodyHash, isNew);
    await keepIds(tx, program.slug, id, ids);
    const counts = await countsOf(tx, id);
    await appendEntry(tx, { program: program.slug, actor: announcer, action: "announcement", outcome: "done", details: { announcement: id, ...counts } });
    return { kind: "taken", id, counts };
  });
}

/** False where this very request was taken before. Kept for twice the tolerance: as long as its time may pass. */
async function takeSignature(tx: Queryable, program: string, signature: Buffer, toleranceSeconds: number): Promise<boolean> {
  const taken = await tx
    .insert(announcementSignatures)
    .values({ program, signature, expiresAt: sql`now() + make_interval(secs => ${2 * toleranceSeconds + 60})` })
    .onConflictDoNothing()
    .returning({ program: announcementSignatures.program });
  return taken.length > 0;
}

async function earlier(tx: Queryable, program: string, requestKey: string, bodyHash: Buffer, isNew: boolean): Promise<Kept> {
  const [known] = await tx
    .select({ id: announcements.id, bodyHash: announcements.bodyHash })
    .from(announcements)
    .where(and(eq(announcements.program, program), eq(announcements.requestKey, requestKey)));
  if (!isNew) return { kind: "replayed", id: known?.id ?? null, counts: { received: 0, known: 0, waiting: 0 } };
  if (!known || !known.bodyHash.equals(bodyHash)) return { kind: "key-reused" };
  return { kind: "repeated", id: known.id, counts: await countsOf(tx, known.id) };
}

/** Each id once, with its first row; one that the directory knows is settled at once and changes nothing. */
async function keepIds(tx: Queryable, program: string, announcementId: string, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`
    INSERT INTO announced_accounts (announcement_id, program, account_id, position, state, settled_at)
    SELECT ${announcementId}, ${program}, given.id, min(given.position),
      CASE WHEN entry.account_id IS NULL THEN 'waiting' ELSE 'known' END, CASE WHEN entry.account_id IS NULL THEN NULL ELSE now() END
    FROM unnest(${sql.param([...ids])}::text[]) WITH ORDINALITY AS given(id, position)
    LEFT JOIN directory_entries entry ON entry.program = ${program} AND entry.account_id = given.id
    GROUP BY given.id, entry.account_id`);
}

async function countsOf(tx: Queryable, id: string): Promise<Counts> {
  const [row] = await tx
    .select({
      received: sql<number>`count(*)::int`,
      known: sql<number>`(count(*) FILTER (WHERE ${announcedAccounts.state} = 'known'))::int`,
      waiting: sql<number>`(count(*) FILTER (WHERE ${announcedAccounts.state} = 'waiting'))::int`,
    })
    .from(announcedAccounts)
    .where(eq(announcedAccounts.announcementId, id));
  return row ?? { received: 0, known: 0, waiting: 0 };
}

async function answerOf({ db }: IntakeDeps, { program }: SignedRequest, kept: Kept): Promise<Response> {
  if (kept.kind === "key-reused") {
    return intakeError(409, { code: "idempotency_key_reused", message: "This Idempotency-Key came with another body before. Nothing was taken: use a key of its own for each announcement." });
  }
  if (kept.kind === "replayed") {
    await noteRefusal(db, program.slug, "announcements", "replayed");
    const as = kept.id === null ? "" : ` as announcement ${kept.id}`;
    return intakeError(409, { code: "replayed", message: `This very request was taken before${as}, and was not taken again. To repeat an announcement, sign it anew.` });
  }
  return intakeAnswer(202, { announcement: kept.id, repeated: kept.kind === "repeated", ...kept.counts });
}
