import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SimulatorUnderTest } from "../simulator-under-test";

const STATUSES = { active: "activeCredit", inactive: "dormantUnderwritten", closed: "closedPaidOff" } as const;
const CLOSE_REASONS = ["entity_closed", "client_closed", "paid_off", "charged_off", "canceled"];

/** Every status by every verb: the status after it, or the refusal in Lead's words (FACTS 5.7). */
const MATRIX = [
  ["active", "activate", null, "Account cannot be activated from current status."],
  ["active", "deactivate", "inactive", null],
  ["active", "close", "closed", null],
  ["inactive", "activate", "active", null],
  ["inactive", "deactivate", null, "Account cannot be deactivated from current status."],
  ["inactive", "close", "closed", null],
  ["closed", "activate", "active", null],
  ["closed", "deactivate", null, "Account cannot be deactivated from current status."],
  ["closed", "close", null, "Account cannot be closed from current status."],
] as const;

describe("status transitions", () => {
  let simulator: SimulatorUnderTest;
  beforeAll(async () => {
    simulator = await SimulatorUnderTest.start();
  });
  afterAll(() => simulator.close());
  beforeEach(() => simulator.control("POST", "/reset"));

  const idIn = (status: keyof typeof STATUSES) => simulator.landmark(STATUSES[status]).account_id;
  const BODIES = { activate: undefined, deactivate: { status_reason: "other" }, close: { status_reason: "charged_off" } };
  const move = (id: string, verb: string, body?: unknown) => simulator.call("POST", `/v0/accounts/${id}/${verb}`, { body });

  it.each(MATRIX)("%s account, %s", async (status, verb, after, refusal) => {
    const id = idIn(status);
    const { status: code, body } = await move(id, verb, BODIES[verb]);
    if (after === null) {
      expect(code).toBe(422);
      expect(body).toEqual({ code: "invalid_status_transition", title: "Invalid status transition.", detail: refusal, invalid_parameters: [] });
      expect(await simulator.effectCount({ account_id: id })).toBe(0);
    } else {
      expect({ code, status: body.status }).toEqual({ code: 200, status: after });
      expect((await simulator.call("GET", `/v0/accounts/${id}`)).body).toEqual(body);
    }
  });

  it.each(["dormant", "frozen", "other"])("deactivates as %s", async (status_reason) => {
    expect((await move(idIn("active"), "deactivate", { status_reason })).body).toMatchObject({ status: "inactive", status_reason });
  });

  it.each([...CLOSE_REASONS, "active", "lost", undefined])("does not deactivate as %s", async (status_reason) => {
    const { status, body } = await move(idIn("active"), "deactivate", { status_reason });
    expect({ status, code: body.code }).toEqual({ status: 422, code: "parameters_invalid" });
  });

  it.each(CLOSE_REASONS.filter((reason) => reason !== "client_closed"))("closes as %s", async (status_reason) => {
    const { body } = await move(idIn("active"), "close", { status_reason });
    expect(body).toMatchObject({ status: "closed", status_reason, details: { closed_at: body.updated_at } });
  });

  it.each(["dormant", "frozen", "other", "active", undefined])("does not close as %s", async (status_reason) => {
    expect((await move(idIn("active"), "close", { status_reason })).status).toBe(422);
  });

  it("closes as client_closed only with a notice, which a patch brings", async () => {
    const id = idIn("active");
    const refused = await move(id, "close", { status_reason: "client_closed" });
    expect(refused).toMatchObject({ status: 422, body: { code: "parameters_invalid", invalid_parameters: [{ parameter: "details.adverse_action_notice" }] } });
    const adverse_action_notice = { delivered_at: "2026-01-02T03:04:05Z", reason: "Length of residence", delivery_method: "text" };
    await simulator.call("PATCH", `/v0/accounts/${id}`, { body: { details: { adverse_action_notice } } });
    expect(await move(id, "close", { status_reason: "client_closed" })).toMatchObject({ status: 200, body: { details: { adverse_action_notice } } });
  });

  it("clears or keeps closed_at on reopening, as switched", async () => {
    expect((await move(idIn("closed"), "activate")).body.details).not.toHaveProperty("closed_at");
    await simulator.control("POST", "/reset");
    await simulator.control("PUT", "/switches", { closedAtOnReopening: "keep" });
    expect((await move(idIn("closed"), "activate")).body.details).toHaveProperty("closed_at");
  });

  it("reopens nothing where closed is terminal", async () => {
    await simulator.control("PUT", "/switches", { closedAccounts: "terminal" });
    expect((await move(idIn("closed"), "activate")).body.detail).toBe("Account cannot be activated from current status.");
  });

  it("checks the id's shape before its existence, and keeps programs apart", async () => {
    expect((await move("acct-1", "close", {})).body).toMatchObject({
      detail: "The format of the account ID is invalid.", invalid_parameters: [{ name: "id", reason: "String must match format account_*" }],
    });
    expect((await move("account_none", "activate")).status).toBe(404);
    const foreign = simulator.landmark("dormant", "everyday").account_id;
    expect((await move(foreign, "activate")).status).toBe(404);
  });

  it("needs the writing scope", async () => {
    const path = `/v0/accounts/${idIn("inactive")}/activate`;
    expect((await simulator.call("POST", path, { scope: "account/read" })).status).toBe(403);
    expect((await simulator.call("GET", `/v0/accounts/${idIn("inactive")}`, { scope: "account/read_write" })).status).toBe(200);
  });
});
