import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { failedBeforeSending } from "./lead-error";
import { endingOfStatus, isWorthAnotherTry, maxTries, retryAfterDelay, retryDelay, retryTable, settlesEarlierTries } from "./retry-policy";
import type { Effect, TryEnding } from "./retry-policy";

const effects: Effect[] = ["read", "keyed-write", "unkeyed-write"];
const endings = Object.keys(retryTable) as TryEnding[];

describe("the retry table", () => {
  it("never repeats an unkeyed write that may have acted", () => {
    for (const ending of endings) {
      if (retryTable[ending].mayHaveActed) expect(isWorthAnotherTry(ending, "unkeyed-write", 1), ending).toBe(false);
    }
  });

  it("repeats a read and a keyed write that was asked for too fast, and calls no write undone for it", () => {
    expect(retryTable["rate-limited"].mayHaveActed).toBe(true);
    expect(effects.map((effect) => isWorthAnotherTry("rate-limited", effect, 1))).toEqual([true, true, false]);
  });

  it("stops after the last try, whatever the ending", () => {
    for (const ending of endings) for (const effect of effects) expect(isWorthAnotherTry(ending, effect, maxTries)).toBe(false);
  });

  it("reads every status", () => {
    const read = (status: number) => endingOfStatus(status, "keyed-write");
    expect([200, 204, 302, 400, 401, 403, 404, 408, 409, 422, 429, 500, 503].map(read)).toEqual([
      "answered", "answered", "unexpected-status", "refused", "unauthorized", "refused", "refused", "timeout", "conflict", "refused", "rate-limited", "server-error", "server-error",
    ]);
    expect(endingOfStatus(409, "read")).toBe("refused");
  });

  it("takes any refusal where there is no doubt, and for any read", () => {
    for (const status of [400, 403, 404, 422]) {
      for (const effect of effects) expect(settlesEarlierTries({ status, invalidParameters: [] }, effect, "none")).toBe(true);
      for (const doubt of ["before", "now"] as const) expect(settlesEarlierTries({ status, invalidParameters: [] }, "read", doubt)).toBe(true);
    }
  });

  it.each<[number, string | undefined, Effect, boolean, boolean]>([
    [422, "parameters_invalid", "keyed-write", true, true],
    [404, undefined, "keyed-write", false, false],
    [404, "parameters_invalid", "keyed-write", true, true],
    [422, "invalid_status_transition", "keyed-write", true, false],
    [403, "source_ip_not_allowed", "keyed-write", false, false],
    [422, "idempotency_request_inconsistent", "keyed-write", false, false],
    [404, "parameters_invalid", "unkeyed-write", true, false],
    [403, undefined, "unkeyed-write", false, false],
  ])("after a doubt, %i %s on a %s settles it: before %s, now %s", (status, code, effect, before, now) => {
    const problem = { status, code, invalidParameters: [] };
    expect([settlesEarlierTries(problem, effect, "before"), settlesEarlierTries(problem, effect, "now")]).toEqual([before, now]);
  });
});

describe("pauses", () => {
  it("double, and lie between half and the whole by chance", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 1_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (tries, base, chance) => {
        const whole = base * 2 ** (tries - 1);
        const pauseMs = retryDelay(tries, base, chance);
        expect(pauseMs).toBeGreaterThanOrEqual(Math.floor(whole / 2));
        expect(pauseMs).toBeLessThanOrEqual(whole);
      }),
    );
  });

  it("follow Retry-After in seconds or as a date, and nothing else", () => {
    const nowMs = Date.parse("2026-05-01T12:00:00Z");
    expect(retryAfterDelay("3", nowMs)).toBe(3_000);
    expect(retryAfterDelay("Fri, 01 May 2026 12:00:05 GMT", nowMs)).toBe(5_000);
    expect(retryAfterDelay("Fri, 01 May 2026 11:59:00 GMT", nowMs)).toBe(0);
    for (const header of [null, "", "soon", "-1", "1.5"]) expect(retryAfterDelay(header, nowMs)).toBeUndefined();
  });
});

describe("what failed before sending", () => {
  const failure = (properties: object, cause?: unknown) => Object.assign(new TypeError("fetch failed", { cause }), properties);

  it("is only what cannot have sent a byte", () => {
    const refused = failure({ code: "ECONNREFUSED", syscall: "connect" });
    expect(failedBeforeSending(failure({}, refused))).toBe(true);
    expect(failedBeforeSending(failure({}, Object.assign(new AggregateError([refused, refused]), { code: "ECONNREFUSED" })))).toBe(true);
    expect(failedBeforeSending(failure({}, failure({ code: "ENOTFOUND", syscall: "getaddrinfo" })))).toBe(true);
    expect(failedBeforeSending(failure({}, failure({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" })))).toBe(true);
    expect(failedBeforeSending(failure({}, failure({ code: "ECONNRESET", syscall: "read" })))).toBe(false);
    expect(failedBeforeSending(failure({}, failure({ code: "UND_ERR_SOCKET" })))).toBe(false);
    expect(failedBeforeSending(failure({}, new AggregateError([refused, new Error("unknown")])))).toBe(false);
    expect(failedBeforeSending("ECONNREFUSED")).toBe(false);
  });
});
