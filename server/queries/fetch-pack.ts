import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { packFileName, packHours } from "@/lib/closures/examiner-pack";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { database } from "../db/client";
import type { Database } from "../db/client";
import { examinerPacks } from "../db/schema-packs";
import { databaseNow } from "../directory/remember-answer";
import { log } from "../log";
import { PackContents } from "../packs/pack-contents";
import type { PackRow } from "../packs/pack-contents";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { isPast, noSuchPack } from "./examiner-pack";
import { RunningExport, usualLimits } from "./running-export";
import type { ExportSource } from "./running-export";

/** Packs at once, over every instance of the console: each keeps a processor busy. */
export const mostPacks = 2;
const leaseSeconds = 60;
const renewMs = 20_000;

/** A gigabyte over a slow line takes its time. */
export const packTimes = { ...usualLimits, longestMs: 2 * 60 * 60_000 };

export type PackFile = { fileName: string; contentType: string; pieces: AsyncGenerator<Uint8Array> };
type Fetching = { db?: Database; limits?: typeof usualLimits; walkedBefore?: number };

/**
 * The archive of a pack, made as it is taken, for who asked for it, once. That it leaves is on the trail before it does; how
 * much of it left, and its hash, afterwards. Whoever takes it ends it by the signal.
 */
export async function fetchPack(caller: Caller, packId: string, signal: AbortSignal, { db = database().db, limits = packTimes, walkedBefore }: Fetching = {}): Promise<Result<PackFile>> {
  const denied = await denial(db, caller, "export-examiner-pack");
  if (denied) return fail(denied);
  const leased = await leasePack(db, caller, packId);
  if (!leased.ok) return leased;
  const { pack, lease } = leased.value;
  const { program, actor } = caller;
  const contents = new PackContents({ db, program, actor, walkedBefore }, pack);
  const sum = new ArchiveSum();
  const running = new RunningExport(db, caller, source(db, pack, lease, () => ({ ...sum.value, manifestSha256: contents.progress.manifestSha256 })), limits, signal);
  try {
    await running.begin({ what: "examiner-pack", pack: pack.id, records: pack.recordIds.length });
    const told = () => ({ ...contents.progress, bytes: sum.value.bytes, sha256: sum.value.sha256 });
    const fileName = packFileName(program.slug, pack.id, businessDate(await databaseNow(db), program.timeZone));
    return ok({ fileName, contentType: "application/zip", pieces: running.pieces(sum.over(contents.bytes()), told) });
  } catch (error) {
    await running.breakOff("fault");
    throw error;
  }
}

/** The hash and size of what has left so far. */
class ArchiveSum {
  private readonly hash = createHash("sha256");
  private bytes = 0;

  async *over(pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      this.hash.update(piece);
      this.bytes += piece.byteLength;
      yield piece;
    }
  }

  get value(): { bytes: number; sha256: string } {
    return { bytes: this.bytes, sha256: this.hash.copy().digest("hex") };
  }
}

type Made = () => { bytes: number; sha256: string; manifestSha256: string };

function source(db: Database, pack: PackRow, lease: string, made: Made): ExportSource {
  const own = and(eq(examinerPacks.id, pack.id), eq(examinerPacks.leasedBy, lease));
  const renew = setInterval(() => {
    db.update(examinerPacks).set({ leasedUntil: leaseEnd }).where(own).catch((error: unknown) => log().error({ err: error, event: "pack-lease-not-renewed" }));
  }, renewMs).unref();
  const stop = () => Promise.resolve(clearInterval(renew));
  return {
    close: stop,
    breakOff: stop,
    settle: async (tx, broken) => {
      const { bytes, sha256, manifestSha256 } = made();
      const archive = broken === null ? { madeAt: sql`now()`, bytes, sha256: Buffer.from(sha256, "hex"), manifestSha256: Buffer.from(manifestSha256, "hex") } : {};
      const settled = await tx.update(examinerPacks).set({ leasedBy: null, leasedUntil: null, ...archive }).where(own).returning({ id: examinerPacks.id });
      if (broken === null && settled.length === 0) throw new Error(`The pack ${pack.id} is made by somebody else by now.`);
    },
  };
}

const leaseEnd = sql`now() + make_interval(secs => ${leaseSeconds})`;
const lockName = "examiner packs";

const madeAlready: Problem = { kind: "not-possible-now", title: "This pack was made already: there is one archive of each.", saved: "Nothing was exported.", next: "Ask for it again; the same seed draws the same records." };
const tooLate: Problem = { kind: "not-possible-now", title: `A pack is fetched within ${packHours} hours.`, saved: "Nothing was exported.", next: "Ask for it again; the same seed draws the same records." };
const underWay: Problem = { kind: "unavailable", title: "This pack is being made at this moment.", saved: "Nothing was exported.", next: "Wait for it, or try again in a minute." };
const tooMany: Problem = { kind: "unavailable", title: "Too many packs are made at once.", saved: "Nothing was exported.", next: "Try again when one of them has ended." };

/** Whoever makes it holds it for a while; it is taken over where that process has gone. */
async function leasePack(db: Database, { program, actor }: Caller, packId: string): Promise<Result<{ pack: PackRow; lease: string }>> {
  const id = z.uuid().safeParse(packId);
  if (!id.success) return fail(noSuchPack);
  return db.transaction(async (tx) => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${lockName}, 0))`);
    const now = await databaseNow(tx);
    const [pack] = await tx.select().from(examinerPacks).where(and(eq(examinerPacks.id, id.data.toLowerCase()), eq(examinerPacks.program, program.slug), eq(examinerPacks.askedBy, actor.subject))).for("update");
    if (!pack) return fail(noSuchPack);
    if (pack.madeAt !== null) return fail(madeAlready);
    if (isPast(pack.askedAt, now)) return fail(tooLate);
    if (pack.leasedUntil !== null && pack.leasedUntil > now) return fail(underWay);
    const { rows } = await tx.execute<{ making: number }>(sql`SELECT count(*)::int AS making FROM examiner_packs WHERE leased_until > now()`);
    if ((rows[0]?.making ?? 0) >= mostPacks) return fail(tooMany);
    const lease = randomUUID();
    await tx.update(examinerPacks).set({ leasedBy: lease, leasedUntil: leaseEnd }).where(and(eq(examinerPacks.id, pack.id), isNull(examinerPacks.madeAt)));
    return ok({ pack, lease });
  });
}
