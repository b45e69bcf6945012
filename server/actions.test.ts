import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { CommandSubmission } from "@/lib/command";
import type * as Actions from "./actions";
import { commands } from "./db/schema";
import { bedEnvironment, person } from "./commands/command-test-bed";
import type { CommandTestBed } from "./commands/command-test-bed";
import { startCommandWorld } from "./commands/command-test-world";
import type { CommandWorld } from "./commands/command-test-world";

// Who asks is found from the request's cookie, which only Next can give: that one answer is put in its place.
const asking = vi.hoisted(() => ({ as: null as null | { actor: unknown; roles: readonly string[] }, signedIn: true }));
vi.mock("./operator", () => ({
  operatorInProgram: (slug: string) => Promise.resolve(slug === "everyday" ? asking.as : null),
  currentOperator: () => Promise.resolve(asking.signedIn ? {} : null),
}));

let world: CommandWorld;
let bed: CommandTestBed;
let actions: typeof Actions;

function ask(as: Parameters<typeof person>[0]): void {
  const actor = person(as);
  asking.as = { actor, roles: actor.roles };
}

beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
  for (const [name, value] of Object.entries(bedEnvironment(world.settings))) vi.stubEnv(name, value);
  actions = await import("./actions");
});
afterAll(async () => {
  await (await import("./db/client")).database().pool.end();
  vi.unstubAllEnvs();
  await world.close();
});

const noted = (accountId: string, over: Record<string, unknown> = {}) => ({ program: "everyday", name: "add-note", commandId: randomUUID(), input: { accountId, text: "Called" }, ...over }) as CommandSubmission;

describe("forged calls of the action", () => {
  it.each([
    ["nothing", undefined],
    ["a text", "submit"],
    ["a list", []],
    ["no program", { name: "add-note", commandId: randomUUID(), input: {} }],
    ["a name that does not exist", { program: "everyday", name: "delete-account", commandId: randomUUID(), input: {} }],
    ["a name of the prototype", { program: "everyday", name: "constructor", commandId: randomUUID(), input: {} }],
    ["an id that is none", { program: "everyday", name: "add-note", commandId: "1; DROP TABLE commands", input: {} }],
    ["a 300-character key", { program: "everyday", name: "add-note", commandId: "k".repeat(300), input: {} }],
    ["a process", { program: "everyday", name: "close-account", commandId: randomUUID(), input: {}, process: { id: randomUUID(), kind: "closing", step: "close", attempt: 1 } }],
    ["an actor", { program: "everyday", name: "add-note", commandId: randomUUID(), input: {}, actor: person("carmen") }],
  ])("with %s are answered with a problem", async (_name, submission) => {
    ask("carmen");
    expect(await actions.submitCommand(submission as CommandSubmission)).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    expect(await actions.resumeCommandAction(submission as never)).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    expect(await bed.deps.db.select().from(commands)).toEqual([]);
  });
});

describe("who asks", () => {
  it("is told when no longer signed in, and that a program that is not theirs does not exist", async () => {
    const submission = noted("account_1");
    asking.as = null;
    expect(await actions.submitCommand(submission)).toMatchObject({ ok: false, problem: { title: "There is no such program." } });
    ask("carmen");
    expect(await actions.submitCommand({ ...submission, program: "growth" })).toMatchObject({ ok: false, problem: { title: "There is no such program." } });
    asking.as = null;
    asking.signedIn = false;
    expect(await actions.submitCommand(submission)).toMatchObject({ ok: false, problem: { title: "You are no longer signed in." } });
    asking.signedIn = true;
  });

  it("cannot take a step of a process by itself", async () => {
    ask("carmen");
    const accountId = await bed.made();
    const submission = noted(accountId, { name: "close-account", input: { accountId, reason: "paid_off" }, seen: await bed.seen("close-account", accountId) });
    expect(await actions.submitCommand(submission)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await bed.effects({ account_id: accountId })).toEqual([]);
    expect(await bed.trail(submission.commandId)).toEqual(["close-account denied"]);
  });

  it("gets a receipt, polls it and settles it by hand", async () => {
    ask("carmen");
    const accountId = await bed.made();
    const submission = noted(accountId, { name: "deactivate-account", input: { accountId, reason: "dormant" }, seen: await bed.seen("deactivate-account", accountId) });
    await bed.fault("POST /v0/accounts/:id/deactivate", "reset-after-effect", 3);
    expect(await actions.submitCommand(submission)).toMatchObject({ ok: true, value: { status: "unconfirmed" } });
    const { commandStatus } = await import("./queries/command-status");
    const reader = (slug: string, permissions: string[]) => ({ program: { slug }, roles: ["compliance"], actor: { subject: "person-carmen" }, permissions: new Set(permissions) }) as never;
    expect(await commandStatus(reader("everyday", ["read-accounts"]), submission.commandId, bed.deps.db)).toMatchObject({ status: "unconfirmed" });
    expect(await commandStatus(reader("growth", ["read-accounts"]), submission.commandId, bed.deps.db)).toBeNull();
    expect(await commandStatus(reader("everyday", []), submission.commandId, bed.deps.db)).toBeNull();
    expect(await commandStatus(reader("everyday", ["read-accounts"]), "not-an-id", bed.deps.db)).toBeNull();
    expect(await actions.resumeCommandAction({ program: "everyday", commandId: submission.commandId.toUpperCase() })).toMatchObject({ ok: true, value: { status: "succeeded" } });
  });

  it("starts a process by the same door", async () => {
    ask("carmen");
    const accountId = await bed.made({ status: "inactive", status_reason: "dormant" });
    const input = { act: "start", processId: randomUUID(), accountId, reason: "other", note: "Not dormant after all" };
    expect(await actions.submitCommand(noted(accountId, { name: "change-inactive-reason", input, seen: "elsewhere" }))).toMatchObject({ ok: false, problem: { kind: "conflict" } });
    ask("sam");
    expect(await actions.submitCommand(noted(accountId, { name: "change-inactive-reason", input }))).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  });
});
