import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SimulatorUnderTest } from "../simulator-under-test";

const CLOSE = "POST /v0/accounts/:id/close";

describe("faults", () => {
  let simulator: SimulatorUnderTest;
  let path: string;
  beforeAll(async () => {
    simulator = await SimulatorUnderTest.start();
    path = `/v0/accounts/${simulator.landmark("activeDeposit").account_id}/close`;
  });
  afterAll(() => simulator.close());
  beforeEach(() => simulator.control("POST", "/reset"));

  const fault = (body: object) => simulator.control("POST", "/faults", { route: CLOSE, ...body });
  const close = (key = "close") => simulator.send("POST", path, { key, body: { status_reason: "entity_closed" } });

  it.each([
    ["rate-limited", 429, "rate_limit_exceeded"],
    ["internal-error", 500, "internal_error"],
    ["unavailable", 503, "service_unavailable"],
    ["conflict", 409, "conflict"],
    ["expired-token", 401, "unauthorized"],
  ])("%s answers %i and has no effect", async (kind, status, code) => {
    await fault({ kind });
    const response = await close();
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
    expect(await simulator.effectCount({ key: "close" })).toBe(0);
    expect((await close()).status).toBe(200);
  });

  it("sends Retry-After when it is asked for, and only then", async () => {
    await fault({ kind: "rate-limited", retryAfterSeconds: 7 });
    await fault({ kind: "rate-limited" });
    expect((await close()).headers.get("retry-after")).toBe("7");
    expect((await close()).headers.get("retry-after")).toBeNull();
    await simulator.control("PUT", "/switches", { retryAfterSeconds: 3 });
    await fault({ kind: "rate-limited" });
    expect((await close()).headers.get("retry-after")).toBe("3");
  });

  it.each([
    ["reset-before-effect", 0],
    ["reset-after-effect", 1],
  ])("%s destroys the connection with %i effects", async (kind, effects) => {
    await fault({ kind });
    await expect(close()).rejects.toThrow(/fetch failed/);
    expect(await simulator.effectCount({ key: "close" })).toBe(effects);
    expect((await close()).status).toBe(200);
    expect(await simulator.effectCount({ key: "close" })).toBe(1);
  });

  it.each([
    ["hang", 0],
    ["hang-after-effect", 1],
  ])("%s never answers, with %i effects", async (kind, effects) => {
    await fault({ kind });
    const request = fetch(`${simulator.url}${path}`, {
      method: "POST", body: '{"status_reason":"entity_closed"}', signal: AbortSignal.timeout(300),
      headers: { authorization: `Bearer ${await simulator.token("growth")}`, "idempotency-key": "close" },
    });
    await expect(request).rejects.toThrow(/timeout/);
    expect(await simulator.effectCount({ key: "close" })).toBe(effects);
  });

  it("cuts a body short after the effect", async () => {
    await fault({ kind: "malformed-body" });
    const response = await close();
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow();
    expect(await simulator.effectCount({ key: "close" })).toBe(1);
  });

  it("delays an answer", async () => {
    await fault({ kind: "latency", milliseconds: 120 });
    const started = performance.now();
    expect((await close()).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(110);
  });

  it("strikes the route, the program and the number of calls it was told to", async () => {
    await fault({ kind: "unavailable", program: "everyday" });
    await fault({ kind: "unavailable", route: "POST /v0/accounts" });
    expect((await close("untouched")).status).toBe(200);
    await simulator.control("DELETE", "/faults");
    await fault({ kind: "unavailable", route: "*", count: 2 });
    const statuses = [(await close()).status, (await close()).status, (await close()).status];
    expect(statuses).toEqual([503, 503, 422]);
  });

  it("strikes the token exchange", async () => {
    simulator.forgetTokens();
    await fault({ kind: "unavailable", route: "POST /v1/oauth/token", program: "growth" });
    const body = JSON.stringify({ grant_type: "client_credentials", client_id: "growth-client", client_secret: "growth-secret" });
    expect((await fetch(`${simulator.url}/v1/oauth/token`, { method: "POST", body })).status).toBe(503);
  });

  it.each([
    [{ route: "POST /v0/nowhere", kind: "hang" }, /route/],
    [{ route: CLOSE, kind: "meltdown" }, /kind/],
    [{ route: CLOSE, kind: "latency" }, /milliseconds/],
    [{ route: CLOSE, kind: "hang", count: 0 }, /count/],
    [{ route: CLOSE, kind: "hang", retryAfterSeconds: 3 }, /retryAfterSeconds/],
  ])("refuses to make %j", async (body, message) => {
    expect((await simulator.control<{ error: string }>("POST", "/faults", body)).error).toMatch(message);
    expect(await simulator.control("GET", "/faults")).toMatchObject({ faults: [] });
  });

  it("logs every call with its key, fault and outcome", async () => {
    await fault({ kind: "reset-after-effect" });
    await expect(close("logged")).rejects.toThrow();
    await close("logged");
    expect(await simulator.control("GET", "/calls?key=logged")).toMatchObject({
      count: 2,
      calls: [
        { route: CLOSE, program: "growth", fault: "reset-after-effect", status: null },
        { route: CLOSE, fault: null, status: 200, replayed: true },
      ],
    });
  });
});
