import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deceasedSteps } from "../../db/schema-deceased";
import { holds } from "../../db/schema-holds";
import { evidenceOn } from "../../evidence/evidence-test-bed";
import { bed, carmen, caseRow, closeCases, contact, done, end, jointAccount, notNow, pairs, people, priya, proven, readyToRemove, remove, removing, reported, startCases, wrong } from "./deceased-test-world";

beforeAll(startCases);
afterAll(closeCases);
beforeEach(() => bed.control("DELETE", "/faults"));

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
