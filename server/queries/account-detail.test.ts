import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { AccountDetail } from "@/lib/account-views";
import { may, roles } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import type { Result } from "@/lib/result";
import { commands, processes } from "../db/schema";
import { holds, notes } from "../db/schema-holds";
import { DirectoryUnderTest } from "../directory/directory-under-test";
import { accountDetail } from "./account-detail";
import { accountLive } from "./account-live";
import { accountNumbers } from "./account-numbers";

let world: DirectoryUnderTest;
let ids: string[];
beforeAll(async () => {
  ({ world, ids } = await DirectoryUnderTest.seeded());
});
afterAll(() => world?.close());
afterEach(() => world.control("DELETE", "/faults"));

const landmark = (name: string) => world.simulator.landmark(name);

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.title);
  return result.value;
}

const detail = async (accountId: string, role: Role): Promise<AccountDetail> => {
  const found = valueOf(await accountDetail(world.caller(role), accountId, world.db));
  if (!found) throw new Error("not in the directory");
  return found;
};

describe("the detail, by role", () => {
  const accountId = () => landmark("creditWithReport").account_id;

  beforeAll(async () => {
    await world.db.insert(holds).values({ id: randomUUID(), program: "growth", accountId: accountId(), type: "sanctions", reference: "OFAC-77", note: "SDN match", placedBy: "person-carmen", placedByName: "Carmen Ortiz" });
    await world.db.insert(notes).values({ id: randomUUID(), program: "growth", accountId: accountId(), text: "Called back", author: "person-sam", authorName: "Sam Boateng" });
  });

  test.each(roles)("%s gets no more than the policy gives", async (role) => {
    const found = await detail(accountId(), role);
    const sent = JSON.stringify(found);
    const seesAll = may([role], "read-sensitive");
    expect(found.row.restricted).toBe(true);
    expect(found.notes.map(({ text }) => text)).toEqual(["Called back"]);
    expect(found.isWhole).toBe(seesAll);
    expect(found.body.details?.credit?.report !== undefined).toBe(seesAll);
    for (const secret of ["sanctions", "OFAC-77", "SDN match"]) expect(sent.includes(secret), secret).toBe(seesAll);
    expect(found.row.openHolds).toBe(seesAll ? 1 : null);
    expect(sent).not.toContain("secret");
  });

  test("nobody's programs but their own: another program's account is not there", async () => {
    expect(await accountDetail(world.caller("compliance", "everyday"), accountId(), world.db)).toEqual({ ok: true, value: null });
  });

  test("people stand with their name and what is in the way", async () => {
    const found = await detail(landmark("holderFailingKyc").account_id, "program_manager");
    const holder = found.relationships.find(({ entityId }) => entityId === landmark("holderFailingKyc").entity_id);
    expect(holder).toMatchObject({ relationshipType: "account_holder", name: expect.any(String) });
    expect(holder?.problems).toContain("KYC failed");
    expect(found.actions.find(({ name }) => name === "activate-account")?.why).toContain("KYC failed");
  });

  test.each(["holderFailingKyc", "holderFailingOfac"])("support is told no cause: %s", async (name) => {
    const found = await detail(landmark(name).account_id, "support");
    expect(found.relationships[0]).toMatchObject({ standing: null, problems: [] });
    expect(found.actions.find((action) => action.name === "activate-account")?.why).toBe("Restricted: transfer to compliance.");
    expect(JSON.stringify(found).replace(/(account|entity|application)_\w+/g, "")).not.toMatch(/kyc|ofac/i);
  });

  test("a process that stopped tells support neither the values compared nor Lead's words", async () => {
    const { account_id: id } = landmark("otherInactive");
    const problem = { kind: "conflict" as const, title: "The account changed.", detail: "A sanctions hold", differences: [{ path: "openHolds", seen: [], now: [{ type: "sanctions" }] }] };
    await world.db.insert(processes).values({ id: randomUUID(), program: "growth", accountId: id, kind: "closing", stage: "decided", plan: {}, planHash: Buffer.alloc(1), problem, startedBy: "person-carmen", startedByName: "Carmen Ortiz", startedByRoles: ["compliance"] });
    expect((await detail(id, "compliance")).process?.problem).toMatchObject(problem);
    expect(JSON.stringify(await detail(id, "support"))).not.toContain("anctions");
  });

  test("what is unsettled and what is under way is there, and stops the rest", async () => {
    const { account_id: id } = landmark("dormant");
    const base = { program: "growth", accountId: id, operatorRoles: ["support"] };
    await world.db.insert(commands).values({ ...base, id: randomUUID(), name: "activate-account", subjectKey: id, input: { note: "x" }, inputHash: Buffer.alloc(1), status: "unconfirmed", operator: "person-support", operatorName: "Sam" });
    await world.db.insert(processes).values({ id: randomUUID(), program: "growth", accountId: id, kind: "closing", stage: "asked", plan: {}, planHash: Buffer.alloc(1), startedBy: "person-carmen", startedByName: "Carmen Ortiz", startedByRoles: ["compliance"] });
    const found = await detail(id, "program_manager");
    expect(found.unsettled).toMatchObject({ name: "activate-account", status: "unconfirmed" });
    expect(found.process).toMatchObject({ kind: "closing", stage: "asked", startedBy: "Carmen Ortiz" });
    expect(found.actions.find(({ name }) => name === "activate-account")?.why).toMatch(/not confirmed/);
    const toSupport = await detail(id, "support");
    expect(toSupport).toMatchObject({ unsettled: null, process: null, row: { restricted: true, statusReason: null } });
    expect(toSupport.actions.find(({ name }) => name === "activate-account")?.why).toBe("Restricted: transfer to compliance.");
  });
});

describe("live", () => {
  const live = async (name: string, role: Role = "program_manager") => valueOf(await accountLive(world.caller(role), landmark(name).account_id, { db: world.db }));

  test("reads Lead, remembers, and says what changed", async () => {
    await world.control("PATCH", `/accounts/${landmark("creditMla").account_id}`, { metadata: { branch: "Kansas City" } });
    const answer = await live("creditMla");
    expect(answer).toMatchObject({ problem: null, application: { status: "approved" }, balance: null });
    expect(answer.changed.map(({ path }) => path)).toEqual(["metadata.branch"]);
    expect(answer.detail?.body.metadata).toMatchObject({ branch: "Kansas City" });
  });

  test("a Lead that is down leaves what was known, and says so", async () => {
    await world.control("POST", "/faults", { kind: "unavailable", route: "GET /v0/accounts/:id", count: 10 });
    const answer = await live("activeDeposit", "support");
    expect(answer.problem).toMatchObject({ kind: "unavailable" });
    expect(answer.detail?.accountId).toBe(landmark("activeDeposit").account_id);
  });

  test("account numbers are those of the holders, masked, never those of others in the pool", async () => {
    const seen = new Set<string>();
    for (const id of ids.slice(0, 40)) {
      const { numbers } = valueOf(await accountNumbers(world.caller("auditor"), id, { db: world.db }));
      const holders = (await detail(id, "auditor")).relationships.filter(({ relationshipType }) => relationshipType === "account_holder").map(({ entityId }) => entityId);
      for (const number of numbers) {
        expect(number.masked).toMatch(/^•••• \w{4}$/);
        expect(holders).toContain(number.holderId);
        seen.add(number.id);
      }
    }
    expect(seen.size).toBeGreaterThan(0);
  });
});
