import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEntries } from "../../db/schema";
import { person } from "../command-test-bed";
import type { CommandTestBed } from "../command-test-bed";
import { startCommandWorld } from "../command-test-world";
import type { CommandWorld } from "../command-test-world";

let world: CommandWorld;
let bed: CommandTestBed;
let growth: CommandTestBed;

beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
  growth = await world.another({ program: "growth" });
});
afterAll(() => world.close());
beforeEach(() => bed.control("DELETE", "/faults"));

const lowered = { noticeReasons: [{ code: "income-fell", text: "Your income no longer supports the credit" }], actionTakenOn: "2026-01-15" };
const [priya, carmen] = [person("priya"), person("carmen")];
const done = { ok: true, value: { status: "succeeded", surprises: [] } };
const changesOf = async (commandId: string, outcome: string) =>
  (await bed.deps.db.select().from(auditEntries).where(and(eq(auditEntries.commandId, commandId), eq(auditEntries.outcome, outcome))))[0]?.changes;

describe("update account", () => {
  const update = (test: CommandTestBed, accountId: string, changes: object, rest: object = {}, asking = {}, actor = priya) => test.run(actor, "update-account", { accountId, changes, ...rest }, asking);

  it("sends only what differs, and keeps old and new", async () => {
    const accountId = await growth.account("activeCredit");
    const id = randomUUID();
    const current = (await growth.entry(accountId))?.body.details;
    const changes = { details: { product_name: current?.product_name, credit: { underwriting_grade: "Z9", currency: "USD" } } };
    expect(await update(growth, accountId, changes, {}, { id })).toMatchObject(done);
    expect((await growth.row(id)).request?.body).toBe('{"details":{"credit":{"underwriting_grade":"Z9"}}}');
    expect(await changesOf(id, "done")).toEqual([{ path: "details.credit.underwriting_grade", old: current?.credit?.underwriting_grade, new: "Z9" }]);
    expect(await growth.agrees(accountId)).toBe(true);
  });

  it("asks for a reason and a determination when a limit falls", async () => {
    const accountId = await growth.account("creditWithoutReport");
    const limit = ((await growth.entry(accountId))?.body.details?.credit?.limit ?? 0) - 100;
    expect(await update(growth, accountId, { details: { credit: { limit } } })).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    const statement = { reason: "Income fell", determination: "adverse-action" };
    expect(await update(growth, accountId, { details: { credit: { limit } } }, { statement })).toMatchObject({ ok: false, problem: { fields: [{ path: "statement.noticeReasons" }, { path: "statement.actionTakenOn" }] } });
    expect(await update(growth, accountId, { details: { credit: { limit } } }, { statement: { ...statement, ...lowered } })).toMatchObject(done);
  });

  it("takes a cut under open SCRA dates only with a reason apart from them, and then asks another person", async () => {
    const accountId = await growth.account("creditScraEnding");
    const changes = { details: { credit: { limit: ((await growth.entry(accountId))?.body.details?.credit?.limit ?? 0) - 100 } } };
    const statement = { reason: "Income fell", determination: "adverse-action", ...lowered };
    expect(await update(growth, accountId, changes, { statement })).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path: "statement.scraReason" }] } });
    expect(await growth.effects({ account_id: accountId })).toEqual([]);
    const id = randomUUID();
    expect(await update(growth, accountId, changes, { statement: { ...statement, scraReason: "The income of the application was not true" } }, { id })).toMatchObject({ ok: true, value: { status: "awaits-approval" } });
    expect(await growth.effects({ account_id: accountId })).toEqual([]);
    const trail = await growth.deps.db.select().from(auditEntries).where(eq(auditEntries.commandId, id));
    expect(trail.map(({ action }) => action)).toEqual(["approval-asked"]);
    expect(trail.map(({ details }) => details.statement)).toEqual(trail.map(() => expect.objectContaining({ scraReason: "The income of the application was not true" })));
  });

  it("adds capabilities and takes none away", async () => {
    const accountId = await bed.made();
    expect(await update(bed, accountId, { capabilities: ["credit_without_underwriting"] }, { statement: { reason: "Not needed" } })).toMatchObject({ ok: false, problem: { fields: [{ path: "capabilities" }] } });
    expect(await update(bed, accountId, { capabilities: ["deposit", "credit_without_underwriting"] }, { statement: { reason: "Overdraft asked for" } })).toMatchObject(done);
  });

  it("treats a list of documents that changed meanwhile as a conflict, not something to overwrite", async () => {
    const accountId = await bed.made();
    const seen = await bed.seen("update-account", accountId);
    const mine = { document_id: "mine.pdf", type: "terms_of_use", displayed_at: "2026-01-02T00:00:00Z" };
    const theirs = { document_id: "theirs.pdf", type: "terms_of_use", displayed_at: "2026-01-01T00:00:00Z" };
    await bed.control("PATCH", `/accounts/${accountId}`, { documents: [theirs] });
    expect(await update(bed, accountId, { documents: [mine] }, {}, { seen })).toMatchObject({ ok: false, problem: { kind: "conflict", differences: [{ path: "documents", seen: [], now: [theirs] }] } });
    expect(await update(bed, accountId, { documents: [theirs, mine] })).toMatchObject(done);
    expect((await bed.entry(accountId))?.body.documents).toHaveLength(2);
  });

  it("refuses a closed account, nothing to change, and a confidential word", async () => {
    const closed = await bed.made({ status: "closed", status_reason: "paid_off" });
    expect(await update(bed, closed, { details: { product_name: "X" } })).toMatchObject({ ok: false, problem: { fields: [{ path: "status" }] } });
    const accountId = await bed.made();
    expect(await update(bed, accountId, { details: { product_name: "Everyday Checking" } })).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    const notice = { delivered_at: "2026-01-01T00:00:00Z", reason: "Suspicious activity", delivery_method: "email" };
    expect(await update(bed, accountId, { details: { adverse_action_notice: notice } })).toMatchObject({ ok: false, problem: { fields: [{ path: "details.adverse_action_notice.reason" }] } });
  });

  it("lets compliance change protections and nothing else, and writes down what it refused", async () => {
    const accountId = await growth.account("creditScraPast");
    const id = randomUUID();
    expect(await update(growth, accountId, { details: { credit: { limit: 1 } } }, {}, { id }, carmen)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await growth.trail(id)).toEqual(["update-account denied"]);
    expect(await update(growth, accountId, { details: { credit: { scra: { start_date: "2026-10-01" } } } }, {}, {}, carmen)).toMatchObject(done);
  });
});

describe("people", () => {
  it("adds, refuses who is there already or not cleared, and removes all but the last", async () => {
    const accountId = await bed.made();
    const [user, holder] = [bed.entity("prospectUser"), bed.entity("prospectIndividual")];
    const add = (relationshipType: string, entityIds: string[]) => bed.run(priya, "add-relationships", { accountId, relationshipType, entityIds, reason: "Asked for" });
    const remove = (relationshipType: string, entityId: string) => bed.run(priya, "remove-relationship", { accountId, relationshipType, entityId, reason: "Moved", ...(relationshipType === "account_holder" ? { evidence: [randomUUID()] } : {}) });
    expect(await add("authorized_user", [user])).toMatchObject(done);
    expect(await add("authorized_user", [user])).toMatchObject({ ok: false, problem: { fields: [{ path: "entityIds[0]" }] } });
    expect(await add("account_holder", [user])).toMatchObject({ ok: false, problem: { fields: [{ path: "entityIds[0]" }] } });
    expect(await add("account_holder", [bed.entity("prospectBusiness")])).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    expect(await bed.agrees(accountId)).toBe(true);
    expect(await remove("account_holder", holder)).toMatchObject({ ok: false, problem: { kind: "not-possible-now", title: expect.stringContaining("at least one holder") } });
    expect(await remove("authorized_user", user)).toMatchObject(done);
    expect(await remove("authorized_user", user)).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    expect(await bed.agrees(accountId)).toBe(true);
    expect(await bed.entry(accountId)).toMatchObject({ holderCount: 1 });
  });

  it("keeps the last signer of a commercial account", async () => {
    const accountId = await bed.account("activeCommercial");
    const signer = (await signersOf(accountId))[0] ?? "";
    for (const other of (await signersOf(accountId)).slice(1)) await bed.run(priya, "remove-relationship", { accountId, relationshipType: "authorized_signer", entityId: other, reason: "Left" });
    expect(await bed.run(priya, "remove-relationship", { accountId, relationshipType: "authorized_signer", entityId: signer, reason: "Left" })).toMatchObject({ ok: false, problem: { title: expect.stringContaining("at least one authorized signer") } });
  });

  it("gives sixty people a place in the digest", async () => {
    const accountId = await bed.account("sixtyRelationships");
    const user = (await bed.run(priya, "add-relationships", { accountId, relationshipType: "authorized_user", entityIds: [bed.entity("prospectUser")], reason: "Asked for" }));
    expect(user).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ message: expect.stringContaining("At most 20") }] } });
  });
});

async function signersOf(accountId: string): Promise<string[]> {
  await bed.remember(accountId);
  const { relationshipsOf } = await import("../../directory/entry");
  return (await relationshipsOf(bed.deps.db, bed.program, accountId)).filter((row) => row.relationshipType === "authorized_signer").map((row) => row.entityId);
}
