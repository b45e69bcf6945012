import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addBusinessDays } from "@/lib/business-days";
import { businessDate } from "@/lib/format";
import { permissionsOf } from "@/lib/permissions";
import { callFigure, keepCallTime } from "../../queries/call-times";
import { handovers } from "../../db/schema-calls";
import { callDesk, callOnAccount } from "../../queries/call-desk";
import type { Caller } from "../../queries/authorise";
import { ownHandovers } from "../../queries/handovers";
import { workQueue } from "../../queries/work-queue";
import { person } from "../command-test-bed";
import type { CommandTestBed } from "../command-test-bed";
import { startCommandWorld } from "../command-test-world";
import type { CommandWorld } from "../command-test-world";

let world: CommandWorld;
let bed: CommandTestBed;
beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
});
afterAll(() => world.close());

const [sam, carmen] = [person("sam"), person("carmen")];
const frozen = { status: "inactive", status_reason: "frozen" };
const done = { ok: true, value: { status: "succeeded" } };

function caller(who: Parameters<typeof person>[0]): Caller {
  const actor = person(who);
  return { actor, program: bed.program, roles: actor.roles, permissions: permissionsOf(actor.roles) };
}

async function queued(who: Parameters<typeof person>[0], over: Partial<Caller> = {}): Promise<string[] | null> {
  const queue = await workQueue({ ...caller(who), ...over }, "callers", bed.deps.db);
  return queue.ok ? (queue.value.sections.find(({ key }) => key === "callers")?.items.map(({ id }) => id) ?? []) : null;
}

async function handedOver(wants = "Wants the card back"): Promise<{ accountId: string; id: string }> {
  const accountId = await bed.made(frozen);
  await bed.run(carmen, "place-hold", { accountId, type: "sanctions", reference: "OFAC-77" });
  const id = randomUUID();
  expect(await bed.run(sam, "hand-over", { accountId, wants, contact: { verifiedBy: "one-time-code", channel: "phone", at: new Date(Date.now() - 1_000).toISOString() } }, { id })).toMatchObject(done);
  return { accountId, id };
}

describe("a caller handed over", () => {
  it("is a case with what is known, due on a business day, and one at a time", async () => {
    const { accountId, id } = await handedOver();
    const [row] = await bed.deps.db.select().from(handovers).where(eq(handovers.id, id));
    const today = businessDate(new Date(), bed.program.timeZone);
    expect(row).toMatchObject({ accountId, wants: "Wants the card back", handedBy: "person-sam", known: { status: "inactive", statusReason: "frozen", openHolds: 1 }, answerDue: addBusinessDays(today, bed.program.handoverDays), outcome: null });
    expect(await bed.run(sam, "hand-over", { accountId, wants: "Again" })).toMatchObject({ ok: false, problem: { kind: "not-possible-now", title: "Compliance has this caller already." } });
    expect(await bed.trail(id)).toEqual(["hand-over done"]);
    expect(await bed.effects({ account_id: accountId })).toEqual([]);
  });

  it("names a holder of the account and no time to come", async () => {
    const accountId = await bed.made(frozen);
    const contact = { verifiedBy: "one-time-code", channel: "phone", at: new Date().toISOString() };
    expect(await bed.run(sam, "hand-over", { accountId, wants: "x", contact: { ...contact, holderEntityId: bed.entity("prospectBusiness") } })).toMatchObject({ ok: false, problem: { fields: [{ path: "contact.holderEntityId" }] } });
    expect(await bed.run(sam, "hand-over", { accountId, wants: "x", contact: { ...contact, at: new Date(Date.now() + 3_600_000).toISOString() } })).toMatchObject({ ok: false, problem: { fields: [{ path: "contact.at" }] } });
    expect(await bed.run(sam, "hand-over", { accountId, wants: "The SAR was filed" })).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path: "wants" }] } });
  });

  it("is answered once, by compliance, and the agent reads what may be told and nothing of the cause", async () => {
    const { accountId, id } = await handedOver();
    const answer = { handoverId: id, accountId, outcome: "stays", tell: "We write to you within a week." };
    for (const who of ["sam", "priya", "ada", "alex"] as const) expect(await bed.run(person(who), "answer-handover", answer), who).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await bed.run(carmen, "answer-handover", { ...answer, outcome: "reactivated" })).toMatchObject({ ok: false, problem: { fields: [{ path: "outcome" }] } });
    expect(await queued("carmen")).toContain(id);
    expect(await bed.run(carmen, "answer-handover", answer)).toMatchObject(done);
    expect(await bed.run(carmen, "answer-handover", answer)).toMatchObject({ ok: false, problem: { title: "This caller is answered already." } });
    expect(await queued("carmen")).not.toContain(id);
    const [own] = await ownHandovers(caller("sam"), bed.deps.db);
    expect(own).toMatchObject({ id, known: null, answer: { outcome: "stays", tell: "We write to you within a week.", by: "Carmen Ortiz" } });
    expect(JSON.stringify(await callOnAccount(caller("sam"), accountId, bed.deps.db))).not.toMatch(/sanction|OFAC/i);
  });

  it("cannot be changed or taken away afterwards, in SQL either", async () => {
    const { id } = await handedOver();
    for (const change of [sql`UPDATE handovers SET wants = 'other' WHERE id = ${id}`, sql`DELETE FROM handovers WHERE id = ${id}`]) {
      await expect(bed.deps.db.execute(change)).rejects.toThrow();
    }
  });

  it("is theirs who take calls, and compliance's; auditors look on", async () => {
    const { accountId, id } = await handedOver();
    expect(await queued("sam")).toBeNull();
    expect(await ownHandovers(caller("priya"), bed.deps.db)).toEqual([]);
    expect(await queued("ada")).toContain(id);
    for (const who of ["ada", "alex"] as const) {
      expect(await callDesk(caller(who), bed.deps.db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
      expect(await callOnAccount(caller(who), accountId, bed.deps.db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    }
    const growth = bed.deps.programOf("growth");
    if (!growth) throw new Error("No program growth");
    expect(await queued("carmen", { program: growth })).toEqual([]);
  });
});

describe("a caller handed over with a block", () => {
  it("keeps everybody from reactivating until compliance releases it, and names no cause", async () => {
    const accountId = await bed.made({ status: "inactive", status_reason: "dormant" });
    expect(await bed.run(sam, "hand-over", { accountId, wants: "Says the card was stolen", restrict: true })).toMatchObject(done);
    const contact = { verifiedBy: "one-time-code", channel: "phone", at: new Date(Date.now() - 1_000).toISOString() };
    expect(await bed.run(sam, "activate-account", { accountId, contact })).toMatchObject({ ok: false, problem: { kind: "forbidden", title: "Restricted: transfer to compliance" } });
    const [hold] = await bed.holds(accountId);
    expect(hold).toMatchObject({ type: "restricted", releaseByTwo: false });
    expect(await bed.run(carmen, "release-hold", { accountId, holdId: hold?.id, reason: "The customer has the card" })).toMatchObject(done);
    expect(await bed.run(sam, "activate-account", { accountId, contact })).toMatchObject(done);
    expect(await bed.effects({ account_id: accountId })).toEqual(["POST /v0/accounts/:id/activate"]);
  });
});

describe("the time of a call", () => {
  it("is kept as a figure of the day, by those who take calls", async () => {
    for (const seconds of [40, 60, 200]) expect(await keepCallTime(caller("sam"), { outcome: "reactivated", seconds }, bed.deps.db)).toBe(true);
    expect(await keepCallTime(caller("ada"), { outcome: "answered", seconds: 1 }, bed.deps.db)).toBe(false);
    expect(await callFigure(caller("sam"), undefined, bed.deps.db)).toEqual({ calls: 3, medianSeconds: 60 });
    expect(await callFigure(caller("sam"), "2020-01-01", bed.deps.db)).toEqual({ calls: 0, medianSeconds: null });
  });
});
