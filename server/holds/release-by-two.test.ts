import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ApprovalTestBed } from "../approvals/approval-test-bed";
import { submitWithApprovals } from "../approvals/submit-with-approvals";
import { carmen, chen, sam } from "../closures/process-test-bed";
import { startProcessWorld } from "../closures/process-test-world";
import type { ProcessWorld } from "../closures/process-test-world";
import { commandById } from "../commands/command-log";
import { openDatabase } from "../db/client";
import { holds } from "../db/schema-holds";

let around: ProcessWorld;
let bed: ApprovalTestBed;
/** The schema's owner: not even a mistake of its own lifts a court's freeze. */
let owner: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  around = await startProcessWorld({ approvals: {} });
  bed = new ApprovalTestBed(around.bed);
  owner = openDatabase(around.database.ownerUrl, 2);
});
afterAll(async () => {
  await owner?.pool.end();
  await around?.close();
});

type Name = "place-hold" | "release-hold";
const submit = (actor: typeof carmen, name: Name, input: unknown, commandId: string = randomUUID()) =>
  submitWithApprovals(bed.deps, { actor, submission: { program: bed.processes.program, name, commandId, input } });

async function held(type: string): Promise<{ accountId: string; holdId: string }> {
  const accountId = await bed.processes.account();
  const holdId = randomUUID();
  expect(await submit(carmen, "place-hold", { accountId, type, reference: "26-4471" }, holdId)).toMatchObject({ ok: true });
  return { accountId, holdId };
}

const holdNow = async (holdId: string) => (await bed.deps.db.select().from(holds).where(eq(holds.id, holdId)))[0];
const open = { releasedAt: null, releasedBy: null, releaseCommand: null };

describe("a hold that two people release", () => {
  test.each(["court-or-levy", "sanctions"])("%s: stays until another person of compliance approves, and names both", async (type) => {
    const { accountId, holdId } = await held(type);
    const id = randomUUID();
    expect(await submit(carmen, "release-hold", { accountId, holdId, reason: "Cleared" }, id)).toMatchObject({ ok: true, value: { status: "awaits-approval" } });
    expect(await bed.row(id)).toMatchObject({ kind: "hold-release", needs: "release-hold", requester: carmen.subject, secondPerson: true });
    expect(await holdNow(holdId)).toMatchObject(open);
    expect(await bed.decide(carmen, id)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await bed.decide(sam, id)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await holdNow(holdId)).toMatchObject(open);
    expect(await bed.decide(chen, id)).toMatchObject({ ok: true });
    expect(await holdNow(holdId)).toMatchObject({ releasedBy: carmen.subject, releasedReason: "Cleared", releaseCommand: id });
    expect(await commandById(bed.deps.db, id)).toMatchObject({ operator: carmen.subject, approver: chen.subject, status: "succeeded" });
    expect(await bed.trail(id)).toEqual(["approval-asked observed", "release-hold done"]);
  });

  test("is asked for once at a time, and stays where it is declined", async () => {
    const { accountId, holdId } = await held("sanctions");
    const id = randomUUID();
    expect(await submit(carmen, "release-hold", { accountId, holdId, reason: "Cleared" }, id)).toMatchObject({ ok: true });
    expect(await submit(chen, "release-hold", { accountId, holdId, reason: "Cleared too" })).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    expect(await bed.decide(chen, id, "decline")).toMatchObject({ ok: true });
    expect(await holdNow(holdId)).toMatchObject(open);
  });

  test("is never released by one in SQL: not without a command, nor by a command without another person, nor by forgetting that two are needed", async () => {
    const { accountId, holdId } = await held("court-or-levy");
    const fraud = await held("fraud");
    const alone = randomUUID();
    expect(await submit(carmen, "release-hold", { ...fraud, reason: "Cleared" }, alone)).toMatchObject({ ok: true, value: { status: "succeeded" } });
    for (const db of [bed.deps.db, owner.db]) {
      for (const command of [null, alone, randomUUID()]) {
        await expect(db.execute(sql`UPDATE holds SET released_at = now(), released_by = ${carmen.subject}, released_by_name = 'x', released_reason = 'x', release_command = ${command} WHERE id = ${holdId}`)).rejects.toThrow();
      }
      await expect(db.execute(sql`UPDATE holds SET release_by_two = false WHERE id = ${holdId}`)).rejects.toThrow();
      await expect(db.execute(sql`UPDATE holds SET released_at = NULL, released_by = NULL WHERE id = ${fraud.holdId}`)).rejects.toThrow();
      await expect(db.execute(sql`DELETE FROM holds WHERE account_id = ${accountId}`)).rejects.toThrow();
    }
    expect(await holdNow(holdId)).toMatchObject(open);
  });

  test("that one person may release is released at once", async () => {
    const { accountId, holdId } = await held("dispute");
    expect(await submit(carmen, "release-hold", { accountId, holdId, reason: "Settled" })).toMatchObject({ ok: true, value: { status: "succeeded" } });
    expect(await holdNow(holdId)).toMatchObject({ releasedBy: carmen.subject, releaseByTwo: false });
  });
});
