import "server-only";
import { randomBytes } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { fieldProblemsOf } from "@/lib/accounts/command-inputs";
import { askForPackInput, packHours } from "@/lib/closures/examiner-pack";
import type { AskForPackInput, PackAsk, PackPreview, PackView } from "@/lib/closures/examiner-pack";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { examinerPacks } from "../db/schema-packs";
import { databaseNow } from "../directory/remember-answer";
import { notEndedBy, populationOf, previewOf, takenOf, trailSince } from "../packs/population";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

/** What a pack would hold, before it is asked for; of a sample without a seed only how much at most. */
export async function previewPack(caller: Caller, ask: PackAsk, db: Database = sharedDatabase()): Promise<Result<PackPreview>> {
  const denied = await denial(db, caller, "export-examiner-pack");
  if (denied) return fail(denied);
  const population = await populationOf(db, caller.program.slug, ask);
  const { program } = caller;
  return ok(previewOf(population, ask, { notEnded: await notEndedBy(db, program, ask.to), trailEntries: await trailSince(db, program.slug, population) }));
}

const seedBytes = 12;

/** Where a sample comes without a seed one is made here: nobody chooses among seeds without leaving each choice in the trail. */
const withSeed = (ask: PackAsk): PackAsk => (ask.by === "sample" && ask.seed === undefined ? { ...ask, seed: randomBytes(seedBytes).toString("hex") } : ask);

/** Draws what the pack holds and keeps it, with who asked and for what; the archive is made when it is fetched. Asking twice with one id is asking once. */
export async function askForPack(caller: Caller, input: unknown, db: Database = sharedDatabase()): Promise<Result<{ packId: string }>> {
  const denied = await denial(db, caller, "export-examiner-pack");
  if (denied) return fail(denied);
  const parsed = askForPackInput.safeParse(input);
  if (!parsed.success) {
    return fail({ kind: "invalid", title: "Some fields need another look.", saved: "Nothing was drawn.", fields: fieldProblemsOf(parsed.error) });
  }
  return db.transaction((tx) => drawPack(tx, caller, parsed.data));
}

async function drawPack(tx: Parameters<Parameters<Database["transaction"]>[0]>[0], { program, actor }: Caller, { packId, purpose, ask: asked }: AskForPackInput): Promise<Result<{ packId: string }>> {
  const ask = withSeed(asked);
  const population = await populationOf(tx, program.slug, ask);
  const { obstacle } = previewOf(population, ask, { notEnded: 0, trailEntries: await trailSince(tx, program.slug, population) });
  if (obstacle !== null) return fail({ kind: "not-possible-now", title: obstacle, saved: "Nothing was drawn." });
  const taken = takenOf(population, ask);
  const kept = await tx
    .insert(examinerPacks)
    .values({
      id: packId, program: program.slug, askedBy: actor.subject, askedByName: actor.name, askedByRoles: [...actor.roles], purpose, asked: ask,
      recordIds: taken.map(({ id }) => id), population: ask.by === "sample" ? population.map(({ id }) => id) : null,
    })
    .onConflictDoNothing()
    .returning({ id: examinerPacks.id });
  if (kept.length > 0) {
    const counted = { records: taken.length, ...(ask.by === "sample" ? { population: population.length } : {}) };
    await appendEntry(tx, { program: program.slug, actor, action: "draw-examiner-pack", outcome: "observed", details: { pack: packId, purpose, ...ask, ...counted } });
    return ok({ packId });
  }
  const [known] = await tx.select({ askedBy: examinerPacks.askedBy, program: examinerPacks.program }).from(examinerPacks).where(eq(examinerPacks.id, packId));
  return known?.askedBy === actor.subject && known.program === program.slug ? ok({ packId }) : fail(noSuchPack);
}

export const noSuchPack: Problem = { kind: "not-possible-now", title: "There is no such pack of yours in this program.", saved: "Nothing was exported.", next: "Ask for the pack again." };

const mostListed = 50;

/** The packs of the program, the newest first: with the hash by which an examiner's copy is known. */
export async function packsOf(caller: Caller, db: Database = sharedDatabase()): Promise<Result<PackView[]>> {
  const denied = await denial(db, caller, "export-examiner-pack");
  if (denied) return fail(denied);
  const now = await databaseNow(db);
  const rows = await db.select().from(examinerPacks).where(eq(examinerPacks.program, caller.program.slug)).orderBy(desc(examinerPacks.askedAt), desc(examinerPacks.id)).limit(mostListed);
  return ok(rows.map((row) => packView(row, caller, now)));
}

function packView(row: typeof examinerPacks.$inferSelect, { actor }: Caller, now: Date): PackView {
  const { id, askedBy, askedByName, askedAt, purpose, asked, recordIds, madeAt, bytes, sha256, manifestSha256, leasedUntil } = row;
  const made = madeAt && bytes !== null && sha256 && manifestSha256 ? { at: madeAt.toISOString(), bytes, sha256: sha256.toString("hex"), manifestSha256: manifestSha256.toString("hex") } : null;
  const standing = made ? "made" : leasedUntil !== null && leasedUntil > now ? "making" : isPast(askedAt, now) ? "past" : "waiting";
  return { id, askedBy: askedByName, askedAt: askedAt.toISOString(), purpose, ask: asked, records: recordIds.length, made, standing, own: askedBy === actor.subject };
}

/** Whether the time is over in which it may be fetched. */
export function isPast(askedAt: Date, now: Date): boolean {
  return now.getTime() - askedAt.getTime() > packHours * 3_600_000;
}
