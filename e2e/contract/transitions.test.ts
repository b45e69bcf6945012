import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canTransition, statusReasons, transitions, transitionVerbs, type TransitionVerb } from "@/lib/accounts/account-status";
import { accountStatuses, type AccountStatus } from "@/lib/lead/enums";
import { SimulatorProcess } from "./simulator-process";

const notice = { delivered_at: "2026-01-05T10:00:00Z", reason: "Delinquent obligations", delivery_method: "email" };
const landmarkOf: Record<AccountStatus, string> = { active: "activeDeposit", inactive: "dormant", closed: "closedPaidOff" };
const allReasons = Object.keys(statusReasons);

const cases = transitionVerbs.flatMap((verb) =>
  accountStatuses.flatMap((from) => [null, ...allReasons].map((reason) => ({ verb, from, reason, permitted: permits(verb, from, reason) }))),
);

/** What our table says of one call. A body that an endpoint does not take is not sent, so that only null stands for it. */
function permits(verb: TransitionVerb, from: AccountStatus, reason: string | null): boolean {
  const reasons: readonly string[] = transitions[verb].reasons;
  return canTransition(verb, from) && (reasons.length === 0 ? reason === null : reason !== null && reasons.includes(reason));
}

describe("the transition table, every status by every verb and reason, at the simulator", () => {
  let simulator: SimulatorProcess;

  beforeAll(async () => {
    simulator = await SimulatorProcess.start();
  }, 30_000);
  afterAll(() => simulator.stop());

  const statusOf = async (id: string) => (await simulator.call("GET /v0/accounts/:id", { params: { id } })).body as { status: string; status_reason: string };

  /** An account in that status, with a notice, so that only the table decides. */
  async function accountIn(status: AccountStatus): Promise<string> {
    const { account_id: id } = simulator.landmark(landmarkOf[status]);
    await simulator.control("PATCH", `/accounts/${id}`, { status, status_reason: { active: "active", inactive: "dormant", closed: "paid_off" }[status], details: { adverse_action_notice: notice } });
    return id;
  }

  // Reopening and reactivating are one endpoint: from the other's status the same call is the other's to permit.
  const distinct = cases.filter(({ verb, from, reason }) => {
    const sharesEndpoint = verb === "activate-account" || verb === "reopen-account";
    const ofTheOther = verb === "activate-account" ? from === "closed" : from === "inactive";
    return sharesEndpoint ? !ofTheOther && reason === null : true;
  });

  it.each(distinct)("$verb from $from with $reason: $permitted", async ({ verb, from, reason, permitted }) => {
    const id = await accountIn(from);
    const before = await statusOf(id);
    const empty = transitions[verb].reasons.length > 0 ? {} : undefined;
    const body = reason === null ? empty : { status_reason: reason };
    const reply = await simulator.call(`POST /v0/accounts/:id/${transitions[verb].endpoint}`, { params: { id }, body });
    expect(reply.status, JSON.stringify(reply.body)).toBe(permitted ? 200 : 422);
    const { to } = transitions[verb];
    expect(await statusOf(id)).toMatchObject(permitted ? { status: to, status_reason: reason ?? to } : { status: before.status, status_reason: before.status_reason });
  });
});
