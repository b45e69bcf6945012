import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { permissionsOf } from "@/lib/permissions";
import { reliedOnPaths, seenDigest } from "@/lib/seen";
import { ApprovalTestBed } from "../approvals/approval-test-bed";
import { submitWithApprovals } from "../approvals/submit-with-approvals";
import { carmen, chen, priya, sam } from "../closures/process-test-bed";
import { startProcessWorld } from "../closures/process-test-world";
import type { ProcessWorld } from "../closures/process-test-world";
import { commandById } from "../commands/command-log";
import { openDatabase } from "../db/client";
import { holds } from "../db/schema-holds";
import { accountDetail } from "../queries/account-detail";
import { approvalsShown } from "../queries/approval";

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

const caller = (actor: typeof carmen) => ({ actor, program: bed.processes.programOf(), roles: actor.roles, permissions: permissionsOf(actor.roles) });

async function held(type: string, change: Record<string, unknown> = {}): Promise<{ accountId: string; holdId: string }> {
  const accountId = await bed.processes.account(change);
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

  test("shows the approver the hold itself, and afterwards on the account who approved", async () => {
    const { accountId, holdId } = await held("sanctions");
    const id = randomUUID();
    await submit(carmen, "release-hold", { accountId, holdId, reason: "Cleared" }, id);
    const shown = async () => {
      const answer = await approvalsShown(caller(chen), [id], bed.deps.db);
      return answer.ok ? answer.value.items.map(({ hold }) => hold) : answer.problem;
    };
    expect(await shown()).toMatchObject([{ id: holdId, type: "sanctions", reference: "26-4471", placedBy: "Carmen Ortiz", evidence: 0, released: null }]);
    expect(await bed.decide(chen, id)).toMatchObject({ ok: true });
    const released = { by: "Carmen Ortiz", reason: "Cleared", approvedBy: "Chen Wei" };
    expect(await shown()).toMatchObject([{ id: holdId, released }]);
    expect(await accountDetail(caller(carmen), accountId, bed.deps.db)).toMatchObject({ value: { holds: [], releasedHolds: [{ id: holdId, released }] } });
  });

  test("blocks reactivation while its release waits for the other person, whoever asks, and no longer once it is approved", async () => {
    const { accountId, holdId } = await held("court-or-levy", { status: "inactive", status_reason: "dormant" });
    const activate = async (actor: typeof carmen) => {
      const entry = await bed.processes.directory(accountId);
      const pairs = [{ entity_id: await bed.processes.holder(accountId), relationship_type: "account_holder" }];
      const contact = { verifiedBy: "one-time-code", channel: "phone", at: new Date(Date.now() - 60_000).toISOString() };
      return submitWithApprovals(bed.deps, { actor, submission: { program: bed.processes.program, name: "activate-account", commandId: randomUUID(), input: { accountId, contact }, seen: seenDigest(reliedOnPaths["activate-account"], entry?.body, pairs) } });
    };
    const id = randomUUID();
    await submit(carmen, "release-hold", { accountId, holdId, reason: "Paid" }, id);
    expect(await activate(sam)).toEqual({ ok: false, problem: { kind: "forbidden", title: "Restricted: transfer to compliance", saved: "Nothing was sent.", next: "Hand the customer over to compliance." } });
    for (const actor of [priya, carmen, chen]) expect(await activate(actor)).toMatchObject({ ok: false, problem: { title: "An open hold blocks reactivation.", detail: "Court order or levy (26-4471)" } });
    expect(await bed.processes.effects(accountId)).toEqual([]);
    expect(await bed.decide(chen, id)).toMatchObject({ ok: true });
    expect(await activate(sam)).toMatchObject({ ok: true, value: { status: "succeeded" } });
  });
});
