import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { capabilities } from "@/lib/lead/enums";
import { startSimulator } from "../simulator/start-simulator";
import type { RunningSimulator } from "../simulator/start-simulator";
import type { Program } from "../programs";
import { leadReader, leadWriter } from "./lead-client";
import { testProgram, testSecrets } from "./test-lead";

let simulator: RunningSimulator;
let program: Program;
let landmarks: Record<string, { account_id?: string; client_account_id?: string; entity_id?: string; client_customer_id?: string; application_id?: string; account_number_id?: string; subledger_balance_id?: string }>;

async function control<T>(path: string, method = "GET", body?: object): Promise<T> {
  const response = await fetch(`${simulator.url}/_simulator${path}`, { method, body: body && JSON.stringify(body) });
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}

const fault = (route: string, kind: string, count = 1, more: object = {}) => control("/faults", "POST", { route, kind, count, ...more });
const effectsOf = async (key: string) => (await control<{ count: number }>(`/effects?key=${key}`)).count;

const present = (id: string | undefined): string => {
  if (id === undefined) throw new Error("The simulator has no such landmark");
  return id;
};
const account = (name: string) => present(landmarks[name]?.account_id);

beforeAll(async () => {
  const credentials = [
    { program: "growth", clientId: "new-client", clientSecret: testSecrets[0], supportedCapabilities: [...capabilities] },
    { program: "growth", clientId: "old-client", clientSecret: testSecrets[1], supportedCapabilities: [...capabilities] },
  ];
  simulator = await startSimulator({ credentials });
  landmarks = (await control<{ landmarks: Record<string, typeof landmarks> }>("/landmarks")).landmarks.growth ?? {};
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await control("/reset", "POST");
  program = testProgram(simulator.url, { slug: "growth", limits: { attemptTimeoutMs: 1_000, actionDeadlineMs: 8_000, retryDelayMs: 5 } });
});

/** The name of every field of an answer; ids and other values may contain any letters. */
function namesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)]);
}

describe("reading the simulator", () => {
  it("reads an account by both of its ids, its relationships and its entities", async () => {
    const reader = leadReader(program);
    const { client_account_id } = landmarks.dormant ?? {};
    const byId = await reader.accounts.get(account("dormant"));
    expect(byId).toMatchObject({ kind: "answered", value: { status: "inactive", status_reason: "dormant" } });
    expect(await reader.accounts.getByClientAccountId(present(client_account_id))).toEqual(byId);
    const relationships = await reader.accounts.relationships.list(account("dormant"));
    if (relationships.kind !== "answered") throw new Error(relationships.kind);
    const entity = await reader.entities.get(present(relationships.value[0]?.entity_id));
    expect(entity).toMatchObject({ kind: "answered", value: { id: relationships.value[0]?.entity_id } });
    expect(namesIn(entity).filter((name) => /date_of_birth|tax|ssn/.test(name))).toEqual([]);
  });

  it("reads all 60 relationships of one account", async () => {
    const outcome = await leadReader(program).accounts.relationships.list(account("sixtyRelationships"));
    expect(outcome.kind === "answered" && outcome.value.length).toBe(60);
  });

  it("is told of nobody", async () => {
    const reader = leadReader(program);
    expect(await reader.accounts.get("account_nobody")).toMatchObject({ kind: "refused", problem: { status: 404 } });
    expect(await reader.entities.getByClientCustomerId("nobody")).toMatchObject({ kind: "refused", problem: { status: 404 } });
  });
});

describe("writing to the simulator", () => {
  const acting = ["reset-after-effect", "hang-after-effect", "reset-before-effect", "internal-error", "unavailable", "malformed-body", "conflict", "rate-limited", "expired-token", "hang"];

  it.each(acting)("takes effect exactly once through one %s", async (kind) => {
    const key = randomUUID();
    await fault("POST /v0/accounts/:id/activate", kind);
    const outcome = await leadWriter(program).accounts.activate(account("dormant"), key);
    expect(outcome).toMatchObject({ kind: "answered", value: { id: account("dormant"), status: "active" } });
    expect(await effectsOf(key)).toBe(1);
  });

  it.each([["reset-after-effect", 1], ["malformed-body", 1], ["reset-before-effect", 0], ["internal-error", 0]])("never calls it a no after three times %s", async (kind, effects) => {
    const key = randomUUID();
    await fault("POST /v0/accounts/:id/activate", kind, 3);
    const outcome = await leadWriter(program).accounts.activate(account("dormant"), key);
    expect(outcome).toMatchObject({ kind: "no-answer", mayHaveHappened: true });
    expect(await effectsOf(key)).toBe(effects);
    const again = await leadWriter(program, { resend: true }).accounts.activate(account("dormant"), key);
    expect(again).toMatchObject({ kind: "answered", value: { status: "active" } });
    expect(await effectsOf(key)).toBe(1);
  });

  it("is in doubt after three times too fast, and takes effect once under the same key", async () => {
    const key = randomUUID();
    await fault("POST /v0/accounts/:id/activate", "rate-limited", 3);
    expect(await leadWriter(program).accounts.activate(account("dormant"), key)).toMatchObject({ kind: "no-answer", reason: "rate-limited", mayHaveHappened: true });
    expect(await effectsOf(key)).toBe(0);
    expect(await leadWriter(program, { resend: true }).accounts.activate(account("dormant"), key)).toMatchObject({ kind: "answered" });
    expect(await effectsOf(key)).toBe(1);
  });

  it("keeps Lead's words when it is refused", async () => {
    const outcome = await leadWriter(program).accounts.activate(account("activeDeposit"), randomUUID());
    expect(outcome).toMatchObject({ kind: "refused", problem: { status: 422, code: "invalid_status_transition", detail: "Account cannot be activated from current status." } });
  });

  it("adds and removes a relationship, and a lost removal is a doubt that the list settles", async () => {
    const writer = leadWriter(program);
    const { objects } = await control<{ objects: { id: string; type: string }[] }>("/entities?program=growth");
    const held = await writer.accounts.relationships.list(account("activeDeposit"));
    if (held.kind !== "answered") throw new Error(held.kind);
    const someone = present(objects.find(({ id, type }) => type === "individual" && !held.value.some((pair) => pair.entity_id === id))?.id);
    const added = await writer.accounts.relationships.addBatch(account("activeDeposit"), { entity_ids: [someone], relationship_type: "authorized_user" }, randomUUID());
    expect(added.kind).toBe("answered");
    await fault("DELETE /v0/accounts/:id/entity_relationships/:entity_id", "reset-after-effect");
    expect(await writer.accounts.relationships.remove(account("activeDeposit"), someone, "authorized_user")).toMatchObject({ kind: "no-answer", mayHaveHappened: true });
    expect(await writer.accounts.relationships.list(account("activeDeposit"))).toEqual(held);
  });
});
