import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { confirmationText } from "@/lib/closures/reasons";
import { businessDate } from "@/lib/format";
import { clientClosedSample, paidOffSample } from "../closures/closing-samples";
import { carmen, chen, priya, processDeps } from "../closures/process-test-bed";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { startProcessWorld } from "../closures/process-test-world";
import type { ProcessWorld } from "../closures/process-test-world";
import { openDatabase } from "../db/client";
import { approvalNotices, approvals } from "../db/schema-approvals";
import { Secret } from "../secret";
import { approvalById } from "./approval-row";
import { deliverNotices } from "./deliver-notices";
import { tendRequests } from "./due-requests";

let around: ProcessWorld;
let world: ProcessTestBed;
let owner: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  around = await startProcessWorld({ approvals: {} });
  world = around.bed;
  owner = openDatabase(around.database.ownerUrl, 2);
});
afterAll(async () => {
  await owner?.pool.end();
  await around?.close();
});

type Asked = { accountId: string; processId: string };
const requestOf = async (processId: string) => approvalById(world.deps.db, processId);
const today = () => businessDate(new Date(), "America/Chicago");

async function ask(actor = carmen, bed = world, over: "client_closed" | "paid_off" = "client_closed"): Promise<Asked> {
  const accountId = await bed.account();
  const processId = randomUUID();
  const sample = over === "paid_off" ? paidOffSample() : clientClosedSample(accountId, await bed.holder(accountId));
  expect(await bed.submit(actor, "request-closing", { processId, accountId, request: await bed.request(accountId, sample) })).toMatchObject({ ok: true });
  return { accountId, processId };
}

const decide = ({ accountId, processId }: Asked, actor = chen, decision = "approve", bed = world) =>
  bed.submit(actor, "decide-closing", { processId, accountId, decision, ...(decision === "approve" ? { typed: confirmationText(accountId) } : { comment: "Not like this" }) });

describe("a closing that needs a second person", () => {
  test("is not decided on, either way, by who asked; the attempts are in the trail", async () => {
    const asked = await ask();
    for (const decision of ["approve", "decline"]) expect(await decide(asked, carmen, decision)).toMatchObject({ ok: false, problem: { kind: "forbidden", title: "Nobody approves what they asked for themselves." } });
    expect((await world.trail(asked.accountId)).filter((entry) => entry === "decide-closing denied")).toHaveLength(2);
    expect(await requestOf(asked.processId)).toMatchObject({ state: "waiting", secondPerson: true, requester: carmen.subject });
    expect(await world.effects(asked.accountId)).toEqual([]);
  });

  test("nor in SQL", async () => {
    const { processId } = await ask();
    const own = owner.db.execute(sql`UPDATE closures SET decision = 'approved', decided_by = requested_by, decided_by_name = requested_by_name, decided_at = now() WHERE process_id = ${processId}`);
    await expect(own).rejects.toMatchObject({ cause: { constraint: "closures_another_person" } });
  });

  test("is approved by another; its renewal, too, is not for who asked", async () => {
    const asked = await ask();
    expect(await decide(asked)).toMatchObject({ ok: true });
    expect(await requestOf(asked.processId)).toMatchObject({ state: "approved", approver: chen.subject, endedAt: expect.any(Date) });
    await world.control("PATCH", `/accounts/${asked.accountId}`, { status: "inactive", status_reason: "other" });
    expect(await world.submit(carmen, "send-closing-letter", { ...asked, delivered: { on: today(), time: null } })).toMatchObject({ ok: true });
    expect(await world.process(asked.processId)).toMatchObject({ problem: { kind: "conflict" } });
    const renew = (actor: typeof carmen) => world.submit(actor, "decide-closing", { ...asked, decision: "renew", comment: "Still right" });
    expect(await renew(carmen)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await renew(chen)).toMatchObject({ ok: true });
    expect(await world.process(asked.processId)).toMatchObject({ stage: "closed" });
  });

  test("of two who decide at once one comes second, and of the record only what was asked for is done", async () => {
    const asked = await ask();
    const answers = await Promise.all([decide(asked), decide(asked, { ...chen, subject: "person-dana", name: "Dana Quist" }, "decline")]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const changed = await ask();
    await owner.db.execute(sql`UPDATE closures SET reason = 'canceled' WHERE process_id = ${changed.processId}`);
    expect(await decide(changed)).toMatchObject({ ok: false, problem: { title: "The record is not what was asked for." } });
    const plan = await ask();
    await owner.db.execute(sql`UPDATE processes SET plan = jsonb_set(plan, '{reason}', '"canceled"') WHERE id = ${plan.processId}`);
    expect(await decide(plan)).toMatchObject({ ok: false, problem: { kind: "conflict" } });
  });

  test("ends where the account changed since, where nobody decides, and where it is abandoned", async () => {
    const changed = await ask();
    await world.control("PATCH", `/accounts/${changed.accountId}`, { status: "inactive", status_reason: "frozen" });
    expect(await decide(changed)).toMatchObject({ ok: false, problem: { kind: "conflict", differences: expect.any(Array) } });
    expect([(await requestOf(changed.processId))?.state, (await world.process(changed.processId))?.stage]).toEqual(["renew-needed", "renew-needed"]);

    const expired = await ask();
    await world.deps.db.update(approvals).set({ expiresAt: new Date(Date.now() - 1_000) }).where(eq(approvals.id, expired.processId));
    expect(await decide(expired)).toMatchObject({ ok: false, problem: { title: "It expired: nobody decided on it in time." } });
    await tendRequests(world.deps.db, world.programOf());
    expect([(await requestOf(expired.processId))?.state, (await world.process(expired.processId))?.stage]).toEqual(["expired", "expired"]);

    const abandoned = await ask();
    expect(await world.submit(chen, "abandon-closing", { ...abandoned, reason: "The holder called" })).toMatchObject({ ok: true });
    expect(await requestOf(abandoned.processId)).toMatchObject({ state: "withdrawn", withdrawnBy: chen.subject });
    for (const { accountId } of [changed, expired, abandoned]) expect(await world.effects(accountId)).toEqual([]);
  });
});

test("a closing that needs nobody else is decided on by compliance, also on its own request, and never by a program manager", async () => {
  const own = await ask(carmen, world, "paid_off");
  expect(await decide(own, carmen)).toMatchObject({ ok: true });
  expect(await world.process(own.processId)).toMatchObject({ stage: "closed" });
  const theirs = await ask(priya, world, "paid_off");
  expect(await decide(theirs, priya)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  expect(await decide(theirs, carmen)).toMatchObject({ ok: true });
});

describe("a program that listens", () => {
  const secret = "the-secret-of-the-hook";
  const heard: { header: string; body: string }[] = [];
  let answers: number[] = [];
  let server: Server;
  let listening: ProcessTestBed;
  let close: () => Promise<void>;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (text: string) => (body += text)).on("end", () => {
        heard.push({ header: String(request.headers["approval-signature"]), body });
        response.writeHead(answers.shift() ?? 204, { location: "http://127.0.0.1:1/" }).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/hook`;
    const { deps, pool } = processDeps(around.database.appUrl, around.simulator.url, { approvals: {} });
    const programOf = (slug: string) => {
      const program = deps.programOf(slug);
      return program && { ...program, approvals: { ...program.approvals, webhook: { url, secret: new Secret(secret) } } };
    };
    listening = world.with({ ...deps, programOf });
    close = () => pool.end();
  });
  afterAll(async () => {
    await close?.();
    server?.close();
  });

  test("is told what happens, signed, with ids and states alone, again until it takes it", async () => {
    const asked = await ask(carmen, listening);
    expect(await decide(asked, chen, "decline", listening)).toMatchObject({ ok: true });
    answers = [500, 302];
    const deliver = async () => {
      await world.deps.db.update(approvalNotices).set({ nextTryAt: new Date(0) }).where(eq(approvalNotices.approvalId, asked.processId));
      await deliverNotices(listening.deps.db, listening.programOf());
    };
    await deliver();
    await deliver();
    const rows = await world.deps.db.select().from(approvalNotices).where(eq(approvalNotices.approvalId, asked.processId)).orderBy(approvalNotices.at);
    expect(rows.map(({ event, lastAnswer, tries }) => [event, lastAnswer, tries])).toEqual([["asked", "204", 2], ["declined", "204", 2]]);
    expect(rows.every(({ deliveredAt }) => deliveredAt !== null)).toBe(true);
    for (const { header, body } of heard) {
      const [, t = "", signature] = /^t=(\d+),v1=(.+)$/.exec(header) ?? [];
      expect(signature).toBe(createHmac("sha256", secret).update(`${t}.${body}`).digest("base64"));
      expect(Object.keys(JSON.parse(body) as object).sort()).toEqual(["account_id", "approval_id", "at", "command", "event", "id", "kind", "process_id", "program", "state"]);
      for (const person of ["Carmen", "Chen", "person-"]) expect(body).not.toContain(person);
    }
    expect(heard.map(({ body }) => (JSON.parse(body) as { event: string }).event)).toEqual(["asked", "declined", "asked", "declined"]);
  });

  test("nobody else is told anything", async () => {
    const before = heard.length;
    const asked = await ask();
    await deliverNotices(world.deps.db, world.programOf());
    expect(await world.deps.db.select().from(approvalNotices).where(eq(approvalNotices.approvalId, asked.processId))).toEqual([]);
    expect(heard).toHaveLength(before);
  });
});
