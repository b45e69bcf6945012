import "server-only";
import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import type { Database } from "../db/client";
import type { ApprovalWebhook } from "../approval-settings";
import { approvalNotices, approvals } from "../db/schema-approvals";
import { databaseNow } from "../directory/remember-answer";
import { digestOf } from "../intake/signature";
import { log } from "../log";
import type { Program } from "../programs";

const atOnce = 20;
const answerTimeoutMs = 5_000;
const longestPauseSeconds = 3_600;
/** Whoever listens has had three days; the requests themselves are in the console. */
const givenUpAfter = sql`interval '3 days'`;

type Notice = typeof approvalNotices.$inferSelect;

/** Sends what is due to the program's own service, each until it is taken; at least once, so the receiver knows them by `id`. How many were sent. */
export async function deliverNotices(db: Database, program: Program, stopping?: AbortSignal): Promise<number> {
  const { webhook } = program.approvals;
  if (!webhook) return 0;
  let sent = 0;
  for (; sent < atOnce && !stopping?.aborted; sent += 1) {
    const notice = await claimed(db, program.slug);
    if (!notice) break;
    await settle(db, notice, await post(webhook, await bodyOf(db, notice), String((await databaseNow(db)).getTime())));
  }
  return sent;
}

/** The next one that is due, in these hands until its next try. */
async function claimed(db: Database, program: string): Promise<Notice | undefined> {
  const open = and(eq(approvalNotices.program, program), isNull(approvalNotices.deliveredAt), isNull(approvalNotices.givenUpAt), lte(approvalNotices.nextTryAt, sql`now()`));
  const next = db.select({ id: approvalNotices.id }).from(approvalNotices).where(open).orderBy(asc(approvalNotices.at)).limit(1).for("update", { skipLocked: true });
  const [row] = await db
    .update(approvalNotices)
    .set({ tries: sql`${approvalNotices.tries} + 1`, nextTryAt: sql`now() + make_interval(secs => least(${longestPauseSeconds}, 15 * 2 ^ least(${approvalNotices.tries}, 10)))` })
    .where(sql`${approvalNotices.id} = (${next})`)
    .returning();
  return row;
}

/** Ids and states, and nothing of a person. */
async function bodyOf(db: Database, { id, program, approvalId, event, at }: Notice): Promise<Buffer> {
  const [row] = await db.select({ kind: approvals.kind, name: approvals.name, accountId: approvals.accountId, processId: approvals.processId, state: approvals.state }).from(approvals).where(eq(approvals.id, approvalId));
  const fields = { id, event, at: at.toISOString(), program, approval_id: approvalId, kind: row?.kind, command: row?.name, account_id: row?.accountId, process_id: row?.processId, state: row?.state };
  return Buffer.from(JSON.stringify(fields));
}

/** The status it was answered with, or why there was no answer. */
async function post({ url, secret }: ApprovalWebhook, body: Buffer, t: string): Promise<number | string> {
  try {
    const answer = await fetch(url, {
      method: "POST", body: new Uint8Array(body), redirect: "manual", signal: AbortSignal.timeout(answerTimeoutMs),
      headers: { "content-type": "application/json", "approval-signature": `t=${t},v1=${digestOf(secret.reveal(), t, body).toString("base64")}` },
    });
    await answer.body?.cancel();
    return answer.status;
  } catch (error) {
    return error instanceof Error && error.name === "TimeoutError" ? "no answer in time" : "no connection";
  }
}

async function settle(db: Database, { id, program, tries }: Notice, answer: number | string): Promise<void> {
  const taken = typeof answer === "number" && answer >= 200 && answer < 300;
  const givenUp = sql`CASE WHEN ${approvalNotices.at} + ${givenUpAfter} < now() THEN now() END`;
  await db
    .update(approvalNotices)
    .set({ lastAnswer: String(answer), ...(taken ? { deliveredAt: sql`now()` } : { givenUpAt: givenUp }) })
    .where(eq(approvalNotices.id, id));
  if (!taken) log().warn({ event: "approval-notice-not-taken", program, reason: String(answer), tries }, "the webhook for approvals did not take a notice; it comes again");
}
