import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { databaseCallSink } from "../audit/call-sink";
import { auditEntries, directoryEntries } from "../db/schema";
import { refreshes, refreshPlaces } from "../db/schema-refresh";
import { DirectoryUnderTest } from "../directory/directory-under-test";
import { remember } from "../directory/remember";
import type { Program } from "../programs";
import { runRefresh, troubleAlone } from "./run-refresh";
import type { RefreshDeps } from "./run-refresh";

const slug = "growth";

/** A directory with some accounts that were just read, and a refresh that a test runs round by round. */
export class RefreshUnderTest {
  private fresh = 0;
  private constructor(readonly world: DirectoryUnderTest, private readonly ids: string[]) {}

  static async start(): Promise<RefreshUnderTest> {
    const world = await DirectoryUnderTest.start();
    return new RefreshUnderTest(world, await world.accountIds(slug));
  }

  get db() {
    return this.world.db;
  }

  program(over: Partial<Program> = {}): Program {
    return { ...this.world.program(slug), backgroundCallsPerSecond: 200, ...over };
  }

  /** Open accounts that no test has used before, read into the directory. */
  async take(many: number): Promise<string[]> {
    const taken: string[] = [];
    while (taken.length < many) {
      const more = this.ids.slice(this.fresh, (this.fresh += many - taken.length));
      await remember(this.program(), more, "seeded", { db: this.db });
      taken.push(...(await this.entries(more)).filter(({ status }) => status !== "closed").map(({ accountId }) => accountId));
    }
    await this.asked();
    return taken;
  }

  /** As if they had been read so many seconds ago, and had last changed long before or as told. */
  async age(ids: readonly string[], seconds: number, changedSecondsBefore = 1_000_000): Promise<void> {
    const readAt = sql`now() - make_interval(secs => ${seconds})`;
    await this.db
      .update(directoryEntries)
      .set({ readAt, writtenAt: null, leadUpdatedAt: sql`${readAt} - make_interval(secs => ${changedSecondsBefore})` })
      .where(and(eq(directoryEntries.program, slug), inArray(directoryEntries.accountId, [...ids])));
  }

  run(over: Partial<Program> = {}, stopping: AbortSignal = new AbortController().signal, more: Partial<RefreshDeps> = {}): Promise<number> {
    const deps: RefreshDeps = { db: this.db, sink: troubleAlone(databaseCallSink(this.db)), leaseMs: 30_000, beatMs: 20, onPhase: () => undefined, ...more };
    return runRefresh(deps, this.program(over), stopping);
  }

  /** What Lead was asked about accounts since the last time, in its order: their ids, relationships left out. */
  async asked(): Promise<string[]> {
    const { calls } = await this.world.simulator.control<{ calls: { path: string; route: string }[] }>("GET", "/calls?limit=10000&program=growth");
    await this.world.simulator.control("DELETE", "/calls");
    return calls.filter(({ route }) => route === "GET /v0/accounts/:id").map(({ path }) => path.split("/").at(-1) ?? "");
  }

  async callCount(): Promise<number> {
    const { calls } = await this.world.simulator.control<{ calls: unknown[] }>("GET", "/calls?limit=10000&program=growth");
    return calls.length;
  }

  async places(ids: readonly string[]) {
    const rows = await this.db.select().from(refreshPlaces).where(and(eq(refreshPlaces.program, slug), inArray(refreshPlaces.accountId, [...ids])));
    return new Map(rows.map((row) => [row.accountId, row]));
  }

  async entries(ids: readonly string[]) {
    return this.db.select().from(directoryEntries).where(and(eq(directoryEntries.program, slug), inArray(directoryEntries.accountId, [...ids]))).orderBy(asc(directoryEntries.accountId));
  }

  async state() {
    return (await this.db.select().from(refreshes).where(eq(refreshes.program, slug)))[0];
  }

  /** As if the pause after a stall and the lease of whoever died had gone by. */
  async due(): Promise<void> {
    await this.db.update(refreshes).set({ nextLookAt: null, leasedUntil: null }).where(eq(refreshes.program, slug));
  }

  async trail(accountId: string): Promise<string[]> {
    const rows = await this.db.select({ action: auditEntries.action }).from(auditEntries).where(and(eq(auditEntries.program, slug), eq(auditEntries.accountId, accountId))).orderBy(asc(auditEntries.seq));
    return rows.map(({ action }) => action);
  }
}
