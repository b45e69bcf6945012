import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addDays, noticeDueOn } from "@/lib/closures/due-dates";
import { confirmationText } from "@/lib/closures/reasons";
import { businessDate } from "@/lib/format";
import { permissionsOf } from "@/lib/permissions";
import type { WorkQueueItem, WorkSection } from "@/lib/work-queue";
import { closures } from "../db/schema-closures";
import { accountProcess } from "../queries/closing";
import { workQueue } from "../queries/work-queue";
import { continueDueProcesses } from "./continue-due";
import { incomeFell, RegisterTestBed } from "../register/register-test-bed";
import { clientClosedSample, paidOffSample } from "./closing-samples";
import { carmen, chen, priya } from "./process-test-bed";
import type { ProcessTestBed } from "./process-test-bed";
import { startProcessWorld } from "./process-test-world";
import type { ProcessWorld } from "./process-test-world";

let world: ProcessWorld;
let bed: ProcessTestBed;
let halted: ProcessTestBed;
beforeAll(async () => {
  world = await startProcessWorld({ approvals: {} });
  ({ bed, halted } = world);
});
afterAll(() => world.close());
beforeEach(() => bed.control("DELETE", "/faults"));

const today = () => businessDate(new Date(), "America/Chicago");
const caller = (actor = carmen) => ({ actor, roles: actor.roles, program: bed.programOf(), permissions: permissionsOf(actor.roles) });

type One = { accountId: string; processId: string };

/** Where it stands in the queue, and that the card of its account says the same. */
async function inQueue({ accountId, processId }: One, actor = carmen): Promise<[WorkSection, WorkQueueItem][]> {
  const queue = await workQueue(caller(actor), undefined, bed.deps.db);
  if (!queue.ok) throw new Error(queue.problem.title);
  expect(await accountProcess(caller(actor), accountId, bed.deps.db)).toMatchObject({ id: processId });
  return queue.value.sections.flatMap(({ key, items }) => items.filter((item) => item.accountId === accountId).map((item): [WorkSection, WorkQueueItem] => [key, item]));
}

async function asked(kind: "letter" | "plain", takenDaysAgo = 0): Promise<One> {
  const accountId = await bed.account();
  const processId = randomUUID();
  const request = await bed.request(accountId, kind === "letter" ? clientClosedSample(accountId, await bed.holder(accountId)) : paidOffSample());
  expect(await bed.submit(priya, "request-closing", { processId, accountId, request: { ...request, actionTakenOn: addDays(today(), -takenDaysAgo) } })).toMatchObject({ ok: true });
  return { accountId, processId };
}

const decide = (on: ProcessTestBed, one: One) => on.submit(chen, "decide-closing", { ...one, decision: "approve", typed: confirmationText(one.accountId) });
const letter = (on: ProcessTestBed, one: One) => on.submit(carmen, "send-closing-letter", { ...one, delivered: { on: today(), time: null } });

describe("a closing in the work queue", () => {
  test("stands at each of its stages where it is done, with who is next and the days that are left", async () => {
    const one = await asked("letter", 9);
    const notice = { on: noticeDueOn(addDays(today(), -9)), words: "Notice 21 days left", state: "later" };
    const requested = await inQueue(one);
    expect(requested).toMatchObject([["approvals", { what: "Closing: closed by the program", stage: "Asked for", next: "Decide on it", owner: "Another person than Priya Nair", by: "Priya Nair", path: `approvals/${one.processId}` }]]);
    expect(requested[0]?.[1].due?.words).toMatch(/business days? left$/);

    expect(await decide(bed, one)).toMatchObject({ ok: true });
    expect(await inQueue(one)).toMatchObject([["notices", { stage: "Decided", next: "Send the letter, then say when it was delivered or mailed", owner: "Compliance", due: notice, path: `accounts/${one.accountId}` }]]);

    expect(await letter(halted, one)).toMatchObject({ ok: true });
    expect(await inQueue(one)).toMatchObject([["under-way", { stage: "Letter sent", next: "Record the notice at Lead", owner: "The console", due: null }]]);

    await continueDueProcesses(bed.deps, bed.programOf());
    expect(await bed.process(one.processId)).toMatchObject({ stage: "closed" });
    const followUps = await inQueue(one);
    expect(followUps.length).toBeGreaterThan(2);
    expect(followUps.every(([section, item]) => section === "follow-ups" && item.path === `closures/${one.processId}` && item.owner === "Program manager" && item.due !== null)).toBe(true);
  });

  test("stands among the notices with line cuts, by the day on which each is due", async () => {
    const register = new RegisterTestBed(bed);
    const [accountId, id] = [await register.withCredit(), randomUUID()];
    expect(await register.cut(priya, accountId, { determination: "adverse-action", noticeReasons: incomeFell, actionTakenOn: addDays(today(), -32) }, 600_000, id)).toMatchObject({ ok: true });
    const queue = await workQueue(caller(), "notices", bed.deps.db);
    const notices = queue.ok ? queue.value.sections.find(({ key }) => key === "notices") : undefined;
    expect(notices?.items[0]).toMatchObject({
      id, accountId, what: "Line cut: limit lowered", next: "Send the notice, then say when it was delivered or mailed", owner: "Compliance", by: "Priya Nair",
      due: { words: "Notice 2 days overdue", state: "overdue" }, path: `closures/actions/${id}`,
    });
    expect(notices?.overdue).toBe(1);
  });

  test("that stopped after the letter is a person's, with why", async () => {
    const one = await asked("letter");
    expect(await decide(bed, one)).toMatchObject({ ok: true });
    const held = bed.with({
      onProcessPhase: async (phase) => {
        if (phase === "stage-recorded") await bed.submit(carmen, "place-hold", { accountId: one.accountId, type: "fraud" });
      },
    });
    await letter(held, one);
    expect(await bed.process(one.processId)).toMatchObject({ problem: expect.anything(), finishedAt: null });
    expect(await inQueue(one)).toMatchObject([["stopped", { tone: "warn", owner: "Compliance", why: expect.any(String) }]]);
  });

  test("asked for while the notice runs out says the notice first, overdue before all others", async () => {
    const early = await asked("letter", 31);
    await asked("plain");
    const [first] = await inQueue(early);
    expect(first).toMatchObject(["approvals", { due: { words: "Notice 1 day overdue", state: "overdue" } }]);
    const queue = await workQueue(caller(), undefined, bed.deps.db);
    const approvals = queue.ok ? queue.value.sections.find(({ key }) => key === "approvals") : undefined;
    expect(approvals?.items[0]?.accountId).toBe(early.accountId);
    expect(approvals?.overdue).toBe(1);
  });

  test("asked for by whoever looks is another person's to decide", async () => {
    const accountId = await bed.account();
    const processId = randomUUID();
    const request = await bed.request(accountId, clientClosedSample(accountId, await bed.holder(accountId)));
    expect(await bed.submit(carmen, "request-closing", { processId, accountId, request })).toMatchObject({ ok: true });
    expect(await inQueue({ accountId, processId })).toMatchObject([["approvals", { owner: "Another person than you" }]]);
    expect(await inQueue({ accountId, processId }, chen)).toMatchObject([["approvals", { owner: "Another person than Carmen Ortiz" }]]);
    expect((await bed.deps.db.select().from(closures).where(eq(closures.processId, processId)))[0]).toMatchObject({ secondPerson: true });
  });
});
