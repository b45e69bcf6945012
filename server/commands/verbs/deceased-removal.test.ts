import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { evidenceOn } from "../../evidence/evidence-test-bed";
import { bed, carmen, caseRow, closeCases, done, end, notNow, priya, proven, readyToRemove, remove, removing, reported, startCases, wrong } from "./deceased-test-world";

beforeAll(startCases);
afterAll(closeCases);
beforeEach(() => bed.control("DELETE", "/faults"));

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
