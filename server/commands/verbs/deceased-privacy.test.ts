import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEntries, commands } from "../../db/schema";
import { accountDetail } from "../../queries/account-detail";
import { accountTimeline } from "../../queries/account-timeline";
import { revealEstateContact } from "../../queries/deceased-cases";
import { workQueue } from "../../queries/work-queue";
import { bed, caller, closeCases, proven, readyToRemove, reported, secret, startCases } from "./deceased-test-world";

beforeAll(startCases);
afterAll(closeCases);
beforeEach(() => bed.control("DELETE", "/faults"));

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
