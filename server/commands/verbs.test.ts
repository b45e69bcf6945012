import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { and, eq } from "drizzle-orm";
import { may, permissions } from "@/lib/permissions";
import type { Permission } from "@/lib/permissions";
import { auditEntries, commands, entities, notes, processes } from "../db/schema";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { accountDetail } from "../queries/account-detail";
import { accountTimeline } from "../queries/account-timeline";
import { startSimulator } from "../simulator/start-simulator";
import type { RunningSimulator } from "../simulator/start-simulator";
import { sampleOf } from "./command-samples";
import { processCommandId } from "./command-id";
import { bedCredentials, CommandTestBed, person } from "./command-test-bed";
import { runCommand } from "./run-command";

let database: TestDatabase;
let simulator: RunningSimulator;
let bed: CommandTestBed;
let growth: CommandTestBed;

beforeAll(async () => {
  [database, simulator] = await Promise.all([createTestDatabase(), startSimulator({ credentials: bedCredentials })]);
  const settings = { databaseUrl: database.appUrl, simulatorUrl: simulator.url, attemptTimeoutMs: 3_000, actionDeadlineMs: 8_000 };
  bed = await CommandTestBed.open(settings);
  growth = await CommandTestBed.open({ ...settings, program: "growth" });
});
afterAll(async () => {
  await Promise.all([bed.close(), growth.close()]);
  await simulator.close();
  await database.drop();
});
beforeEach(() => bed.control("DELETE", "/faults"));

const [priya, carmen, sam] = [person("priya"), person("carmen"), person("sam")];
const done = { ok: true, value: { status: "succeeded", surprises: [] } };
const contact = () => ({ verifiedBy: "one-time-code", channel: "phone", at: new Date(Date.now() - 60_000).toISOString() });
const changesOf = async (commandId: string, outcome: string) =>
  (await bed.deps.db.select().from(auditEntries).where(and(eq(auditEntries.commandId, commandId), eq(auditEntries.outcome, outcome))))[0]?.changes;

describe("open account", () => {
  const opening = (test: CommandTestBed, over: object = {}) => ({
    capabilities: ["deposit"], entities: { account_holders: [test.entity("prospectIndividual")] }, details: { product_name: "Everyday Checking" }, documents: [], metadata: { order: randomUUID() }, ...over,
  });

  it("enters the directory with its people and their names", async () => {
    const id = randomUUID();
    const receipt = await bed.run(priya, "open-account", opening(bed), { id });
    expect(receipt).toMatchObject(done);
    const accountId = receipt.ok ? (receipt.value.accountId ?? "") : "";
    expect(await bed.entry(accountId)).toMatchObject({ status: "active", enteredBy: "opened", holderType: "consumer", holderCount: 1 });
    expect(await bed.agrees(accountId)).toBe(true);
    expect(await bed.deps.db.select().from(entities).where(eq(entities.entityId, bed.entity("prospectIndividual")))).toHaveLength(1);
    expect(await changesOf(id, "done")).toContainEqual({ path: "details.product_name", new: "Everyday Checking" });
  });

  const credit = { is_secured: false, is_mla: false, underwriting_grade: "A", currency: "USD", available_credit: 100, limit: 100, max_limit: 100 };
  const underwritten = (application: string, holder: string) => ({ capabilities: ["credit_with_underwriting"], entities: { account_holders: [holder] }, application_id: application, details: { product_name: "Line", credit } });

  it("opens underwritten credit from an approved application", async () => {
    const name = "applicationApprovedConsumer";
    expect(await growth.run(priya, "open-account", opening(growth, underwritten(growth.application(name), growth.entity(name))))).toMatchObject(done);
  });

  const refusals: [string, (test: CommandTestBed) => object, string][] = [
    ["an entity that Lead does not know", () => ({ entities: { account_holders: ["entity_nobody"] } }), "entities.account_holders[0]"],
    ["mixed holder types", (test) => ({ entities: { account_holders: [test.entity("prospectIndividual"), test.entity("prospectBusiness")] } }), "entities.account_holders"],
    ["commercial holders without a signer", (test) => ({ entities: { account_holders: [test.entity("prospectBusiness")] } }), "entities.authorized_signers"],
    ["a signer whose role is not active", (test) => ({ entities: { account_holders: [test.entity("prospectBusiness")], authorized_signers: [test.entity("prospectUser")] } }), "entities.authorized_signers[0]"],
    ["a holder whose KYC failed", (test) => ({ entities: { account_holders: [test.entity("prospectFailingKyc")] } }), "entities.account_holders[0]"],
    ["21 signers", () => ({ entities: { account_holders: ["entity_1"], authorized_signers: Array.from({ length: 21 }, (_, index) => `entity_${index}`) } }), "entities.authorized_signers"],
    ["a declined application", (test) => underwritten(test.application("applicationDeclined"), test.entity("applicationDeclined")), "application_id"],
    ["an application of other holders", (test) => underwritten(test.application("applicationApprovedConsumer"), test.entity("prospectIndividual")), "application_id"],
    ["a document with the wrong kind of time", () => ({ documents: [{ document_id: "a.pdf", type: "esign_agreement", displayed_at: "2026-01-01T00:00:00Z" }] }), "documents[0]"],
    ["a partial notice", () => ({ details: { product_name: "X", adverse_action_notice: { reason: "Late" } } }), "details.adverse_action_notice.delivered_at"],
    ["a notice in the future", () => ({ details: { product_name: "X", adverse_action_notice: { reason: "Late", delivered_at: "2099-01-01T00:00:00Z", delivery_method: "email" } } }), "details.adverse_action_notice.delivered_at"],
    ["an end before its start", (test) => ({ ...underwritten(test.application("applicationApprovedConsumer"), test.entity("applicationApprovedConsumer")), details: { product_name: "X", credit: { ...credit, scra: { start_date: "2026-02-01", end_date: "2026-01-01" } } } }), "details.credit.scra.end_date"],
    ["amounts that are no whole minor units", () => ({ details: { product_name: "X", credit: { ...credit, limit: 10.5 } } }), "details.credit.limit"],
  ];
  it.each(refusals)("refuses %s on its field before anything is sent", async (_name, over, path) => {
    const id = randomUUID();
    const answer = await growth.run(priya, "open-account", opening(growth, over(growth)), { id });
    expect(answer).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    if (!answer.ok) expect(answer.problem.fields?.map((field) => field.path)).toContain(path);
    expect(await growth.effects({ key: id })).toEqual([]);
  });

  it("refuses a capability that the program does not offer", async () => {
    expect(await bed.run(priya, "open-account", opening(bed, { capabilities: ["credit_with_underwriting"] }))).toMatchObject({ ok: false, problem: { kind: "invalid" } });
  });

  it("lands what only Lead can refuse on its field", async () => {
    await bed.control("PUT", "/switches", { limitAboveMaxLimit: "refused" });
    const name = "applicationApprovedConsumer";
    const body = underwritten(growth.application(name), growth.entity(name));
    const answer = await growth.run(priya, "open-account", opening(growth, { ...body, details: { product_name: "X", credit: { ...credit, limit: 200 } } }));
    await bed.control("PUT", "/switches", { limitAboveMaxLimit: "accepted" });
    expect(answer).toMatchObject({ ok: true, value: { status: "rejected", problem: { fields: [{ path: "details.credit.limit", message: "Lead says that this is above the most approved." }] } } });
  });

  it("says when the same was opened within a day, and opens a second one only knowingly", async () => {
    const input = opening(bed);
    const first = await bed.run(priya, "open-account", input);
    const accountId = first.ok ? (first.value.accountId ?? "") : "";
    expect(await bed.run(person("priya"), "open-account", input)).toMatchObject({ ok: false, problem: { kind: "conflict", detail: expect.stringContaining(accountId) } });
    expect(await bed.run(priya, "open-account", { ...input, acknowledgedDuplicate: "account_other" })).toMatchObject({ ok: false, problem: { kind: "conflict" } });
    const id = randomUUID();
    expect(await bed.run(priya, "open-account", { ...input, acknowledgedDuplicate: accountId }, { id })).toMatchObject(done);
    expect((await bed.row(id)).request?.body).not.toContain("acknowledgedDuplicate");
  });

  it("opens one account when the same is sent twice at once under two ids", async () => {
    const input = opening(bed);
    const answers = await Promise.all([1, 2, 3].map(() => bed.run(priya, "open-account", input)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    for (const answer of answers) if (!answer.ok) expect(["conflict", "not-possible-now"]).toContain(answer.problem.kind);
  });
});

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
    expect(await update(growth, accountId, { details: { credit: { limit } } }, { statement })).toMatchObject(done);
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
    const remove = (relationshipType: string, entityId: string) => bed.run(priya, "remove-relationship", { accountId, relationshipType, entityId, reason: "Moved" });
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
  const { relationshipsOf } = await import("../directory/entry");
  return (await relationshipsOf(bed.deps.db, bed.program, accountId)).filter((row) => row.relationshipType === "authorized_signer").map((row) => row.entityId);
}

describe("activate", () => {
  const activate = (accountId: string, actor = sam, input: object = { contact: contact() }) => bed.run(actor, "activate-account", { accountId, ...input });
  const forSupport = { ok: false, problem: { kind: "forbidden", title: "Restricted: transfer to compliance" } };
  const nothingMore = ["kind", "next", "saved", "title"];

  it("is support's for a dormant account whose holder is in order", async () => {
    expect(await activate(await bed.account("dormant"))).toMatchObject(done);
  });

  it.each(["frozen", "otherInactive", "holderFailingKyc", "holderKycPending", "holderFailingOfac", "holderInformationRequested"])("hands %s to compliance, with one text for support and the cause for others", async (name) => {
    const accountId = await bed.account(name);
    const refused = await activate(accountId);
    expect(refused).toMatchObject(forSupport);
    if (!refused.ok) expect(Object.keys(refused.problem).sort()).toEqual(nothingMore);
    expect(await activate(accountId, priya)).toMatchObject({ ok: false, problem: { kind: "forbidden", title: "Only compliance can reactivate frozen or restricted accounts.", detail: expect.any(String) } });
    expect(await bed.effects({ account_id: accountId })).toEqual([]);
    expect(await activate(accountId, carmen)).toMatchObject(done);
  });

  it("is stopped by an open hold, whoever asks, until it is released", async () => {
    const accountId = await bed.made();
    await bed.run(carmen, "deactivate-account", { accountId, reason: "frozen", hold: { type: "court-or-levy", reference: "24-CV-1" } });
    const [hold] = await bed.holds(accountId);
    expect(await activate(accountId)).toMatchObject(forSupport);
    expect(await activate(accountId, carmen)).toMatchObject({ ok: false, problem: { kind: "not-possible-now", detail: "Court order or levy (24-CV-1)" } });
    expect(await bed.run(priya, "release-hold", { accountId, holdId: hold?.id, reason: "Lifted" })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await bed.run(carmen, "release-hold", { accountId, holdId: hold?.id, reason: "Lifted by the court" })).toMatchObject(done);
    expect(await bed.run(carmen, "release-hold", { accountId, holdId: hold?.id, reason: "Again" })).toMatchObject({ ok: false });
    expect(await activate(accountId, carmen, {})).toMatchObject(done);
  });

  it("gives way to a hold that is placed while it is asked for", async () => {
    const accountId = await bed.made({ status: "inactive", status_reason: "dormant" });
    const placing = { ...bed.deps, onPhase: async (phase: string) => { if (phase === "looked") await bed.run(carmen, "place-hold", { accountId, type: "sanctions" }); } };
    const submission = { program: bed.slug, name: "activate-account" as const, commandId: randomUUID(), input: { accountId, contact: contact() }, seen: await bed.seen("activate-account", accountId) };
    expect(await runCommand(placing, { actor: sam, submission })).toMatchObject(forSupport);
    expect(await bed.effects({ account_id: accountId })).toEqual([]);
    expect(await bed.deps.db.select().from(commands).where(eq(commands.id, submission.commandId))).toEqual([]);
    expect(await bed.trail(submission.commandId)).toEqual([]);
  });

  it("is support's for `other` marked so, until the account is moved elsewhere", async () => {
    const mark = { reason: "other", note: "Address to be confirmed", supportMayLift: true };
    const accountId = await bed.made();
    const offered = async () => {
      const detail = await accountDetail({ actor: sam, program: bed.program, roles: sam.roles, permissions: new Set<Permission>(["read-accounts"]) }, accountId, bed.deps.db);
      return detail.ok ? detail.value?.actions.find(({ name }) => name === "activate-account")?.why : undefined;
    };
    await bed.run(priya, "deactivate-account", { accountId, ...mark });
    expect(await offered()).toBeNull();
    expect(await activate(accountId)).toMatchObject(done);
    await bed.run(priya, "deactivate-account", { accountId, ...mark });
    await bed.control("PATCH", `/accounts/${accountId}`, { status: "active", status_reason: "active" });
    await bed.remember(accountId);
    await bed.control("PATCH", `/accounts/${accountId}`, { status: "inactive", status_reason: "other" });
    await bed.remember(accountId);
    expect(await offered()).not.toBeNull();
    expect(await activate(accountId)).toMatchObject(forSupport);
  });

  it("asks for the contact, by a holder of the account, not in the future", async () => {
    const accountId = await bed.made({ status: "inactive", status_reason: "dormant" });
    expect(await activate(accountId, sam, {})).toMatchObject({ ok: false, problem: { fields: [{ path: "contact" }] } });
    expect(await activate(accountId, sam, { contact: { ...contact(), at: "2099-01-01T00:00:00Z" } })).toMatchObject({ ok: false, problem: { fields: [{ path: "contact.at" }] } });
    expect(await activate(accountId, sam, { contact: { ...contact(), holderEntityId: bed.entity("prospectUser") } })).toMatchObject({ ok: false, problem: { fields: [{ path: "contact.holderEntityId" }] } });
    expect(await activate(accountId, sam, { contact: { ...contact(), holderEntityId: bed.entity("prospectIndividual") } })).toMatchObject(done);
  });

  it("treats a reason that Lead added later as unknown", async () => {
    const accountId = await bed.made({ status: "inactive", status_reason: "under_review" });
    expect(await activate(accountId)).toMatchObject(forSupport);
  });
});

describe("closing's own steps", () => {
  it("close refuses `client_closed` while the notice is not on the account", async () => {
    const accountId = await bed.made();
    const process = { id: randomUUID(), kind: "closing" as const, step: "close", attempt: 1 };
    const close = () => bed.run(carmen, "close-account", { accountId, reason: "client_closed" }, { process, id: processCommandId(process) });
    expect(await close()).toMatchObject({ ok: false, problem: { title: "The adverse action notice is not on the account at Lead." } });
    expect(await bed.effects({ account_id: accountId })).toEqual([]);
  });
});

describe("a process that has ended", () => {
  it("sends nothing more, also when it ends while its step is on its way", async () => {
    const sample = await sampleOf(bed, "close-account");
    const ending = { ...bed.deps, onPhase: async (phase: string) => { if (phase === "looked") await bed.deps.db.update(processes).set({ finishedAt: new Date() }).where(eq(processes.id, sample.process?.id ?? "")); } };
    const submission = { program: bed.slug, name: sample.name, commandId: sample.id, input: sample.input, seen: await bed.seen(sample.name, sample.accountId ?? "") };
    expect(await runCommand(ending, { actor: carmen, submission, process: sample.process })).toMatchObject({ ok: false, problem: { title: "The process that this belongs to has ended." } });
    expect(await bed.effects({ account_id: sample.accountId ?? "" })).toEqual([]);
    expect(await bed.trail(sample.id)).toEqual([]);
  });
});

describe("ours alone", () => {
  it("keeps a note of compliance alone from everybody else, in the notes and on the trail", async () => {
    const accountId = await bed.made();
    const [open, secret] = [randomUUID(), randomUUID()];
    expect(await bed.run(priya, "add-note", { accountId, text: "For everybody" }, { id: open })).toMatchObject(done);
    expect(await bed.run(carmen, "add-note", { accountId, text: "For us alone", complianceOnly: true }, { id: secret })).toMatchObject(done);
    for (const colleague of [priya, sam]) {
      expect(await bed.run(colleague, "add-note", { accountId, text: "Mine", complianceOnly: true })).toMatchObject({ ok: false, problem: { kind: "forbidden", title: "Only compliance can write notes for compliance alone." } });
    }
    for (const key of ["priya", "sam", "ada", "alex", "carmen"] as const) {
      const roles = person(key).roles;
      const caller = { actor: person(key), program: bed.program, roles, permissions: new Set((Object.keys(permissions) as Permission[]).filter((name) => may(roles, name))) };
      const sees = key === "ada" || key === "carmen";
      const detail = await accountDetail(caller, accountId, bed.deps.db);
      expect(detail.ok && detail.value?.notes.map(({ id }) => id).sort(), key).toEqual(sees ? [open, secret].sort() : [open]);
      expect(detail.ok && detail.value?.mayWriteComplianceNotes, key).toBe(key === "carmen");
      const timeline = await accountTimeline(caller, accountId, {}, bed.deps.db);
      expect(timeline.ok && timeline.value.entries.some(({ commandId }) => commandId === open), key).toBe(true);
      expect(timeline.ok && timeline.value.entries.some(({ commandId }) => commandId === secret), key).toBe(sees);
    }
  });

  it("writes notes and holds, each once and each in the trail", async () => {
    const accountId = await bed.made();
    const id = randomUUID();
    const note = { accountId, text: "Called about the card" };
    const answers = await Promise.all([bed.run(sam, "add-note", note, { id }), bed.run(sam, "add-note", note, { id })]);
    for (const answer of answers) expect(answer).toMatchObject(done);
    expect(await bed.deps.db.select().from(notes).where(eq(notes.accountId, accountId))).toHaveLength(1);
    expect(await bed.trail(id)).toEqual(["add-note done"]);
    expect(await bed.run(priya, "place-hold", { accountId, type: "other", expiresOn: "2020-01-01" })).toMatchObject({ ok: false, problem: { fields: [{ path: "expiresOn" }] } });
    expect(await bed.run(sam, "add-note", { accountId, text: "We filed a suspicious activity report" })).toMatchObject({ ok: false, problem: { fields: [{ path: "text" }] } });
    expect(await bed.run(sam, "add-note", { accountId: "account_elsewhere", text: "x" })).toMatchObject({ ok: false, problem: { title: "The directory does not know this account." } });
  });
});
