import "server-only";
import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "../db/client";
import { openDatabase } from "../db/client";
import { directoryEntries } from "../db/schema";
import { agreementExceptions, agreementRows, agreementRuns } from "../db/schema-agreement";
import { rememberAnswer } from "../directory/remember-answer";
import { createTestDatabase } from "../demo/test-database";
import { startAgreement } from "./control-agreement";
import { receiveAgreement } from "./receive-agreement";
import { runAgreement } from "./run-agreement";
import type { AgreementDeps } from "./run-agreement";

export const priya = { subject: "person-priya", name: "Priya Nair", roles: ["program_manager"] } as const;
const slug = "growth";

type AccountFacts = { id: string; client_account_id?: string; status: string; status_reason?: string; closed_at?: string; currency?: string; available?: number; limit?: number };

/** A directory that a test fills as Lead would, and ledgers that are compared with it. */
export class AgreementUnderTest {
  private constructor(readonly db: Database, readonly databaseUrl: string, readonly close: () => Promise<void>) {}

  static async start(): Promise<AgreementUnderTest> {
    const database = await createTestDatabase();
    const { db, pool } = openDatabase(database.appUrl);
    return new AgreementUnderTest(db, database.appUrl, async () => {
      await pool.end();
      await database.drop();
    });
  }

  /** As Lead shows it from now on; of a program of the test's own where it is named. */
  async shows({ id, client_account_id, status, status_reason, closed_at, currency = "USD", available, limit }: AccountFacts, program: string = slug): Promise<void> {
    const credit = limit === undefined ? undefined : { currency, limit, available_credit: available ?? limit };
    const account = { id, client_account_id, status, status_reason, details: { product_name: "Card", closed_at, ...(credit ? { credit } : {}) } };
    await this.db.transaction((tx) => rememberAnswer(tx, { slug: program }, { account, readStartedAt: new Date(), via: "seeded" }));
  }

  async receive(content: string | Buffer, runId: string = randomUUID(), program: string = slug) {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    const body = (async function* () {
      for (let at = 0; at < bytes.length; at += 4_000) yield bytes.subarray(at, at + 4_000);
    })();
    return receiveAgreement(this.db, { runId, program: { slug: program, timeZone: "America/Chicago" }, actor: priya, fileName: "ledger.csv", body, declaredBytes: bytes.length });
  }

  /** Received and started; what the worker does is left. */
  async started(content: string, { asOf = "2026-05-03T12:00:00Z", complete = false, program = slug }: { asOf?: string; complete?: boolean; program?: string } = {}): Promise<string> {
    const received = await this.receive(content, undefined, program);
    if (!received.ok) throw new Error(received.problem.title);
    const { runId } = received.value;
    const answer = await this.db.transaction((tx) => startAgreement(tx, { program, runId, asOf, complete, actor: priya }));
    if (!answer.ok) throw new Error(answer.problem.title);
    return runId;
  }

  deps(over: Partial<AgreementDeps> = {}): AgreementDeps {
    return { db: this.db, leaseMs: 30_000, beatMs: 20, atATime: 3, onPhase: () => undefined, ...over };
  }

  run(over: Partial<AgreementDeps> = {}, program: string = slug, stopping = new AbortController().signal): Promise<number> {
    return runAgreement(this.deps(over), program, stopping);
  }

  async compared(content: string, options: Parameters<AgreementUnderTest["started"]>[1] = {}): Promise<string> {
    const runId = await this.started(content, options);
    await this.run({}, options.program);
    return runId;
  }

  async stored(runId: string) {
    const [run] = await this.db.select().from(agreementRuns).where(eq(agreementRuns.id, runId));
    if (!run) throw new Error("no such run");
    return run;
  }

  rows(runId: string) {
    return this.db.select().from(agreementRows).where(eq(agreementRows.runId, runId)).orderBy(asc(agreementRows.rowNumber));
  }

  exceptions(accountIds?: readonly string[], program: string = slug) {
    const ofAccounts = accountIds ? inArray(agreementExceptions.accountId, [...accountIds]) : undefined;
    return this.db.select().from(agreementExceptions).where(and(eq(agreementExceptions.program, program), ofAccounts)).orderBy(asc(agreementExceptions.accountId), asc(agreementExceptions.field), asc(agreementExceptions.firstSeenAt));
  }

  /** "account_1 status: closed, active" of what is open. */
  async open(accountIds?: readonly string[], program: string = slug): Promise<string[]> {
    const all = await this.exceptions(accountIds, program);
    return all.filter(({ resolvedAt }) => resolvedAt === null).map(({ accountId, field, theirs, ours }) => `${accountId} ${field}: ${theirs.value}, ${ours.value}`);
  }

  /** As if Lead had changed the account then. */
  async changedAtLead(accountId: string, at: Date): Promise<void> {
    await this.db.update(directoryEntries).set({ leadUpdatedAt: at }).where(and(eq(directoryEntries.program, slug), eq(directoryEntries.accountId, accountId)));
  }

  /** As if the lease of whoever died had gone by. */
  async due(): Promise<void> {
    await this.db.update(agreementRuns).set({ leasedUntil: sql`now() - interval '1 second'` }).where(eq(agreementRuns.status, "running"));
  }
}
