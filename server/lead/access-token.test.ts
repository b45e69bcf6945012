import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accessToken } from "./access-token";
import { leadReader, leadWriter } from "./lead-client";
import { startTestLead, testProgram } from "./test-lead";
import type { Step, TestLead } from "./test-lead";
import { tokenScopes } from "./token-exchange";

const answered: Step = { status: 200, body: { id: "account_1" } };
const unauthorized: Step = { status: 401 };
const badCredentials: Step = { status: 400, body: { status: 400, code: "parameters_invalid", title: "Your request body did not parse." } };

let lead: TestLead;
beforeEach(async () => {
  lead = await startTestLead();
  lead.steps = [answered];
});
afterEach(() => lead.stop());

const bearers = () => lead.calls.map((call) => call.headers.authorization);

describe("tokens", () => {
  it("are two, and reading never holds the one that may write", async () => {
    const program = testProgram(lead.baseUrl);
    await leadReader(program).accounts.get("account_1");
    expect(lead.tokenCalls).toEqual([{ clientId: "new-client", scope: tokenScopes.read.join(" ") }]);
    await leadWriter(program).accounts.activate("account_1", "key-1");
    expect(lead.tokenCalls[1]?.scope).toBe("account/read_write");
    expect(bearers()).toEqual(["Bearer token-number-1", "Bearer token-number-2"]);
  });

  it("are fetched once however many wait", async () => {
    const program = testProgram(lead.baseUrl);
    await Promise.all(Array.from({ length: 25 }, () => leadReader(program).accounts.get("account_1")));
    expect(lead.tokenCalls).toHaveLength(1);
    expect(lead.calls).toHaveLength(25);
  });

  it("belong to one program", async () => {
    await leadReader(testProgram(lead.baseUrl)).accounts.get("account_1");
    await leadReader(testProgram(lead.baseUrl, { slug: "growth" })).accounts.get("account_1");
    expect(bearers()).toEqual(["Bearer token-number-1", "Bearer token-number-2"]);
  });

  it("are renewed before they expire", async () => {
    const program = testProgram(lead.baseUrl);
    lead.tokenLifeSeconds = 1;
    await leadReader(program).accounts.get("account_1");
    await expect
      .poll(async () => {
        await leadReader(program).accounts.get("account_1");
        return lead.tokenCalls.length;
      })
      .toBeGreaterThan(1);
    expect(bearers().at(-1)).toBe(`Bearer token-number-${lead.tokenCalls.length}`);
  });

  it("live on while renewing fails", async () => {
    const program = testProgram(lead.baseUrl);
    lead.tokenLifeSeconds = 3_600;
    const first = await accessToken(program, "read");
    if (first.kind !== "answered") throw new Error("no token");
    first.value.obtainedAtMs -= 3_500_000;
    first.value.expiresAtMs -= 3_500_000;
    lead.tokenSteps = [{ status: 500 }];
    expect((await leadReader(program).accounts.get("account_1")).kind).toBe("answered");
    expect(lead.tokenCalls).toHaveLength(2);
    expect(bearers()).toEqual(["Bearer token-number-1"]);
  });

  it("are renewed once by a 401, for all that were refused", async () => {
    const program = testProgram(lead.baseUrl);
    await leadReader(program).accounts.get("account_1");
    lead.steps = [unauthorized, answered];
    expect((await leadReader(program).accounts.get("account_1")).kind).toBe("answered");
    expect(lead.tokenCalls).toHaveLength(2);
    expect(bearers()).toEqual(["Bearer token-number-1", "Bearer token-number-1", "Bearer token-number-2"]);
  });

  it("are renewed no more than once for one try", async () => {
    lead.steps = [unauthorized];
    const outcome = await leadWriter(testProgram(lead.baseUrl)).accounts.activate("account_1", "key-1");
    expect(outcome).toMatchObject({ kind: "no-answer", reason: "no-access", mayHaveHappened: false, problem: { status: 401 } });
    expect(lead.calls).toHaveLength(2);
  });

  it("leave a doubt a doubt when access is lost after it", async () => {
    lead.steps = ["reset", unauthorized];
    const outcome = await leadWriter(testProgram(lead.baseUrl)).accounts.activate("account_1", "key-1");
    expect(outcome).toMatchObject({ kind: "no-answer", mayHaveHappened: true });
  });
});

describe("credentials", () => {
  it("are tried newest first, then the older ones", async () => {
    lead.tokenSteps = [badCredentials];
    expect((await leadReader(testProgram(lead.baseUrl)).accounts.get("account_1")).kind).toBe("answered");
    expect(lead.tokenCalls.map((call) => call.clientId)).toEqual(["new-client", "old-client"]);
  });

  it("that are both refused stop at once with Lead's words", async () => {
    lead.tokenSteps = [badCredentials, badCredentials];
    const outcome = await leadReader(testProgram(lead.baseUrl)).accounts.get("account_1");
    expect(outcome).toMatchObject({ kind: "no-answer", reason: "no-access", mayHaveHappened: false, problem: { status: 400, code: "parameters_invalid" } });
    expect(lead.calls).toHaveLength(0);
    expect(lead.tokenCalls).toHaveLength(2);
  });

  it.each<[string, Step]>([["500", { status: 500 }], ["429", { status: 429 }], ["a reset", "reset"], ["a hang", "hang"], ["nonsense", { status: 200, body: "[]" }]])(
    "are asked for again after %s, and the write did not happen meanwhile",
    async (_name, step) => {
      lead.tokenSteps = [step];
      expect((await leadWriter(testProgram(lead.baseUrl)).accounts.activate("account_1", "key-1")).kind).toBe("answered");
      lead.tokenSteps = [step, step, step];
      const outcome = await leadWriter(testProgram(lead.baseUrl)).accounts.activate("account_1", "key-1");
      expect(outcome).toMatchObject({ kind: "no-answer", mayHaveHappened: false });
      expect(lead.calls).toHaveLength(1);
    },
  );
});
