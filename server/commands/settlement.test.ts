import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { and, eq } from "drizzle-orm";
import { consoleActor } from "@/lib/operator";
import { openDatabase } from "../db/client";
import { auditEntries, commands } from "../db/schema";
import type { CommandDeps } from "./command-deps";
import { CommandDoubts } from "./doubt-test-bed";
import { sampleOf } from "./command-samples";
import { person } from "./command-test-bed";
import type { CommandTestBed } from "./command-test-bed";
import { startCommandWorld } from "./command-test-world";
import type { CommandWorld } from "./command-test-world";
import { resumeCommand, resumeNext } from "./resume-command";
import { runCommand } from "./run-command";

let world: CommandWorld;
let bed: CommandTestBed;
let doubts: CommandDoubts;

beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
  doubts = new CommandDoubts(bed);
});
afterAll(() => world.close());
beforeEach(() => bed.control("DELETE", "/faults"));

const carmen = person("carmen");
/** Does something at one phase of one command. */
const at = (wanted: string, work: () => Promise<unknown>): CommandDeps => {
  let once = false;
  return { ...bed.deps, onPhase: async (phase) => { if (phase === wanted && !once) { once = true; await work(); } } };
};

describe("settling on a single connection", () => {
  it.each(["settle-as-refused", "settle-as-done"])("%s waits for no second one", async (how) => {
    const sample = await doubts.stuck("deactivate-account", "reset-before-effect");
    await bed.control("PATCH", `/accounts/${sample.accountId}`, { status: "inactive", status_reason: how === "settle-as-done" ? "frozen" : "dormant" });
    const { db, pool } = openDatabase(world.database.appUrl, 1);
    const receipt = await runCommand({ ...bed.deps, db }, { actor: carmen, submission: { program: bed.slug, name: "settle-command", commandId: randomUUID(), input: doubts.settlement(sample.id, how) } });
    await pool.end();
    expect(receipt).toMatchObject({ ok: true });
  });
});

describe("two openings and one account", () => {
  async function twins(): Promise<[string, string, string]> {
    const input = { capabilities: ["deposit"], entities: { account_holders: [bed.entity("prospectIndividual")] }, details: { product_name: "Everyday Checking" }, documents: [] };
    const ids = [randomUUID(), randomUUID()] as const;
    for (const id of ids) {
      await bed.fault("POST /v0/accounts", id === ids[0] ? "reset-after-effect" : "reset-before-effect", 3);
      await bed.run(person("priya"), "open-account", { ...input, metadata: { order: "one" }, details: { product_name: "Everyday Checking" } }, { id });
      await bed.control("DELETE", "/faults");
      await bed.age(id, 3_700);
      await resumeNext(bed.deps, bed.program, consoleActor, id);
      // The second could not be asked for while the first waits: it is made to have another content.
      await bed.deps.db.update(commands).set({ subjectKey: id }).where(eq(commands.id, id));
    }
    const { effects } = await bed.control<{ effects: { accountId: string }[] }>("GET", `/effects?key=${ids[0]}`);
    return [...ids, effects[0]?.accountId ?? ""];
  }

  it("are not both settled with it, also when they are settled at the same moment", async () => {
    const [one, two, accountId] = await twins();
    const answers = await Promise.all([doubts.settle(one, "enter-id", { accountId }), doubts.settle(two, "enter-id", { accountId })]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ problem: { title: "This account was there before, or another command opened it." } });
    const statuses = [(await bed.row(one)).status, (await bed.row(two)).status].sort();
    expect(statuses).toEqual(["needs-a-person", "succeeded"]);
  });

  it("leave the one whose answer comes last to a person", async () => {
    const [one, two, accountId] = await twins();
    const deps = at("answered", () => doubts.settle(two, "enter-id", { accountId }));
    await bed.deps.db.update(commands).set({ status: "unconfirmed", askedAt: new Date() }).where(eq(commands.id, one));
    await doubts.takeOver(one, deps);
    expect(await bed.row(two)).toMatchObject({ status: "succeeded", accountId });
    expect(await bed.row(one)).toMatchObject({ status: "needs-a-person", problem: { title: "The account in Lead’s answer is recorded as opened by another command." } });
  });
});

describe("the answer to a repeat", () => {
  it("is not taken for the present: what was put back elsewhere needs a person", async () => {
    const sample = await doubts.inDoubt("activate-account", "reset-after-effect");
    await bed.control("PATCH", `/accounts/${sample.accountId}`, { status: "inactive", status_reason: "dormant" });
    await doubts.takeOver(sample.id);
    expect(await bed.row(sample.id)).toMatchObject({ status: "needs-a-person", problem: { title: "Lead answered the repeat, but the account does not show the change." } });
    await bed.remember(sample.accountId ?? "");
    expect(await bed.entry(sample.accountId ?? "")).toMatchObject({ status: "inactive" });
    expect(await bed.effects({ key: sample.id })).toHaveLength(1);
  });

  it("leaves it unconfirmed where the account cannot be read after it", async () => {
    const sample = await doubts.inDoubt("deactivate-account", "reset-before-effect");
    await doubts.takeOver(sample.id, at("answered", () => bed.fault("GET /v0/accounts/:id", "unavailable", 3)));
    expect(await bed.row(sample.id)).toMatchObject({ status: "unconfirmed", sends: 2 });
    await bed.control("DELETE", "/faults");
    await doubts.takeOver(sample.id);
    expect(await bed.row(sample.id)).toMatchObject({ status: "succeeded", settledHow: "found" });
    expect(await bed.effects({ key: sample.id })).toHaveLength(1);
  });
});

describe("a read that settles a command", () => {
  it("is not put over a newer one: the change is the command's, what came later changed elsewhere", async () => {
    const sample = await doubts.inDoubt("deactivate-account", "reset-after-effect");
    const accountId = sample.accountId ?? "";
    await doubts.takeOver(sample.id, at("reread", async () => {
      await bed.control("PATCH", `/accounts/${accountId}`, { details: { product_name: "Renamed meanwhile" } });
      await bed.remember(accountId);
    }));
    expect(await bed.row(sample.id)).toMatchObject({ status: "succeeded", settledHow: "found" });
    expect((await bed.entry(accountId))?.body.details?.product_name).toBe("Renamed meanwhile");
    expect(await bed.agrees(accountId)).toBe(true);
    const trail = await bed.deps.db.select().from(auditEntries).where(eq(auditEntries.accountId, accountId));
    const paths = (action: string) => trail.filter((entry) => entry.action === action && entry.outcome !== "asked").flatMap(({ changes }) => changes.map(({ path }) => path)).filter((path) => path !== "updated_at");
    expect(paths("deactivate-account").sort()).toEqual(["status", "status_reason"]);
    expect(paths("changed-elsewhere")).toEqual(["details.product_name"]);
  });

  it("leaves the people as a newer read showed them, where the answer says nothing of them", async () => {
    const sample = await sampleOf(bed, "deactivate-account");
    const accountId = sample.accountId ?? "";
    const pairs = [[bed.entity("prospectIndividual"), "account_holder"], [bed.entity("prospectUser"), "authorized_user"]];
    const meddled = at("answered", async () => {
      await bed.control("PATCH", `/accounts/${accountId}`, { relationships: pairs.map(([entity_id, relationship_type]) => ({ entity_id, relationship_type })) });
      await bed.remember(accountId);
    });
    const seen = await bed.seen("deactivate-account", accountId);
    await runCommand(meddled, { actor: sample.actor, submission: { program: bed.slug, name: sample.name, commandId: sample.id, input: sample.input, seen } });
    expect((await bed.row(sample.id)).status).toBe("succeeded");
    expect(await bed.agrees(accountId)).toBe(true);
  });
});

describe("a person's repeat", () => {
  it("is not sent unread", async () => {
    const sample = await doubts.stuck("deactivate-account", "reset-before-effect");
    await bed.fault("GET /v0/accounts/:id", "unavailable", 3);
    await doubts.settle(sample.id, "resend");
    expect(await bed.row(sample.id)).toMatchObject({ status: "needs-a-person", sends: 1, problem: { title: "Lead could not be read, so this was not sent again." } });
    expect(await bed.effects({ key: sample.id })).toEqual([]);
  });

  it("answers in time though Lead hangs", async () => {
    const quick = await world.another({ attemptTimeoutMs: 5_000, actionDeadlineMs: 3_000 });
    const [resent, checked] = [await doubts.stuck("deactivate-account", "reset-before-effect"), await doubts.inDoubt("deactivate-account", "reset-before-effect")];
    // The read takes its time, and then the call: together longer than one action may take.
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const deps = { ...quick.deps, onPhase: (phase: string) => (phase === "send-marked" ? held : undefined) };
    const submission = { program: bed.slug, name: "settle-command" as const, commandId: randomUUID(), input: doubts.settlement(resent.id, "resend") };
    expect(await runCommand(deps, { actor: carmen, submission })).toMatchObject({ ok: true, value: { status: "succeeded" } });
    await bed.age(checked.id, 0);
    expect(await resumeCommand(deps, { programSlug: bed.slug, commandId: checked.id, actor: carmen })).toMatchObject({ ok: true, value: { status: "unconfirmed" } });
    goOn();
    await expect.poll(async () => [(await bed.row(resent.id)).status, (await bed.row(checked.id)).status]).toEqual(["succeeded", "succeeded"]);
  });
});

describe("who asks to check now and may not", () => {
  it("is in the trail", async () => {
    const sample = await doubts.inDoubt("deactivate-account", "reset-before-effect");
    await resumeCommand(bed.deps, { programSlug: bed.slug, commandId: sample.id, actor: person("ada") });
    const [denial] = await bed.deps.db.select().from(auditEntries).where(and(eq(auditEntries.commandId, sample.id), eq(auditEntries.outcome, "denied")));
    expect(denial).toMatchObject({ actor: "person-ada", action: "deactivate-account", accountId: sample.accountId });
  });
});

describe("removing somebody", () => {
  it("takes away one person and no other where the list cannot be read afterwards", async () => {
    const sample = await sampleOf(bed, "remove-relationship");
    const accountId = sample.accountId ?? "";
    const seen = await bed.seen("remove-relationship", accountId);
    const blind = at("answered", () => bed.fault("GET /v0/accounts/:id/entity_relationships", "unavailable", 3));
    await runCommand(blind, { actor: sample.actor, submission: { program: bed.slug, name: sample.name, commandId: sample.id, input: sample.input, seen } });
    await bed.control("DELETE", "/faults");
    expect(await bed.row(sample.id)).toMatchObject({ status: "succeeded", surprises: [] });
    expect(await bed.agrees(accountId)).toBe(true);
  });
});

describe("what Lead holds and we cannot store", () => {
  it("is no surprise in its answer", async () => {
    const accountId = await bed.made({ metadata: { odd: "a\u0000b" } });
    const id = randomUUID();
    await bed.run(carmen, "deactivate-account", { accountId, reason: "dormant" }, { id });
    expect(await bed.row(id)).toMatchObject({ status: "succeeded", surprises: [] });
  });
});

describe("Retry-After", () => {
  it("is kept between one sending and the next", async () => {
    const sample = await sampleOf(bed, "deactivate-account");
    await bed.control("POST", "/faults", { route: sample.operation, kind: "reset-before-effect", count: 1 });
    await bed.control("POST", "/faults", { route: sample.operation, kind: "rate-limited", count: 1, retryAfterSeconds: 300 });
    expect(await doubts.ask(sample)).toMatchObject({ ok: true, value: { status: "unconfirmed" } });
    const { nextSendAt, lastSentAt } = await bed.row(sample.id);
    expect((nextSendAt?.getTime() ?? 0) - (lastSentAt?.getTime() ?? 0)).toBeGreaterThanOrEqual(300_000);
  });
});

describe("deactivating an account with credit", () => {
  it("asks whether it is an adverse action, and writes down the answer", async () => {
    const growth = await world.another({ program: "growth" });
    const accountId = await growth.account("creditScraEnding");
    const carmensInput = { accountId, reason: "dormant" };
    const excluded = { determination: "excluded", exclusion: "delinquency", currentlyDelinquent: true, basis: "Currently delinquent on this account", actionTakenOn: "2026-01-15" };
    expect(await growth.run(carmen, "deactivate-account", carmensInput)).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path: "determination" }] } });
    expect(await growth.run(carmen, "deactivate-account", { ...carmensInput, determination: "excluded" })).toMatchObject({ ok: false, problem: { fields: [{ path: "exclusion" }, { path: "basis" }, { path: "actionTakenOn" }] } });
    const id = randomUUID();
    expect(await growth.run(carmen, "deactivate-account", { ...carmensInput, ...excluded }, { id })).toMatchObject({ ok: true });
    const trail = await growth.deps.db.select().from(auditEntries).where(eq(auditEntries.commandId, id));
    for (const entry of trail) expect(entry.details).toMatchObject(excluded);
    expect(trail).toHaveLength(2);
  });
});
