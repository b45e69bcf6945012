import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { confirmationText } from "@/lib/closures/reasons";
import { businessDate } from "@/lib/format";
import { resumeNext } from "../commands/resume-command";
import { consoleActor } from "@/lib/operator";
import { commands } from "../db/schema";
import { leadReader } from "../lead/lead-client";
import { clientClosedSample, paidOffSample } from "./closing-samples";
import { continueProcess } from "./continue-process";
import type { ProcessDeps } from "./process-deps";
import { carmen, ProcessTestBed } from "./process-test-bed";
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
const today = () => businessDate(new Date(), "America/Chicago");
const decide = ({ accountId, processId }: Asked, decision: "approve" | "renew", by = bed) =>
  by.submit(carmen, "decide-closing", { accountId, processId, decision, typed: confirmationText(accountId), ...(decision === "renew" ? { comment: "Looked at it" } : {}) });
const hold = (accountId: string) => bed.submit(carmen, "place-hold", { accountId, type: "court-or-levy" });

async function asked(): Promise<Asked> {
  const one = { accountId: await bed.account(), processId: randomUUID() };
  expect(await bed.submit(carmen, "request-closing", { ...one, request: await bed.request(one.accountId, paidOffSample()) })).toMatchObject({ ok: true });
  return one;
}

describe("a hold that is placed in the last moment", () => {
  test("before the closing is written down keeps the account open, until a person has answered for it", async () => {
    const one = await asked();
    // The step has looked at the account and its holds; only the writing down is left.
    const late = bed.with({ onPhase: async (phase) => void (phase === "looked" && (await hold(one.accountId))) });
    expect(await decide(one, "approve", late)).toMatchObject({ ok: true });
    expect(await bed.process(one.processId)).toMatchObject({ stage: "decided", problem: { kind: "conflict", title: "A hold was placed on the account since it was decided to close it." } });
    expect(await bed.effects(one.accountId)).toEqual([]);
    expect(await bed.directory(one.accountId)).toMatchObject({ status: "active" });
    expect(await decide(one, "renew")).toMatchObject({ ok: true });
    expect(await bed.process(one.processId)).toMatchObject({ stage: "closed" });
  });

  test("while the closing is in doubt keeps it from being sent again", async () => {
    const one = await asked();
    await bed.control("POST", "/faults", { kind: "reset-before-effect", route: "POST /v0/accounts/:id/close", count: 3 });
    expect(await decide(one, "approve")).toMatchObject({ ok: true });
    await bed.control("DELETE", "/faults");
    expect(await hold(one.accountId)).toMatchObject({ ok: true });
    await bed.settle(one.processId);
    expect(await bed.steps(one.processId)).toMatchObject([{ status: "needs-a-person", problem: { title: "A rule of ours stands in the way of sending this now." } }]);
    expect(await bed.effects(one.accountId)).toEqual([]);
    expect(await resumeNext(bed.deps, bed.programOf(), consoleActor, (await bed.steps(one.processId))[0]?.id)).toBe(false);
  });
});

describe("the notice that a closing was decided with", () => {
  const other = { delivered_at: "2026-01-05T10:00:00Z", reason: "Payments were missed.", delivery_method: "email" };

  test("must still be at Lead when a person lets it go on: no other one is closed over", async () => {
    const one = { accountId: await bed.account(), processId: randomUUID() };
    const request = await bed.request(one.accountId, clientClosedSample(one.accountId, await bed.holder(one.accountId)));
    expect(await bed.submit(carmen, "request-closing", { ...one, request })).toMatchObject({ ok: true });
    expect(await decide(one, "approve")).toMatchObject({ ok: true });
    const replaced = bed.with({ onProcessPhase: async (phase) => void (phase === "stage-recorded" && (await bed.control("PATCH", `/accounts/${one.accountId}`, { details: { adverse_action_notice: other } }))) });
    expect(await replaced.submit(carmen, "send-closing-letter", { ...one, delivered: { on: today(), time: null } })).toMatchObject({ ok: true });
    expect(await bed.process(one.processId)).toMatchObject({ stage: "recorded", problem: { kind: "conflict" } });
    await bed.remember(one.accountId);
    expect(await decide(one, "renew")).toMatchObject({ ok: true });
    expect(await bed.process(one.processId)).toMatchObject({ stage: "recorded", problem: { title: "Lead does not hold the notice that this closing was decided with." } });
    expect(await bed.effects(one.accountId)).toEqual(["PATCH /v0/accounts/:id"]);

    const { deliveredAt, notice } = (await bed.closure(one.processId)) ?? {};
    await bed.control("PATCH", `/accounts/${one.accountId}`, { details: { adverse_action_notice: { delivered_at: deliveredAt?.toISOString(), reason: notice?.text, delivery_method: notice?.method } } });
    await bed.remember(one.accountId);
    expect(await decide(one, "renew")).toMatchObject({ ok: true });
    expect(await bed.directory(one.accountId)).toMatchObject({ status: "closed", statusReason: "client_closed" });
  });
});

describe("a closing that Lead carried out later than a person was told", () => {
  test("is neither abandoned nor done twice: it is taken as soon as somebody lets it go on", async () => {
    const one = await asked();
    const writer: ProcessDeps["writer"] = (program, context) => {
      const real = bed.deps.writer(program, context);
      return { ...real, accounts: { ...real.accounts, close: (accountId: string) => real.accounts.get(accountId) } };
    };
    expect(await decide(one, "approve", bed.with({ writer }))).toMatchObject({ ok: true });
    const [step] = await bed.steps(one.processId);
    expect(await bed.settlement(carmen, { commandId: step?.id, how: "settle-as-refused", reason: "Lead support says so" })).toMatchObject({ ok: true });
    expect(await continueProcess(bed.deps, one.processId)).toBe("stopped");
    await bed.control("PATCH", `/accounts/${one.accountId}`, { status: "closed", status_reason: "paid_off", details: { closed_at: "2026-11-02T10:00:00Z" } });
    await bed.remember(one.accountId);
    expect(await bed.submit(carmen, "abandon-closing", { ...one, reason: "The wrong account" })).toMatchObject({ ok: false, problem: { title: "Lead has closed the account." } });
    expect(await decide(one, "renew")).toMatchObject({ ok: true });
    expect(await bed.process(one.processId)).toMatchObject({ stage: "closed", problem: null });
    expect(await bed.closure(one.processId)).toMatchObject({ closeCommandId: step?.id, closedAt: new Date("2026-11-02T10:00:00Z") });
    expect(await bed.effects(one.accountId)).toEqual([]);
  });
});

describe("a closing in doubt whose account changed at Lead", () => {
  const closeRoute = "POST /v0/accounts/:id/close";
  const changed = "What this relied on changed at Lead before it was confirmed.";
  const notice = { delivered_at: "2026-01-05T10:00:00Z", reason: "Payments were missed.", delivery_method: "email" };

  /** Its close was lost before Lead acted; the notice is recorded. */
  async function lostClose(): Promise<Asked> {
    const one = { accountId: await bed.account(), processId: randomUUID() };
    const request = await bed.request(one.accountId, clientClosedSample(one.accountId, await bed.holder(one.accountId)));
    expect(await bed.submit(carmen, "request-closing", { ...one, request })).toMatchObject({ ok: true });
    expect(await decide(one, "approve")).toMatchObject({ ok: true });
    await bed.control("POST", "/faults", { kind: "reset-before-effect", route: closeRoute, count: 3 });
    expect(await bed.submit(carmen, "send-closing-letter", { ...one, delivered: { on: today(), time: null } })).toMatchObject({ ok: true });
    await bed.control("DELETE", "/faults");
    return one;
  }
  const closeStep = async ({ processId }: Asked) => (await bed.steps(processId)).find(({ name }) => name === "close-account");

  const changes = {
    "the notice": { change: { details: { adverse_action_notice: notice } }, path: "details.adverse_action_notice" },
    "SCRA dates": { change: { details: { credit: { scra: { start_date: "2026-01-01" } } } }, path: "details.credit.scra" },
    "MLA coverage": { change: { details: { credit: { is_mla: true } } }, path: "details.credit.is_mla" },
    "the capabilities": { change: { capabilities: ["deposit", "credit_without_underwriting"] }, path: "capabilities" },
    "the holders": { change: { relationships: [] }, path: "entity_relationships.account_holder" },
  };

  test.each(Object.keys(changes) as (keyof typeof changes)[])("(%s) is sent again by nobody: not by the worker, nor by a person who chooses so", async (what) => {
    const { change, path } = changes[what];
    const one = await lostClose();
    await bed.control("PATCH", `/accounts/${one.accountId}`, change);
    await bed.settle(one.processId);
    const stopped = { status: "needs-a-person", sends: 1, problem: { title: changed, differences: [{ path }] } };
    expect(await closeStep(one)).toMatchObject(stopped);
    expect(await bed.settlement(carmen, { commandId: (await closeStep(one))?.id, how: "resend", reason: "Lead says that it never came" })).toMatchObject({ ok: true });
    expect(await closeStep(one)).toMatchObject(stopped);
    expect(await bed.effects(one.accountId)).toEqual(["PATCH /v0/accounts/:id"]);
    expect(await bed.settlement(carmen, { commandId: (await closeStep(one))?.id, how: "settle-as-refused", reason: "Lead does not show it" })).toMatchObject({ ok: true });
  });

  test("is sent again by a person where nothing changed, and the closing ends", async () => {
    const one = await lostClose();
    const step = await closeStep(one);
    await bed.deps.db.update(commands).set({ status: "needs-a-person", leasedBy: null, leasedUntil: null }).where(eq(commands.id, step?.id ?? ""));
    expect(await bed.settlement(carmen, { commandId: step?.id, how: "resend", reason: "Lead says that it never came" })).toMatchObject({ ok: true });
    expect(await continueProcess(bed.deps, one.processId)).toBe("ended");
    expect(await bed.directory(one.accountId)).toMatchObject({ status: "closed", statusReason: "client_closed" });
  });

  test("while its notice was being recorded stops before the close: what came with that answer was seen by nobody", async () => {
    const one = { accountId: await bed.account(), processId: randomUUID() };
    const request = await bed.request(one.accountId, clientClosedSample(one.accountId, await bed.holder(one.accountId)));
    expect(await bed.submit(carmen, "request-closing", { ...one, request })).toMatchObject({ ok: true });
    expect(await decide(one, "approve")).toMatchObject({ ok: true });
    const meddled = bed.with({ onPhase: async (phase) => void (phase === "send-marked" && (await bed.control("PATCH", `/accounts/${one.accountId}`, { relationships: [] }))) });
    expect(await meddled.submit(carmen, "send-closing-letter", { ...one, delivered: { on: today(), time: null } })).toMatchObject({ ok: true });
    expect(await bed.process(one.processId)).toMatchObject({ stage: "recorded", problem: { kind: "conflict", differences: [{ path: "entities.account_holders" }] } });
    expect(await bed.effects(one.accountId)).toEqual(["PATCH /v0/accounts/:id"]);
  });
});

describe("an E-Sign consent on the account's application", () => {
  let growth: ProcessTestBed;
  beforeAll(() => {
    growth = new ProcessTestBed(bed.deps, bed.simulatorUrl, "growth");
  });

  /** An application that shows a consent, or one that shows none. */
  async function application(shows: boolean): Promise<string> {
    const { objects } = await growth.control<{ objects: { id: string }[] }>("GET", "/applications?program=growth");
    for (const { id } of objects) {
      const read = await leadReader(growth.programOf()).applications.get(id);
      const consents = read.kind === "answered" ? (read.value.documents ?? []).filter(({ type, consented_at }) => type === "esign_agreement" && consented_at) : [];
      if (consents.length > 0 === shows) return id;
    }
    throw new Error(`No application ${shows ? "with" : "without"} a consent`);
  }

  async function factsKept(applicationId: string | undefined) {
    const one = { accountId: await growth.account(applicationId === undefined ? {} : { application_id: applicationId }), processId: randomUUID() };
    expect(await growth.submit(carmen, "request-closing", { ...one, request: await growth.request(one.accountId, paidOffSample()) })).toMatchObject({ ok: true });
    return (await growth.closure(one.processId))?.facts;
  }

  test("is looked for when a closing is asked for, and kept in its record", async () => {
    expect((await factsKept(undefined))?.applicationEsign).toBeUndefined();
    expect(await factsKept(await application(true))).toMatchObject({ applicationEsign: "consented" });
    expect(await factsKept("application_unknown")).toMatchObject({ applicationEsign: "missing" });
  });

  test("that Lead cannot be asked about is said so, and stops no request", async () => {
    const applicationId = await application(true);
    await growth.control("POST", "/faults", { kind: "unavailable", route: "GET /v0/applications/:id", count: 9 });
    expect(await factsKept(applicationId)).toMatchObject({ applicationId, applicationEsign: "unavailable" });
  });
});
