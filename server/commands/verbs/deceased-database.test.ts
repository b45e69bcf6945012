import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deceasedSteps } from "../../db/schema-deceased";
import { removeExpired } from "../../housekeeping/retention";
import { revealEstateContact } from "../../queries/deceased-cases";
import { bed, caller, closeCases, end, owner, proven, readyToRemove, remove, reported, startCases } from "./deceased-test-world";

beforeAll(startCases);
afterAll(closeCases);
beforeEach(() => bed.control("DELETE", "/faults"));

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
