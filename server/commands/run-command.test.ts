import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { and, eq } from "drizzle-orm";
import { auditEntries, commands } from "../db/schema";
import { processCommandId } from "./command-id";
import { person } from "./command-test-bed";
import type { CommandTestBed } from "./command-test-bed";
import { startCommandWorld } from "./command-test-world";
import type { CommandWorld } from "./command-test-world";
import { runCommand } from "./run-command";

let world: CommandWorld;
let bed: CommandTestBed;
/** Gives up on a Lead that hangs before a test does. */
let impatient: CommandTestBed;

beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
  impatient = await world.another({ attemptTimeoutMs: 1_000, actionDeadlineMs: 6_000 });
});
afterAll(() => world.close());
beforeEach(() => bed.control("DELETE", "/faults"));

const priya = person("priya");
const dormant = (accountId: string) => ({ accountId, reason: "dormant" });
const commandCount = async (accountId: string) => (await bed.deps.db.select().from(commands).where(eq(commands.accountId, accountId))).length;

describe("step 1, authorise", () => {
  it("refuses and writes the denial down", async () => {
    const accountId = await bed.made();
    const id = randomUUID();
    const answer = await bed.run(person("sam"), "deactivate-account", dormant(accountId), { id });
    expect(answer).toMatchObject({ ok: false, problem: { kind: "forbidden", title: "Only program managers and compliance can deactivate accounts." } });
    expect(await bed.trail(id)).toEqual(["deactivate-account denied"]);
    expect(await bed.effects({ account_id: accountId })).toEqual([]);
    expect(await commandCount(accountId)).toBe(0);
  });

  it.each(["close-account", "record-notice", "reopen-account"] as const)("refuses %s outside a process and writes it down", async (name) => {
    const accountId = await bed.made();
    const id = randomUUID();
    expect(await bed.run(person("carmen"), name, { accountId, reason: "paid_off" }, { id })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await bed.trail(id)).toEqual([`${name} denied`]);
  });

  it("knows no program that is not configured", async () => {
    const answer = await bed.run(priya, "deactivate-account", dormant("account_x"), { program: "elsewhere", seen: "x" });
    expect(answer).toMatchObject({ ok: false, problem: { title: "There is no such program." } });
  });
});

describe("step 2, validate", () => {
  it.each([
    ["a wrong id", { accountId: "account 1", reason: "dormant" }, "accountId"],
    ["another verb's reason", { accountId: "account_1", reason: "paid_off" }, "reason"],
    ["a missing hold", { accountId: "account_1", reason: "frozen" }, "hold"],
    ["a confidential word", { accountId: "account_1", reason: "other", note: "We filed a SAR on him" }, "note"],
    ["an unknown field", { accountId: "account_1", reason: "dormant", status: "closed" }, "status"],
  ])("refuses %s on its field, before Lead is asked", async (_name, input, path) => {
    await bed.control("DELETE", "/calls");
    const answer = await bed.run(priya, "deactivate-account", input, { seen: "x" });
    expect(answer).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path }] } });
    expect(await bed.control("GET", "/calls")).toMatchObject({ count: 0 });
  });

  it("refuses what PostgreSQL cannot hold, and an id that is none", async () => {
    expect(await bed.run(priya, "add-note", { accountId: "account_1", text: "a\u0000b" })).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    expect(await bed.run(priya, "add-note", { accountId: "account_1", text: "a" }, { id: "k".repeat(300) })).toMatchObject({ ok: false, problem: { kind: "invalid" } });
  });
});

describe("step 3, know the id", () => {
  it("gives the stored outcome to a second submit, whatever was seen", async () => {
    const accountId = await bed.made();
    const id = randomUUID();
    const first = await bed.run(priya, "deactivate-account", dormant(accountId), { id });
    const second = await bed.run(priya, "deactivate-account", dormant(accountId), { id, seen: "something else" });
    expect(first).toMatchObject({ ok: true, value: { status: "succeeded", accountId, surprises: [] } });
    expect(second).toEqual(first);
    expect(await bed.effects({ key: id })).toHaveLength(1);
  });

  it("joins the running one: two submits at once are one effect and one receipt", async () => {
    const accountId = await bed.made();
    const id = randomUUID();
    const seen = await bed.seen("deactivate-account", accountId);
    const answers = await Promise.all(Array.from({ length: 4 }, () => bed.run(priya, "deactivate-account", dormant(accountId), { id, seen })));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ ok: true, value: { status: "succeeded" } });
    expect(await bed.effects({ key: id })).toHaveLength(1);
    expect(await bed.trail(id)).toEqual(["deactivate-account asked", "deactivate-account done"]);
  });

  it("lets nobody sit on the id of a process's step", async () => {
    const accountId = await bed.made();
    const step = processCommandId({ id: randomUUID(), step: "close", attempt: 1 });
    expect(await bed.run(priya, "add-note", { accountId, text: "Hello" }, { id: step })).toMatchObject({ ok: false, problem: { kind: "invalid" } });
  });

  it("refuses the same id with other content", async () => {
    const accountId = await bed.made();
    const id = randomUUID();
    await bed.run(priya, "deactivate-account", dormant(accountId), { id });
    expect(await bed.run(priya, "deactivate-account", { accountId, reason: "other", note: "Asked to" }, { id })).toMatchObject({ ok: false, problem: { kind: "conflict" } });
    expect(await bed.run(priya, "add-note", { accountId, text: "Hello" }, { id })).toMatchObject({ ok: false, problem: { kind: "conflict" } });
  });
});

describe("step 4, look", () => {
  it("shows both sides where the account changed after it was looked at", async () => {
    const accountId = await bed.made();
    const seen = await bed.seen("deactivate-account", accountId);
    await bed.control("PATCH", `/accounts/${accountId}`, { status: "inactive", status_reason: "frozen" });
    const answer = await bed.run(priya, "deactivate-account", dormant(accountId), { seen });
    expect(answer).toMatchObject({ ok: false, problem: { kind: "conflict", differences: [{ path: "status", seen: "active", now: "inactive" }, { path: "status_reason", seen: "active", now: "frozen" }] } });
    expect(await commandCount(accountId)).toBe(0);
    expect(await bed.entry(accountId)).toMatchObject({ status: "inactive" });
  });

  it("asks the transition table", async () => {
    const accountId = await bed.made({ status: "inactive", status_reason: "dormant" });
    expect(await bed.run(priya, "deactivate-account", dormant(accountId))).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    expect(await commandCount(accountId)).toBe(0);
  });

  it.each([["reset-before-effect", 9], ["unavailable", 9], ["hang", 9], ["malformed-body", 9]])("is unavailable and records nothing when Lead answers with %s", async (kind, count) => {
    const accountId = await bed.made();
    const id = randomUUID();
    const seen = await bed.seen("deactivate-account", accountId);
    await bed.fault("GET /v0/accounts/:id", kind, count);
    expect(await impatient.run(priya, "deactivate-account", dormant(accountId), { id, seen })).toMatchObject({ ok: false, problem: { kind: "unavailable" } });
    expect(await commandCount(accountId)).toBe(0);
    expect(await bed.trail(id)).toEqual([]);
    await bed.control("DELETE", "/faults");
    expect(await bed.run(priya, "deactivate-account", dormant(accountId), { id, seen })).toMatchObject({ ok: true, value: { status: "succeeded" } });
  });

  it("compares what the directory could keep, whatever Lead sent", async () => {
    const accountId = await bed.made({ metadata: { memo: "a\u0000b" } });
    expect(await bed.run(priya, "update-account", { accountId, changes: { details: { product_name: "Plus" } } })).toMatchObject({ ok: true, value: { status: "succeeded" } });
    expect(await bed.run(priya, "deactivate-account", dormant(accountId))).toMatchObject({ ok: true, value: { status: "succeeded" } });
  });

  it("wants to know what was seen, and an account that the directory knows", async () => {
    const accountId = await bed.made();
    const { id: strange } = await bed.control<{ id: string }>("POST", "/accounts", {
      program: "growth", body: { capabilities: ["deposit"], entities: { account_holders: [await strangerOf()] }, details: { product_name: "X" }, documents: [] },
    });
    const submission = { program: "everyday", name: "deactivate-account" as const, commandId: randomUUID(), input: dormant(accountId) };
    expect(await runCommand(bed.deps, { actor: priya, submission })).toMatchObject({ ok: false, problem: { title: "It is not known what you were looking at." } });
    expect(await bed.run(priya, "deactivate-account", dormant(strange), { seen: "x" })).toMatchObject({ ok: false, problem: { title: "The directory does not know this account." } });
  });
});

async function strangerOf(): Promise<string> {
  const { landmarks } = await bed.control<{ landmarks: Record<string, Record<string, { entity_id?: string }>> }>("GET", "/landmarks");
  return landmarks.growth?.prospectIndividual?.entity_id ?? "";
}

describe("step 5, record the intent", () => {
  it("tells the second command on an account which one it waits for", async () => {
    const accountId = await bed.made();
    const id = randomUUID();
    await bed.fault("POST /v0/accounts/:id/deactivate", "reset-after-effect", 9);
    const seen = await bed.seen("deactivate-account", accountId);
    expect(await bed.run(priya, "deactivate-account", dormant(accountId), { id })).toMatchObject({ ok: true, value: { status: "unconfirmed" } });
    const second = await bed.run(person("carmen"), "deactivate-account", { accountId, reason: "other", note: "Other" }, { seen });
    expect(second).toMatchObject({ ok: false, problem: { kind: "not-possible-now", title: "“Deactivate” by Priya Nair is not settled yet.", commandId: id } });
  });

  it("lets one of two operators through at the same time", async () => {
    const accountId = await bed.made();
    const seen = await bed.seen("deactivate-account", accountId);
    const answers = await Promise.all([
      bed.run(priya, "deactivate-account", dormant(accountId), { seen }),
      bed.run(person("carmen"), "deactivate-account", { accountId, reason: "other", note: "Called" }, { seen }),
      bed.run(person("chen"), "deactivate-account", { accountId, reason: "frozen", hold: { type: "fraud" } }, { seen }),
    ]);
    expect(answers.filter((answer) => answer.ok && answer.value.status === "succeeded")).toHaveLength(1);
    for (const answer of answers) if (!answer.ok) expect(["not-possible-now", "conflict"]).toContain(answer.problem.kind);
    expect(await bed.effects({ account_id: accountId })).toHaveLength(1);
    expect(await bed.agrees(accountId)).toBe(true);
  });

  it("keeps exactly what is sent, and what the account was and should become", async () => {
    const accountId = await bed.made();
    const id = randomUUID();
    await bed.run(priya, "deactivate-account", dormant(accountId), { id });
    expect(await bed.row(id)).toMatchObject({
      request: { method: "POST", path: `/v0/accounts/${accountId}/deactivate`, body: '{"status_reason":"dormant"}' },
      before: { account: { id: accountId, status: "active" } }, expected: { status: "inactive", status_reason: "dormant" }, after: { account: { status: "inactive" } }, sends: 1,
    });
    const [asked] = await bed.deps.db.select().from(auditEntries).where(and(eq(auditEntries.commandId, id), eq(auditEntries.outcome, "asked")));
    expect(asked?.changes).toEqual([{ path: "status", old: "active", new: "inactive" }, { path: "status_reason", old: "active", new: "dormant" }]);
  });
});

describe("step 6, call Lead", () => {
  it("answers in time with `pending`, and the outcome follows", async () => {
    const accountId = await bed.made();
    const id = randomUUID();
    let answered: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answered = resolve));
    const slow = { ...impatient.deps, onPhase: (phase: string) => (phase === "answered" ? held : undefined) };
    const seen = await bed.seen("deactivate-account", accountId);
    const receipt = await runCommand(slow, { actor: priya, submission: { program: "everyday", name: "deactivate-account", commandId: id, input: dormant(accountId), seen } });
    expect(receipt).toMatchObject({ ok: true, value: { status: "pending" } });
    answered();
    await expect.poll(async () => (await bed.row(id)).status).toBe("succeeded");
  });

  it("fails closed: an outcome that cannot be recorded leaves the command pending for the worker", async () => {
    const accountId = await bed.made();
    const id = randomUUID();
    const failing = { ...bed.deps, onPhase: (phase: string) => { if (phase === "outcome-written") throw new Error("The disk is full"); } };
    const seen = await bed.seen("deactivate-account", accountId);
    const receipt = await runCommand(failing, { actor: priya, submission: { program: "everyday", name: "deactivate-account", commandId: id, input: dormant(accountId), seen } });
    expect(receipt).toMatchObject({ ok: true, value: { status: "pending" } });
    expect(await bed.entry(accountId)).toMatchObject({ status: "active" });
    expect(await bed.trail(id)).toEqual(["deactivate-account asked"]);
  });
});

describe("step 7, record the outcome", () => {
  it("puts a difference from what was expected on the command", async () => {
    const accountId = await bed.made();
    const id = randomUUID();
    const meddling = { ...bed.deps, onPhase: async (phase: string) => { if (phase === "looked") await bed.control("PATCH", `/accounts/${accountId}`, { details: { product_name: "Renamed" } }); } };
    const seen = await bed.seen("deactivate-account", accountId);
    const receipt = await runCommand(meddling, { actor: priya, submission: { program: "everyday", name: "deactivate-account", commandId: id, input: dormant(accountId), seen } });
    expect(receipt).toMatchObject({ ok: true, value: { status: "succeeded", surprises: [{ path: "details.product_name", expected: "Everyday Checking", actual: "Renamed" }] } });
    expect(await bed.agrees(accountId)).toBe(true);
  });

  it("is final for its id when refused, with Lead's words", async () => {
    const accountId = await bed.made();
    const id = randomUUID();
    const meddling = { ...bed.deps, onPhase: async (phase: string) => { if (phase === "intent-recorded") await bed.control("PATCH", `/accounts/${accountId}`, { status: "inactive", status_reason: "frozen" }); } };
    const submission = { program: "everyday", name: "deactivate-account" as const, commandId: id, input: dormant(accountId), seen: await bed.seen("deactivate-account", accountId) };
    const receipt = await runCommand(meddling, { actor: priya, submission });
    expect(receipt).toMatchObject({ ok: true, value: { status: "rejected", problem: { kind: "refused-by-lead", detail: "Account cannot be deactivated from current status.", lead: { status: 422, code: "invalid_status_transition" } } } });
    await bed.control("PATCH", `/accounts/${accountId}`, { status: "active", status_reason: "active" });
    expect(await runCommand(bed.deps, { actor: priya, submission })).toEqual(receipt);
    expect(await bed.effects({ key: id })).toEqual([]);
    expect(await bed.trail(id)).toEqual(["deactivate-account asked", "deactivate-account refused"]);
    expect(await bed.run(priya, "deactivate-account", dormant(accountId), { seen: submission.seen })).toMatchObject({ ok: true, value: { status: "succeeded" } });
  });
});
