import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LeadCall } from "./call-log";
import { leadReader, leadWriter } from "./lead-client";
import { startTestLead, testProgram } from "./test-lead";
import type { Step, TestLead } from "./test-lead";

const account = { id: "account_1", status: "active", status_reason: "active" };
const key = "8c0e1f5e-9a5c-4e2e-8f57-0d8a1c3b7f10";
const answered: Step = { status: 200, body: account };

let lead: TestLead;
beforeEach(async () => {
  lead = await startTestLead();
});
afterEach(() => lead.stop());

const close = (steps: Step[], context = {}) => {
  lead.steps = steps;
  return leadWriter(testProgram(lead.baseUrl), context).accounts.close("account_1", { status_reason: "paid_off" }, key);
};
const get = (steps: Step[], context = {}) => {
  lead.steps = steps;
  return leadReader(testProgram(lead.baseUrl), context).accounts.get("account_1");
};
const remove = (steps: Step[]) => {
  lead.steps = steps;
  return leadWriter(testProgram(lead.baseUrl)).accounts.relationships.remove("account_1", "entity_1", "authorized_user");
};

describe("a keyed write", () => {
  it("sends the same key and the same bytes on every try", async () => {
    const outcome = await close([{ status: 503 }, "reset", answered]);
    expect(outcome).toMatchObject({ kind: "answered", value: account });
    expect(lead.calls.map((call) => call.headers["idempotency-key"])).toEqual([key, key, key]);
    expect(new Set(lead.calls.map((call) => call.body))).toEqual(new Set(['{"status_reason":"paid_off"}']));
  });

  const doubtful: [string, Step, string][] = [
    ["500", { status: 500, body: { code: "internal" } }, "server-error"],
    ["503 without a body to read", { status: 503, body: "<html>" }, "server-error"],
    ["409", { status: 409, body: { detail: "in flight" } }, "conflict"],
    ["a reset before any answer", "reset", "connection-lost"],
    ["a reset within the answer", "reset-after-headers", "connection-lost"],
    ["a hang", "hang", "timeout"],
    ["a hang within the answer", "hang-after-headers", "timeout"],
    ["an answer that is not JSON", { status: 200, body: "<html>" }, "malformed-answer"],
    ["an answer without an id", { status: 200, body: { status: "closed" } }, "malformed-answer"],
    ["an answer about another account", { status: 200, body: { ...account, id: "account_2" } }, "malformed-answer"],
    ["a redirect", { status: 302, headers: { location: "/elsewhere" } }, "malformed-answer"],
  ];
  it.each(doubtful)("tries three times and stays in doubt after %s", async (_name, step, reason) => {
    const outcome = await close([step]);
    expect(outcome).toMatchObject({ kind: "no-answer", reason, mayHaveHappened: true });
    expect(lead.calls).toHaveLength(3);
  });

  it("keeps Lead's words beside a doubt", async () => {
    const outcome = await close([{ status: 500, body: { code: "internal", detail: "Try later." }, headers: { "x-request-id": "req_7" } }]);
    expect(outcome).toMatchObject({ problem: { status: 500, code: "internal", detail: "Try later.", requestId: "req_7" } });
  });

  it("is in doubt when every try was refused for its rate: only of reads does Lead say that they were not processed", async () => {
    expect(await close([{ status: 429 }])).toMatchObject({ kind: "no-answer", reason: "rate-limited", mayHaveHappened: true });
    expect(lead.calls).toHaveLength(3);
  });

  it("stays in doubt when one of the tries was doubtful, whatever followed", async () => {
    expect(await close(["reset", { status: 429 }])).toMatchObject({ kind: "no-answer", reason: "rate-limited", mayHaveHappened: true });
    expect(await close(["reset", { status: 403, body: { code: "source_ip_not_allowed" } }])).toMatchObject({ kind: "no-answer", mayHaveHappened: true, problem: { status: 403 } });
    expect(await close(["hang", { status: 422, body: { code: "idempotency_request_inconsistent" } }])).toMatchObject({ kind: "no-answer", mayHaveHappened: true });
  });

  it("takes a keyed refusal as the last word, because a key that had worked would have answered", async () => {
    expect(await close(["reset", { status: 422, body: { code: "parameters_invalid" } }])).toMatchObject({ kind: "refused", problem: { status: 422 } });
    expect(lead.calls).toHaveLength(2);
  });

  it("does not take a refused transition for a no right after a doubt: the first try may be why", async () => {
    const refusal = { status: 422, body: { code: "invalid_status_transition" } };
    expect(await close(["reset", refusal])).toMatchObject({ kind: "no-answer", reason: "connection-lost", mayHaveHappened: true, problem: { status: 422 } });
    expect(await close([refusal], { resend: true })).toMatchObject({ kind: "refused" });
  });

  it("starts in doubt when it is sent again", async () => {
    expect(await close([{ status: 429 }], { resend: true })).toMatchObject({ kind: "no-answer", reason: "rate-limited", mayHaveHappened: true });
    expect(await close([{ status: 403 }], { resend: true })).toMatchObject({ kind: "no-answer", reason: "no-access", mayHaveHappened: true });
  });

  it("is certain that nothing happened when nobody listens", async () => {
    const program = testProgram(lead.baseUrl);
    await leadWriter(program).accounts.activate("account_1", key);
    await lead.stop();
    // Connections that were open when the server left are in doubt; they are used up first.
    await expect.poll(async () => ({ ...(await leadReader(program).accounts.get("account_1")) })).toMatchObject({ reason: "not-reached" });
    const outcome = await leadWriter(program).accounts.activate("account_1", key);
    expect(outcome).toMatchObject({ kind: "no-answer", reason: "not-reached", mayHaveHappened: false });
    lead = await startTestLead();
  });

  it.each([400, 403, 404, 422])("is refused for good by %i", async (status) => {
    expect(await close([{ status, body: { detail: "No." } }])).toMatchObject({ kind: "refused", problem: { status, detail: "No." } });
    expect(lead.calls).toHaveLength(1);
  });

  it("sends a stored body byte for byte and activate without a body", async () => {
    lead.steps = [answered];
    const writer = leadWriter(testProgram(lead.baseUrl));
    const stored = '{ "status_reason" : "dormant" }';
    await writer.accounts.deactivate("account_1", stored, key);
    await writer.accounts.activate("account_1", key);
    expect(lead.calls.map((call) => call.body)).toEqual([stored, ""]);
    expect(lead.calls[1]?.headers["content-type"]).toBeUndefined();
  });

  it("throws for a key that cannot be a header, before anything is sent", async () => {
    const writer = leadWriter(testProgram(lead.baseUrl));
    await expect(writer.accounts.activate("account_1", "two words")).rejects.toThrow("idempotency key");
    await expect(writer.accounts.activate("account_1", "k".repeat(300))).rejects.toThrow("idempotency key");
    expect(lead.calls).toHaveLength(0);
  });
});

describe("removing a relationship, which has no key", () => {
  it("is not repeated after a doubt", async () => {
    expect(await remove(["reset", { status: 404 }])).toMatchObject({ kind: "no-answer", mayHaveHappened: true });
    expect(lead.calls).toHaveLength(1);
    expect(lead.calls[0]?.headers["idempotency-key"]).toBeUndefined();
  });

  it("is not repeated after 429 either, and is answered with the list", async () => {
    const objects = [{ entity_id: "entity_2", relationship_type: "account_holder" }];
    expect(await remove([{ status: 429 }])).toMatchObject({ kind: "no-answer", reason: "rate-limited", mayHaveHappened: true });
    expect(lead.calls).toHaveLength(1);
    expect(await remove([{ status: 200, body: { objects } }])).toEqual({ kind: "answered", value: objects });
    expect(lead.calls[0]?.path).toBe("/v0/accounts/account_1/entity_relationships/entity_1?relationship_type=authorized_user");
  });
});

describe("a read", () => {
  it("is repeated, and never happened", async () => {
    expect(await get(["hang", { status: 500 }, answered])).toMatchObject({ kind: "answered" });
    expect(await get([{ status: 500 }])).toMatchObject({ kind: "no-answer", reason: "server-error", mayHaveHappened: false });
  });

  it("passes on what it does not know and refuses what has no id", async () => {
    expect(await get([{ status: 200, body: { id: "account_1", status: "paused", shape: "round" } }])).toEqual({ kind: "answered", value: { id: "account_1", status: "paused", shape: "round" } });
    expect(await get([{ status: 404, body: {} }])).toMatchObject({ kind: "refused", problem: { status: 404, invalidParameters: [] } });
  });

  it("never sends an id of the wrong shape", () => {
    expect(() => leadReader(testProgram(lead.baseUrl)).accounts.get("account_1/close")).toThrow("wrong shape");
    expect(lead.calls).toHaveLength(0);
  });
});

describe("time", () => {
  it("waits as long as Retry-After says", async () => {
    const calls: LeadCall[] = [];
    const outcome = await get([{ status: 429, headers: { "retry-after": "1" } }, answered], { sink: { record: (call: LeadCall) => void calls.push(call) } });
    expect(outcome.kind).toBe("answered");
    expect(calls.at(-1)?.durationMs).toBeGreaterThanOrEqual(990);
  });

  it("does not wait beyond the deadline", async () => {
    const startedMs = performance.now();
    expect(await get([{ status: 429, headers: { "retry-after": "60" } }])).toMatchObject({ kind: "no-answer", reason: "rate-limited" });
    expect(performance.now() - startedMs).toBeLessThan(30_000);
    expect(lead.calls).toHaveLength(1);
  });

  it("ends all tries at the deadline", async () => {
    expect(await close(["hang"], { deadlineMs: 350 })).toMatchObject({ kind: "no-answer", reason: "timeout", mayHaveHappened: true });
    expect(lead.calls).toHaveLength(1);
  });

  it("ends when the caller says so, in doubt only when something was sent", async () => {
    const early = AbortSignal.abort();
    expect(await close([answered], { signal: early })).toMatchObject({ kind: "no-answer", reason: "canceled", mayHaveHappened: false });
    expect(lead.calls).toHaveLength(0);
    const late = new AbortController();
    const pending = close(["hang"], { signal: late.signal });
    await expect.poll(() => lead.calls.length).toBe(1);
    late.abort();
    expect(await pending).toMatchObject({ kind: "no-answer", reason: "canceled", mayHaveHappened: true });
  });
});
