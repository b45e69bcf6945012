import "server-only";
import { randomUUID } from "node:crypto";
import { and, asc, eq, sql } from "drizzle-orm";
import type { CommandReceipt, LocalCommandName } from "@/lib/command";
import type { BulkAction } from "@/lib/bulk/bulk-actions";
import type { PlanBulkInput } from "@/lib/bulk/bulk-inputs";
import type { Actor } from "@/lib/operator";
import type { Result } from "@/lib/result";
import { person } from "../commands/command-test-bed";
import type { CommandTestBed } from "../commands/command-test-bed";
import { startCommandWorld } from "../commands/command-test-world";
import type { CommandWorld } from "../commands/command-test-world";
import { auditEntries, commands } from "../db/schema";
import { bulkRows, bulkRuns } from "../db/schema-bulk";
import { commandOfRow, rowKind } from "./bulk-counts";
import type { Asker } from "./asker";
import { runBulk } from "./run-bulk";
import type { BulkDeps } from "./run-bulk";
import { submitWithBulk } from "./submit-bulk";

type Terms<Action extends BulkAction> = Extract<PlanBulkInput, { action: Action }>["terms"];

/** Bulk actions that a test prepares, starts and runs round by round, by people who hold the roles that it says. */
export class BulkUnderTest {
  private constructor(readonly world: CommandWorld) {}

  static async start(): Promise<BulkUnderTest> {
    return new BulkUnderTest(await startCommandWorld());
  }

  get bed(): CommandTestBed {
    return this.world.bed;
  }

  get db() {
    return this.bed.deps.db;
  }

  accounts(many: number, change: Record<string, unknown> = {}): Promise<string[]> {
    return Promise.all(Array.from({ length: many }, () => this.bed.made(change)));
  }

  act(actor: Actor, name: LocalCommandName, input: unknown, commandId: string = randomUUID()): Promise<Result<CommandReceipt>> {
    return submitWithBulk(this.bed.deps, { actor, submission: { program: this.bed.slug, name, commandId, input } });
  }

  async plan<Action extends BulkAction>(actor: Actor, action: Action, terms: Terms<Action>, chosen: string[] | string): Promise<string> {
    const input = { action, terms, chosen: typeof chosen === "string" ? { by: "list", list: chosen } : { by: "hand", ids: chosen } };
    const runId = randomUUID();
    const planned = await this.act(actor, "plan-bulk", input, runId);
    if (!planned.ok) throw new Error(`${planned.problem.title} ${JSON.stringify(planned.problem.fields ?? [])}`);
    return runId;
  }

  /** A deactivation as dormant, started by Priya. */
  async started(ids: string[]): Promise<string> {
    const runId = await this.plan(person("priya"), "deactivate-account", { reason: "dormant" }, ids);
    const started = await this.act(person("priya"), "start-bulk", { runId, action: "deactivate-account" });
    if (!started.ok) throw new Error(started.problem.title);
    return runId;
  }

  control(actor: Actor, name: "start-bulk" | "stop-bulk" | "resume-bulk" | "retry-bulk", runId: string, action: BulkAction = "deactivate-account") {
    return this.act(actor, name, { runId, action });
  }

  /** One round of a worker; who asked holds the right unless the test says otherwise. */
  round(over: Partial<BulkDeps> = {}, stopping: AbortSignal = new AbortController().signal, actor = person("priya")): Promise<number> {
    const asker = (): Promise<Asker> => Promise.resolve({ kind: "may", actor });
    return runBulk({ commands: this.bed.deps, asker, leaseMs: 30_000, beatMs: 20, onPhase: () => undefined, ...over }, { ...this.bed.program, backgroundCallsPerSecond: 300 }, stopping);
  }

  async run(runId: string) {
    const [row] = await this.db.select().from(bulkRuns).where(eq(bulkRuns.id, runId));
    if (!row) throw new Error(`No run ${runId}`);
    return row;
  }

  rows(runId: string) {
    const { accountId, state, attempt, commandId, problem } = bulkRows;
    return this.db
      .select({ accountId, state, attempt, commandId, kind: rowKind, problem: sql<{ title: string } | null>`coalesce(${problem}, ${commands.problem})` })
      .from(bulkRows)
      .leftJoin(commands, commandOfRow)
      .where(eq(bulkRows.runId, runId))
      .orderBy(asc(bulkRows.rowNumber));
  }

  async kinds(runId: string): Promise<string[]> {
    return (await this.rows(runId)).map(({ kind }) => kind);
  }

  /** As if the pause after a stall and the leases of whoever died had gone by. */
  async due(runId: string): Promise<void> {
    await this.db.update(bulkRuns).set({ nextLookAt: null, leasedUntil: null }).where(eq(bulkRuns.id, runId));
    await this.db.update(commands).set({ leasedUntil: new Date(0), nextSendAt: null }).where(and(eq(commands.bulkRunId, runId), sql`${commands.settledAt} IS NULL`));
  }

  /** As if everything done in bulk so far were older than the days that count together for a second person. */
  async longAgo(): Promise<void> {
    await this.db.update(bulkRows).set({ settledAt: new Date(0) }).where(eq(bulkRows.state, "sent"));
  }

  /** "action outcome" of the trail about a run, but for the commands of its accounts. */
  async trail(runId: string): Promise<string[]> {
    const rows = await this.db.select().from(auditEntries).where(sql`${auditEntries.details}->>'bulkId' = ${runId} AND ${auditEntries.accountId} IS NULL`).orderBy(asc(auditEntries.seq));
    return rows.map(({ action, outcome }) => `${action} ${outcome}`);
  }
}
