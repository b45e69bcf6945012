import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { may, permissions } from "@/lib/permissions";
import type { Permission } from "@/lib/permissions";
import { openDatabase } from "../../db/client";
import { auditEntries, commands } from "../../db/schema";
import { deceasedCases, deceasedSteps } from "../../db/schema-deceased";
import { holds } from "../../db/schema-holds";
import { evidenceOn } from "../../evidence/evidence-test-bed";
import { removeExpired } from "../../housekeeping/retention";
import { accountDetail } from "../../queries/account-detail";
import { accountTimeline } from "../../queries/account-timeline";
import { revealEstateContact } from "../../queries/deceased-cases";
import { workQueue } from "../../queries/work-queue";
import { person } from "../command-test-bed";
import type { CommandTestBed } from "../command-test-bed";
import { startCommandWorld } from "../command-test-world";
import type { CommandWorld } from "../command-test-world";

let world: CommandWorld;
let bed: CommandTestBed;
let owner: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
  owner = openDatabase(world.database.ownerUrl, 2);
});
afterAll(async () => {
  await owner.pool.end();
  await world.close();
});
beforeEach(() => bed.control("DELETE", "/faults"));

type Key = Parameters<typeof person>[0];
const [priya, carmen] = [person("priya"), person("carmen")];
const done = { ok: true, value: { status: "succeeded" } };
const notNow = (title: RegExp) => ({ ok: false, problem: { kind: "not-possible-now", title: expect.stringMatching(title) } });
const wrong = (path: string, message = /./) => ({ ok: false, problem: { kind: "invalid", fields: [{ path, message: expect.stringMatching(message) }] } });
const secret = "Quillan Thorne-Ashby";
const contact = { name: secret, relation: "executor", reach: "816 555 0134", reference: "26-PR-118" };
const removing = "DELETE /v0/accounts/:id/entity_relationships/:entity_id";

function caller(key: Key) {
  const actor = person(key);
  const held = (Object.keys(permissions) as Permission[]).filter((permission) => may(actor.roles, permission));
  return { actor, program: bed.program, roles: actor.roles, permissions: new Set(held) };
}

const pairs = (ids: readonly string[]) => ids.map((entity_id) => ({ entity_id, relationship_type: "account_holder" }));
const people = () => [bed.entity("prospectIndividual"), bed.entity("prospectUser")] as const;
const jointAccount = () => bed.made({ relationships: pairs(people()) });

type Made = { accountId: string; caseId: string; gone: string; stays: string };

async function reported(accountId?: string, by = priya): Promise<Made> {
  const [stays, gone] = people();
  const [account, caseId] = [accountId ?? (await jointAccount()), randomUUID()];
  expect(await bed.run(by, "report-death", { accountId: account, entityId: gone, toldBy: "The daughter, by phone", toldOn: "2026-01-10", diedOn: "2026-01-04" }, { id: caseId })).toMatchObject(done);
  return { accountId: account, caseId, gone, stays };
}

async function proven(made: Made): Promise<Made & { proof: string }> {
  const { accountId, caseId } = made;
  const proof = await evidenceOn(bed, accountId, { subject: { kind: "hold", id: (await caseRow(caseId)).holdId } });
  expect(await bed.run(carmen, "accept-proof", { accountId, caseId, evidence: [proof], what: "Certificate of death" })).toMatchObject(done);
  return { ...made, proof };
}

async function readyToRemove(account?: string): Promise<Made & { proof: string }> {
  const made = await proven(await reported(account));
  const { accountId, caseId, stays } = made;
  expect(await bed.run(carmen, "confirm-survivors", { accountId, caseId, entityIds: [stays], how: "Called, 12 January" })).toMatchObject(done);
  expect(await bed.run(carmen, "record-estate-contact", { accountId, caseId, contact })).toMatchObject(done);
  return made;
}

const remove = ({ accountId, caseId, gone, proof }: Made & { proof: string }, id?: string) =>
  bed.run(carmen, "remove-relationship", { accountId, entityId: gone, relationshipType: "account_holder", reason: "Died", evidence: [proof], deceasedCase: caseId }, { id });
const end = ({ accountId, caseId }: Made, outcome: string) => bed.run(carmen, "end-deceased-case", { accountId, caseId, outcome, comment: "As it turned out" });

async function caseRow(id: string) {
  const [row] = await bed.deps.db.select().from(deceasedCases).where(eq(deceasedCases.id, id));
  if (!row) throw new Error("No case");
  return row;
}

describe("the whole path", () => {
  it("goes from the report to the removed holder, who is released from the hold, and the account can be reactivated", async () => {
    const made = await readyToRemove(await bed.made({ status: "inactive", status_reason: "frozen", relationships: pairs(people()) }));
    const { accountId, caseId } = made;
    const activate = () => bed.run(carmen, "activate-account", { accountId, note: "The case has ended" });
    expect(await bed.holds(accountId)).toMatchObject([{ type: "deceased", id: caseId }]);
    expect(await activate()).toMatchObject(notNow(/open hold blocks/));
    expect(await end(made, "holder-removed")).toMatchObject(notNow(/still lists them/));
    expect(await remove(made)).toMatchObject(done);
    expect(await end(made, "account-closed")).toMatchObject(notNow(/does not show the account as closed/));
    expect(await end(made, "holder-removed")).toMatchObject(done);
    expect(await caseRow(caseId)).toMatchObject({ outcome: "holder-removed", retainUntil: expect.stringMatching(/^20/) });
    expect(await bed.holds(accountId)).toEqual([]);
    expect(await activate()).toMatchObject(done);
    expect(await bed.effects({ account_id: accountId })).toEqual([removing, "POST /v0/accounts/:id/activate"]);
    expect(await end(made, "mistaken")).toMatchObject(notNow(/has ended/));
  });

  it("ends with the account where nobody remains: no removal, and closed only once Lead shows it", async () => {
    const accountId = await bed.made({ relationships: pairs([people()[1]]) });
    const made = await proven(await reported(accountId));
    const { caseId } = made;
    expect(await bed.run(carmen, "confirm-survivors", { accountId, caseId, entityIds: [made.gone], how: "x" })).toMatchObject(notNow(/Nobody else holds/));
    expect(await bed.run(carmen, "record-estate-contact", { accountId, caseId, notNeeded: "Nobody asked" })).toMatchObject(notNow(/somebody speaks for the estate/));
    expect(await bed.run(carmen, "record-estate-contact", { accountId, caseId, contact })).toMatchObject(done);
    expect(await remove(made)).toMatchObject(notNow(/at least one holder/));
    await bed.control("PATCH", `/accounts/${accountId}`, { status: "closed", status_reason: "entity_closed" });
    expect(await end(made, "account-closed")).toMatchObject(done);
    expect(await bed.holds(accountId)).toHaveLength(1);
  });

  it("leaves a hold that two people release to the two", async () => {
    const [accountId, holdId] = [await jointAccount(), randomUUID()];
    await bed.deps.db.insert(holds).values({ id: holdId, program: bed.slug, accountId, type: "deceased", placedBy: "person-priya", placedByName: "Priya Nair", releaseByTwo: true });
    const made = await reported(accountId);
    expect(await end(made, "mistaken")).toMatchObject(done);
    expect(await bed.holds(accountId)).toMatchObject([{ id: holdId }]);
    expect(await bed.run(carmen, "release-hold", { accountId, holdId, reason: "Nobody died" })).toMatchObject({ ok: true, value: { status: "awaits-approval" } });
  });

  it("ends as a mistake, which releases the hold", async () => {
    const made = await reported();
    expect(await end(made, "mistaken")).toMatchObject(done);
    expect(await bed.holds(made.accountId)).toEqual([]);
    await reported(made.accountId);
  });
});

describe("the report", () => {
  it("takes an open hold of this kind into the case, and no other case's", async () => {
    const accountId = await jointAccount();
    const hold = randomUUID();
    await bed.run(priya, "place-hold", { accountId, type: "deceased" }, { id: hold });
    const { caseId, stays } = await reported(accountId);
    expect((await caseRow(caseId)).holdId).toBe(hold);
    const other = randomUUID();
    expect(await bed.run(priya, "report-death", { accountId, entityId: stays, toldBy: "The son", toldOn: "2026-01-10" }, { id: other })).toMatchObject(done);
    expect((await caseRow(other)).holdId).toBe(other);
  });

  it("is one at a time for a holder, also of two at once", async () => {
    const accountId = await jointAccount();
    const input = { accountId, entityId: people()[1], toldBy: "The son", toldOn: "2026-01-10" };
    const both = await Promise.all([0, 1].map(() => bed.run(priya, "report-death", input)));
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await bed.run(priya, "report-death", input)).toMatchObject(wrong("entityId", /open already/));
    expect(await bed.holds(accountId)).toHaveLength(1);
  });

  it("is about a holder of an open account, on days that have come", async () => {
    const accountId = await jointAccount();
    const report = (over: object, account = accountId) => bed.run(priya, "report-death", { accountId: account, entityId: people()[1], toldBy: "The son", toldOn: "2026-01-10", ...over });
    expect(await report({ entityId: bed.entity("prospectBusiness") })).toMatchObject(wrong("entityId", /not a holder/));
    expect(await report({ toldOn: "2199-01-01" })).toMatchObject(wrong("toldOn"));
    expect(await report({ diedOn: "2026-01-11" })).toMatchObject(wrong("diedOn"));
    expect(await report({ toldBy: "A SAR says so" })).toMatchObject(wrong("toldBy"));
    const closed = await bed.made({ status: "closed", status_reason: "paid_off", relationships: pairs(people()) });
    expect(await report({}, closed)).toMatchObject(wrong("entityId", /closed/));
  });
});

describe("each step", () => {
  it("waits for the proof, which is evidence on the case's own hold, and opens again when that is withdrawn", async () => {
    const made = await reported();
    const { accountId, caseId, stays } = made;
    const later = () => [
      bed.run(carmen, "confirm-survivors", { accountId, caseId, entityIds: [stays], how: "x" }),
      bed.run(carmen, "record-estate-contact", { accountId, caseId, contact }),
      end(made, "holder-removed"),
    ];
    for (const answer of await Promise.all(later())) expect(answer).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    const onAccount = await evidenceOn(bed, accountId);
    expect(await bed.run(carmen, "accept-proof", { accountId, caseId, evidence: [onAccount], what: "A letter" })).toMatchObject(wrong("evidence", /not evidence on the hold/));
    const { proof } = await proven(made);
    await bed.run(carmen, "withdraw-evidence", { accountId, evidenceId: proof, reason: "Another person's" });
    for (const answer of await Promise.all(later())) expect(answer).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    expect(await bed.run(carmen, "accept-proof", { accountId, caseId, evidence: [proof], what: "Certificate" })).toMatchObject(wrong("evidence"));
    await proven(made);
    expect(await bed.run(carmen, "confirm-survivors", { accountId, caseId, entityIds: [stays], how: "x" })).toMatchObject(done);
  });

  it("confirms who remains as Lead shows it now, with what stands in their way", async () => {
    const made = await proven(await reported());
    const { accountId, caseId, stays, gone } = made;
    const third = bed.entity("prospectFailingKyc");
    await bed.control("PATCH", `/accounts/${accountId}`, { relationships: pairs([stays, gone, third]) });
    expect(await bed.run(carmen, "confirm-survivors", { accountId, caseId, entityIds: [stays], how: "x" })).toMatchObject({ ok: false, problem: { kind: "conflict" } });
    expect(await bed.run(carmen, "confirm-survivors", { accountId, caseId, entityIds: [stays, third], how: "Called both" })).toMatchObject(done);
    const [step] = await bed.deps.db.select().from(deceasedSteps).where(sql`case_id = ${caseId} AND kind = 'survivors'`);
    expect(step?.told?.find(({ entityId }) => entityId === third)?.problems).toContain("KYC failed");
  });

  it("is not of another account or program", async () => {
    const { caseId, accountId } = await reported();
    const elsewhere = await jointAccount();
    expect(await bed.run(carmen, "end-deceased-case", { accountId: elsewhere, caseId, outcome: "mistaken", comment: "x" })).toMatchObject(notNow(/no such case/));
    expect(await bed.run(carmen, "end-deceased-case", { accountId, caseId, outcome: "mistaken", comment: "x" }, { program: "growth" })).toMatchObject({ ok: false });
    expect((await caseRow(caseId)).outcome).toBeNull();
  });

  it("is done once by one id, however often it is sent", async () => {
    const made = await proven(await reported());
    const id = randomUUID();
    const input = { accountId: made.accountId, caseId: made.caseId, contact };
    const answers = await Promise.all([0, 1, 2].map(() => bed.run(carmen, "record-estate-contact", input, { id })));
    expect(answers).toMatchObject([done, done, done]);
    expect(await bed.deps.db.$count(deceasedSteps, eq(deceasedSteps.commandId, id))).toBe(1);
  });
});

describe("the removal", () => {
  it("is the case's last step: nobody takes them off beside it, and nothing before it is left out", async () => {
    const made = await proven(await reported());
    const { accountId, gone, stays, proof } = made;
    const beside = (entityId: string) => bed.run(priya, "remove-relationship", { accountId, entityId, relationshipType: "account_holder", reason: "Died", evidence: [proof] });
    expect(await beside(gone)).toMatchObject(notNow(/as its last step/));
    expect(await beside(stays)).toMatchObject(notNow(/Nobody else holds/));
    expect(await remove(made)).toMatchObject(notNow(/was told/));
    expect(await bed.effects({ account_id: accountId })).toEqual([]);
  });

  it("rests on the whole proof that was accepted, and not on a withdrawn one", async () => {
    const made = await readyToRemove();
    const { accountId, caseId, proof } = made;
    const other = await evidenceOn(bed, accountId);
    expect(await remove({ ...made, proof: other })).toMatchObject(wrong("evidence", /belongs to it/));
    await bed.run(carmen, "withdraw-evidence", { accountId, evidenceId: proof, reason: "Another person's" });
    expect(await remove(made)).toMatchObject(notNow(/proof comes first/));
    expect((await caseRow(caseId)).outcome).toBeNull();
  });

  it("keeps the case open while Lead has not confirmed it", async () => {
    const made = await readyToRemove();
    const id = randomUUID();
    await bed.fault(removing, "reset-before-effect", 3);
    expect(await remove(made, id)).toMatchObject({ ok: true, value: { status: "unconfirmed" } });
    await bed.control("DELETE", "/faults");
    expect(await end(made, "mistaken")).toMatchObject(notNow(/is not settled yet/));
    await bed.age(id, 60);
    const { resumeNext } = await import("../resume-command");
    await resumeNext(bed.deps, bed.program, carmen, id);
    expect(await bed.row(id)).toMatchObject({ status: "succeeded" });
    expect(await end(made, "holder-removed")).toMatchObject(done);
  });

  it("is compliance's by a case alone", async () => {
    const { accountId, gone } = await reported();
    const evidence = [await evidenceOn(bed, accountId)];
    expect(await bed.run(carmen, "remove-relationship", { accountId, entityId: gone, relationshipType: "account_holder", reason: "x", evidence })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await bed.run(priya, "remove-relationship", { accountId, entityId: gone, relationshipType: "account_holder", reason: "x", evidence, deceasedCase: randomUUID() })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  });

  it("leaves the hold to the case", async () => {
    const { accountId, caseId } = await reported();
    expect(await bed.run(carmen, "release-hold", { accountId, holdId: caseId, reason: "x" })).toMatchObject(notNow(/is open on this hold/));
  });
});

describe("who learns what", () => {
  it("keeps the estate's contact off the trail, the command and every view; compliance and auditors reveal it, recorded", async () => {
    const made = await readyToRemove();
    const { accountId, caseId } = made;
    const stored = await bed.deps.db.select().from(commands).where(eq(commands.accountId, accountId));
    const trail = await bed.deps.db.select().from(auditEntries).where(eq(auditEntries.accountId, accountId));
    for (const rows of [stored, trail]) expect(JSON.stringify(rows)).not.toMatch(/Thorne|0134|PR-118/);
    for (const key of ["priya", "carmen", "sam", "ada", "alex"] as const) {
      const [detail, answer] = [await accountDetail(caller(key), accountId, bed.deps.db), await revealEstateContact(caller(key), accountId, caseId, bed.deps.db)];
      expect(JSON.stringify(detail)).not.toMatch(/Thorne|0134|PR-118/);
      const reads = key === "carmen" || key === "ada";
      expect(answer).toMatchObject(reads ? { ok: true, value: { contact: expect.stringContaining(secret) } } : { ok: false, problem: { kind: "forbidden" } });
    }
    const reveals = await bed.deps.db.select().from(auditEntries).where(eq(auditEntries.action, "reveal-estate-contact"));
    expect(reveals.map(({ actorName }) => actorName).sort()).toEqual(["Ada Lindqvist", "Carmen Ortiz"]);
  });

  it("tells support and administrators nothing: no case, no entry, no cause", async () => {
    const { accountId } = await reported();
    for (const key of ["sam", "alex"] as const) {
      const detail = await accountDetail(caller(key), accountId, bed.deps.db);
      expect(detail).toMatchObject({ ok: true, value: { estateCases: null, holds: null, row: { restricted: true } } });
      expect(JSON.stringify([detail, await accountTimeline(caller(key), accountId, {}, bed.deps.db)])).not.toMatch(/death|died|daughter|"deceased"[^:]/i);
    }
    expect(JSON.stringify(await accountTimeline(caller("priya"), accountId, {}, bed.deps.db))).toMatch(/report-death/);
  });

  it("is in the work queue of compliance with what comes next", async () => {
    const { accountId } = await proven(await reported());
    const queue = await workQueue(caller("carmen"), "deceased", bed.deps.db);
    const items = queue.ok ? (queue.value.sections.find(({ key }) => key === "deceased")?.items ?? []) : [];
    expect(items.find((item) => item.accountId === accountId)).toMatchObject({ stage: "Surviving holders", next: "Tell the holders who remain, and confirm it", path: `accounts/${accountId}` });
  });
});

describe("what the database itself refuses", () => {
  it("to change a report or a step, to take one away, and to end a case as what Lead does not show", async () => {
    const { accountId, caseId } = await proven(await reported());
    const ended = (outcome: string) => sql`UPDATE deceased_cases SET outcome = ${outcome}, comment = 'x', ended_by = 'x', ended_by_name = 'x', ended_at = now(), retain_until = '2030-01-01' WHERE id = ${caseId}`;
    for (const attempt of [ended("holder-removed"), ended("account-closed")]) await expect(owner.db.execute(attempt)).rejects.toMatchObject({ cause: { code: "23514" } });
    for (const attempt of [
      sql`UPDATE deceased_cases SET told_by = 'other' WHERE id = ${caseId}`, sql`DELETE FROM deceased_cases WHERE id = ${caseId}`,
      sql`UPDATE deceased_steps SET words = 'other' WHERE case_id = ${caseId}`, sql`DELETE FROM deceased_steps WHERE case_id = ${caseId}`,
      sql`INSERT INTO deceased_cases (id, program, account_id, entity_id, told_by, told_on, hold_id, opened_by, opened_by_name) SELECT gen_random_uuid(), program, account_id, 'entity_x', 'x', '2026-01-01', (SELECT id FROM holds WHERE type <> 'deceased' LIMIT 1), 'x', 'x' FROM deceased_cases WHERE id = ${caseId}`,
    ]) await expect(owner.db.execute(attempt)).rejects.toMatchObject({ cause: { code: "42501" } });
    const second = sql`INSERT INTO deceased_cases (id, program, account_id, entity_id, told_by, told_on, hold_id, opened_by, opened_by_name) SELECT gen_random_uuid(), program, account_id, entity_id, 'x', '2026-01-01', hold_id, 'x', 'x' FROM deceased_cases WHERE id = ${caseId}`;
    await expect(owner.db.execute(second)).rejects.toMatchObject({ cause: { code: "23505" } });
    expect(await bed.holds(accountId)).toHaveLength(1);
  });

  it("to purge the estate's contact before its time; then it alone goes, and not under a legal hold", async () => {
    const made = await readyToRemove();
    const purge = () => removeExpired(bed.deps.db, { callLogDays: 400 }, 100).then((removed) => removed.deceased_steps);
    const early = sql`UPDATE deceased_steps SET contact = NULL, purged_at = now() WHERE case_id = ${made.caseId} AND kind = 'estate'`;
    await expect(bed.deps.db.execute(early)).rejects.toMatchObject({ cause: { code: "42501" } });
    await remove(made);
    await end(made, "holder-removed");
    expect(await purge()).toBe(0);
    await owner.db.transaction(async (tx) => {
      await tx.execute(sql`ALTER TABLE deceased_cases DISABLE TRIGGER deceased_cases_no_change`);
      await tx.execute(sql`UPDATE deceased_cases SET retain_until = '2026-01-01' WHERE id = ${made.caseId}`);
      await tx.execute(sql`ALTER TABLE deceased_cases ENABLE TRIGGER deceased_cases_no_change`);
    });
    const [record, hold] = [randomUUID(), randomUUID()];
    await owner.db.execute(sql`INSERT INTO closure_records (id, program, account_id, kind) VALUES (${record}, ${bed.slug}, ${made.accountId}, 'closing')`);
    await owner.db.execute(sql`INSERT INTO legal_holds (id, record_id, program, account_id, reason, placed_by, placed_by_name, placed_by_roles) VALUES (${hold}, ${record}, ${bed.slug}, ${made.accountId}, 'x', 'x', 'x', '{}')`);
    expect(await purge()).toBe(0);
    await owner.db.execute(sql`UPDATE legal_holds SET lifted_by = 'x', lifted_by_name = 'x', lifted_by_roles = '{}', lifted_at = now(), lift_reason = 'x' WHERE id = ${hold}`);
    expect(await purge()).toBe(1);
    const steps = await bed.deps.db.select().from(deceasedSteps).where(eq(deceasedSteps.caseId, made.caseId));
    expect(steps.map(({ kind, contact: kept, words }) => [kind, kept, words])).toEqual([["proof", null, "Certificate of death"], ["survivors", null, "Called, 12 January"], ["estate", null, null]]);
    expect(await revealEstateContact(caller("carmen"), made.accountId, made.caseId, bed.deps.db)).toMatchObject({ ok: false });
  });
});
