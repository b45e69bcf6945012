import "server-only";
import type { SQL } from "drizzle-orm";
import { appendEntry } from "../audit/append-entry";
import type { Database, Queryable } from "../db/client";
import { log } from "../log";
import type { Caller } from "./authorise";
import type { ExportSnapshot } from "./export-snapshot";

export type ExportLimits = {
  /** How long a browser may leave what is ready. */
  mostIdleMs: number;
  longestMs: number;
};

export const usualLimits: ExportLimits = { mostIdleMs: 60_000, longestMs: 30 * 60_000 };

/** So many are written out at once, and hold up whoever else asks for something. */
export const rowsAtATime = 500;

/** Why an export ended early: who took it went away, or took nothing for too long, or it took too long, or the console failed. */
export type ExportBreak = "taker-gone" | "taker-idle" | "too-long" | "fault";

/** What the trail says of the export. */
type ExportDetails = { what: "accounts" | "activity" | "register" | "examiner-pack" | "dormancy" } & Record<string, unknown>;

/** What an export reads from, let go of however it ends. */
export type ExportSource = {
  close(): Promise<void>;
  breakOff(): Promise<void>;
  /** Commits with the entry that ends it; `broken` is null where all of it left. */
  settle?(tx: Queryable, broken: ExportBreak | null): Promise<void>;
};

/** One export from its first word on the trail to its last; it ends once, however it ends. */
export class RunningExport {
  /** How far it is, for the entry that ends it. */
  private told: () => Record<string, unknown> = () => ({ rows: 0 });
  private begun: Promise<ExportDetails> | undefined;
  private ending: Promise<void> | undefined;
  private idle: NodeJS.Timeout | undefined;
  private readonly longest: NodeJS.Timeout;

  constructor(
    private readonly db: Database,
    private readonly caller: Caller,
    private readonly source: ExportSource,
    private readonly limits: ExportLimits,
    private readonly signal: AbortSignal,
  ) {
    this.longest = setTimeout(() => this.breakOffUnasked("too-long"), limits.longestMs).unref();
    signal.addEventListener("abort", this.onGone);
    if (signal.aborted) this.onGone();
  }

  /** Nothing leaves before this is on the trail; which accounts were chosen by hand stands there once. */
  async begin(details: ExportDetails, accountIds?: readonly string[]): Promise<void> {
    this.begun = this.record("asked", accountIds ? { ...details, accountIds } : details).then(() => details);
    await this.begun;
  }

  /** A head, and the lines of what the ids of a snapshot name, in their order. */
  lines(snapshot: ExportSnapshot, head: string, ids: SQL, linesOf: (ids: string[]) => Promise<() => string>): AsyncGenerator<string> {
    const counted = { rows: 0 };
    return this.pieces(partsOf(snapshot, head, ids, linesOf, counted), () => ({ ...counted }));
  }

  /** Whatever it is made of, handed over piece by piece. `told`: how far it is. */
  pieces<Piece>(made: AsyncGenerator<Piece>, told: () => Record<string, unknown>): AsyncGenerator<Piece> {
    this.told = told;
    return this.handed(made);
  }

  private async *handed<Piece>(made: AsyncGenerator<Piece>): AsyncGenerator<Piece> {
    try {
      for await (const piece of made) yield* this.taken(piece);
      await this.finish();
    } catch (error) {
      await this.breakOff("fault");
      throw error;
    } finally {
      // Where it was not read to its end; otherwise it has ended already.
      await this.breakOff("taker-gone");
    }
  }

  /** Hands it over and waits until it is taken. */
  private *taken<Piece>(piece: Piece): Generator<Piece> {
    if (this.ending) throw new Error("The export was broken off.");
    this.idle = setTimeout(() => this.breakOffUnasked("taker-idle"), this.limits.mostIdleMs).unref();
    yield piece;
    clearTimeout(this.idle);
    if (this.ending) throw new Error("The export was broken off.");
  }

  private readonly onGone = () => this.breakOffUnasked("taker-gone");

  private breakOffUnasked(why: ExportBreak): void {
    this.breakOff(why).catch((error: unknown) => log().error({ err: error, event: "export-not-ended" }));
  }

  async breakOff(why: ExportBreak): Promise<void> {
    this.ending ??= this.end(async () => {
      await this.source.breakOff();
      const details = await this.begun?.catch(() => undefined);
      if (details) await this.record("observed", { ...details, ...this.told(), brokenOff: why }, why);
    });
    await this.ending;
  }

  private async finish(): Promise<void> {
    this.ending ??= this.end(async () => {
      await this.source.close();
      await this.record("done", { ...(await this.begun), ...this.told() }, null);
    });
    await this.ending;
  }

  private async end(how: () => Promise<void>): Promise<void> {
    clearTimeout(this.idle);
    clearTimeout(this.longest);
    this.signal.removeEventListener("abort", this.onGone);
    await how();
  }

  private async record(outcome: "asked" | "done" | "observed", details: Record<string, unknown>, broken?: ExportBreak | null): Promise<void> {
    const { actor, program } = this.caller;
    await this.db.transaction(async (tx) => {
      if (broken !== undefined) await this.source.settle?.(tx, broken);
      await appendEntry(tx, { program: program.slug, actor, action: "export", outcome, details });
    });
  }
}

async function* partsOf(snapshot: ExportSnapshot, head: string, ids: SQL, linesOf: (ids: string[]) => Promise<() => string>, counted: { rows: number }): AsyncGenerator<string> {
  yield head;
  await snapshot.declare(ids);
  const read = async () => {
    const found = await snapshot.next<{ id: string }>(rowsAtATime);
    return found.length === 0 ? null : { rows: found.length, text: await linesOf(found.map(({ id }) => id)) };
  };
  // The database works on the next part while this one is written out and taken.
  let ahead = read();
  for (let part = await ahead; part; part = await ahead) {
    ahead = read();
    ahead.catch(() => undefined);
    counted.rows += part.rows;
    yield part.text();
  }
}
