import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { confirmationText } from "@/lib/closures/reasons";
import { businessDate } from "@/lib/format";
import { auditEntries } from "../db/schema";
import { clientClosedSample } from "./closing-samples";
import { continueProcess } from "./continue-process";
import { carmen } from "./process-test-bed";
import type { ProcessTestBed } from "./process-test-bed";
import { startProcessWorld } from "./process-test-world";
import type { ProcessWorld } from "./process-test-world";

let world: ProcessWorld;
let bed: ProcessTestBed;
beforeAll(async () => {
  world = await startProcessWorld();
  ({ bed } = world);
});
afterAll(() => world.close());
beforeEach(() => bed.control("DELETE", "/faults"));

type Asked = { accountId: string; processId: string };
const notice = { delivered_at: "2026-01-05T10:00:00Z", reason: "Payments were missed.", delivery_method: "email" };
const closedAtLead = { status: "closed", status_reason: "client_closed", details: { closed_at: "2026-11-02T10:00:00Z", adverse_action_notice: notice } };
const decide = (one: Asked, decision: "approve" | "renew") =>
  bed.submit(carmen, "decide-closing", { ...one, decision, typed: confirmationText(one.accountId), ...(decision === "renew" ? { comment: "The bank closed it for us" } : {}) });
const abandon = (one: Asked) => bed.submit(carmen, "abandon-closing", { ...one, reason: "It was closed elsewhere", correctiveLetter: { on: businessDate(new Date(), "America/Chicago"), text: "It stays open" } });

/** The letter is out, its notice is at Lead or not, and somebody else closes the account before the next step. */
async function closedMeanwhile(stage: "letter-sent" | "recorded", change: object = closedAtLead): Promise<Asked> {
  const one = { accountId: await bed.account(), processId: randomUUID() };
  const request = await bed.request(one.accountId, clientClosedSample(one.accountId, await bed.holder(one.accountId)));
  expect(await bed.submit(carmen, "request-closing", { ...one, request })).toMatchObject({ ok: true });
  expect(await decide(one, "approve")).toMatchObject({ ok: true });
  const phase = stage === "letter-sent" ? "claimed" : "stage-recorded";
  const meddled = bed.with({ onProcessPhase: async (now) => void (now === phase && (await bed.control("PATCH", `/accounts/${one.accountId}`, change))) });
  expect(await meddled.submit(carmen, "send-closing-letter", { ...one, delivered: { on: businessDate(new Date(), "America/Chicago"), time: null } })).toMatchObject({ ok: true });
  expect(await bed.process(one.processId)).toMatchObject({ stage, problem: { kind: "conflict" } });
  return one;
}

describe.each(["letter-sent", "recorded"] as const)("an account that was closed elsewhere, as was decided here, at %s", (stage) => {
  test("is taken as Lead shows it by whoever lets the closing go on, and no corrective letter is asked for", async () => {
    const one = await closedMeanwhile(stage);
    const calls = await bed.effects(one.accountId);
    expect(await abandon(one)).toMatchObject({ ok: false, problem: { title: "Lead has closed the account." } });
    expect(await decide(one, "renew")).toMatchObject({ ok: true });
    expect(await bed.process(one.processId)).toMatchObject({ stage: "closed", problem: null, finishedAt: expect.any(Date) });
    expect(await bed.closure(one.processId)).toMatchObject({ closedAt: new Date("2026-11-02T10:00:00Z"), closeCommandId: null, abandonedAt: null, accountAfter: { status: "closed" } });
    expect(await bed.directory(one.accountId)).toMatchObject({ status: "closed", statusReason: "client_closed" });
    const entries = await bed.deps.db.select().from(auditEntries).where(and(eq(auditEntries.processId, one.processId), eq(auditEntries.action, "decide-closing")));
    expect(entries.at(-1)?.details).toMatchObject({ decision: "renew", closedElsewhere: true, noticeAsDecided: false, comment: "The bank closed it for us" });
    expect(await continueProcess(bed.deps, one.processId)).toBe("ended");
    expect(await bed.effects(one.accountId)).toEqual(calls);
  });

  test("for another reason is not taken for the one that was decided", async () => {
    const one = await closedMeanwhile(stage, { ...closedAtLead, status_reason: "paid_off" });
    expect(await decide(one, "renew")).toMatchObject({ ok: true });
    expect(await bed.process(one.processId)).toMatchObject({ stage, problem: expect.any(Object), finishedAt: null });
    expect(await bed.closure(one.processId)).toMatchObject({ closedAt: null });
  });
});
