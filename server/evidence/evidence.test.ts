import { createHash, randomBytes, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evidenceLimits } from "@/lib/evidence/evidence-file";
import type { EvidenceSubject } from "@/lib/evidence/evidence-inputs";
import { sampleJpeg, samplePdf, samplePng, textFile, withText } from "@/lib/evidence/sample-files";
import { permissionsOf } from "@/lib/permissions";
import { person } from "../commands/command-test-bed";
import type { CommandTestBed } from "../commands/command-test-bed";
import { startCommandWorld } from "../commands/command-test-world";
import type { CommandWorld } from "../commands/command-test-world";
import { openDatabase } from "../db/client";
import { auditEntries } from "../db/schema";
import { evidence, evidenceChunks, evidenceUploads } from "../db/schema-evidence";
import { removeExpired } from "../housekeeping/retention";
import { uploadEvidence } from "../intake/upload-evidence";
import type { Caller } from "../queries/authorise";
import { evidenceOf, readEvidence } from "../queries/evidence";

let world: CommandWorld;
let bed: CommandTestBed;
let owner: ReturnType<typeof openDatabase>;
let accountId = "";

beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
  owner = openDatabase(world.database.ownerUrl, 2);
  accountId = await bed.made();
});
afterAll(async () => {
  await owner.pool.end();
  await world.close();
});

type Key = Parameters<typeof person>[0];

function caller(key: Key, program = bed.program): Caller {
  const actor = person(key);
  return { actor, program, roles: actor.roles, permissions: permissionsOf(actor.roles) };
}

type Sent = { name?: string; id?: string; declared?: number | null; body?: BodyInit };

/** As the browser sends it. */
function upload(key: Key, file: Uint8Array, { name = "letter.pdf", id = randomUUID(), declared = file.length, body = new Blob([new Uint8Array(file)]).stream() }: Sent = {}) {
  const headers: Record<string, string> = { "x-file-name": encodeURIComponent(name), ...(declared === null ? {} : { "content-length": String(declared) }) };
  const request = new Request("http://localhost/", { method: "PUT", headers, body, duplex: "half" } as RequestInit);
  return uploadEvidence(caller(key), id, request, bed.deps.db);
}

async function added(key: Key, file: Uint8Array, over: Sent & { subject?: EvidenceSubject } = {}): Promise<string> {
  const evidenceId = over.id ?? randomUUID();
  const sent = await upload(key, file, { ...over, id: evidenceId });
  if (!sent.ok) throw new Error(sent.problem.title);
  const done = await bed.run(person(key), "add-evidence", { evidenceId, accountId, subject: over.subject ?? { kind: "account", id: accountId }, description: "What the holder sent" });
  if (!done.ok) throw new Error(`${done.problem.title} ${JSON.stringify(done.problem.fields)}`);
  return evidenceId;
}

async function bytesOf(key: Key, id: string): Promise<Buffer | string | null> {
  const answer = await readEvidence(caller(key), id, bed.deps.db);
  if (!answer.ok) return answer.problem.title;
  if (answer.value === null) return null;
  const pieces: Buffer[] = [];
  for await (const piece of answer.value.content) pieces.push(piece);
  return Buffer.concat(pieces);
}

const listed = async (key: Key = "carmen", subject?: EvidenceSubject) => {
  const page = await evidenceOf(caller(key), { accountId, subject }, bed.deps.db);
  return page.ok ? page.value.items : page.problem.title;
};
const ids = async () => {
  const items = await listed();
  return typeof items === "string" ? [] : items.map(({ id }) => id);
};
const entries = (action: string) => bed.deps.db.select().from(auditEntries).where(eq(auditEntries.action, action));

describe("a file that becomes evidence", () => {
  it.each([["letter.pdf", samplePdf(700_000)], ["photo.jpeg", sampleJpeg()], ["scan.png", samplePng()]] as const)("%s is kept whole, with its hash, and read again", async (name, file) => {
    const id = await added("carmen", file, { name });
    const sha256 = createHash("sha256").update(file).digest("hex");
    const items = await listed();
    expect(items[0]).toMatchObject({ id, fileName: name, bytes: file.length, sha256, addedBy: "Carmen Ortiz", withdrawn: null, mayWithdraw: true });
    expect(Buffer.compare((await bytesOf("ada", id)) as Buffer, Buffer.from(file))).toBe(0);
    const added_ = (await entries("add-evidence")).find(({ details }) => details.evidenceId === id);
    expect(added_).toMatchObject({ accountId, outcome: "done", details: { file: name, bytes: file.length, sha256, description: "What the holder sent" } });
    expect((await entries("read-evidence")).filter(({ details, actorName }) => details.evidenceId === id && actorName === "Ada Lindqvist")).toHaveLength(1);
  });

  it("may be as large as 10 MB and no larger, whatever was declared", async () => {
    const most = samplePdf(evidenceLimits.bytes - samplePdf().length);
    expect(most).toHaveLength(evidenceLimits.bytes);
    const id = await added("priya", most);
    expect(createHash("sha256").update((await bytesOf("priya", id)) as Buffer).digest("hex")).toBe(createHash("sha256").update(most).digest("hex"));
    const [{ pieces, longest } = { pieces: 0, longest: 0 }] = (await bed.deps.db.execute<{ pieces: number; longest: number }>(sql`SELECT count(*)::int AS pieces, max(octet_length(content)) AS longest FROM evidence_chunks WHERE upload_id = ${id}`)).rows;
    expect({ pieces, longest }).toEqual({ pieces: 40, longest: 262_144 });
    for (const declared of [evidenceLimits.bytes + 1, null]) {
      expect(await upload("priya", withText(most, "\n"), { declared })).toMatchObject({ ok: false, problem: { title: "The file is larger than 10 MB." } });
    }
  });

  it("is about the account, or a process or hold of it, and of no other", async () => {
    const hold = randomUUID();
    expect(await bed.run(person("carmen"), "place-hold", { accountId, type: "fraud" }, { id: hold })).toMatchObject({ ok: true });
    const id = await added("carmen", samplePng(), { subject: { kind: "hold", id: hold } });
    expect(await listed("ada", { kind: "hold", id: hold })).toMatchObject([{ id }]);
    for (const subject of [{ kind: "hold", id: randomUUID() }, { kind: "process", id: "nonsense" }, { kind: "account", id: "account_other" }] as const) {
      await expect(added("carmen", samplePng(), { subject })).rejects.toThrow(/is not of this account/);
    }
    const elsewhere = await bed.made();
    await upload("carmen", samplePng(), { id: hold });
    expect(await bed.run(person("carmen"), "add-evidence", { evidenceId: hold, accountId: elsewhere, subject: { kind: "hold", id: hold }, description: "x" })).toMatchObject({ ok: false, problem: { kind: "invalid" } });
  });

  it("is added once, by who uploaded it", async () => {
    const evidenceId = randomUUID();
    expect(await upload("carmen", samplePdf(), { id: evidenceId })).toMatchObject({ ok: true });
    expect(await upload("carmen", samplePdf(), { id: evidenceId })).toMatchObject({ ok: true });
    expect(await upload("chen", samplePdf(), { id: evidenceId })).toMatchObject({ ok: false, problem: { kind: "conflict" } });
    const input = { evidenceId, accountId, subject: { kind: "account", id: accountId }, description: "Once" };
    expect(await bed.run(person("chen"), "add-evidence", input)).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    const id = randomUUID();
    const both = await Promise.all([0, 1].map(() => bed.run(person("carmen"), "add-evidence", input, { id })));
    expect(both).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await bed.run(person("carmen"), "add-evidence", input)).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    expect((await entries("add-evidence")).filter(({ details }) => details.evidenceId === evidenceId)).toHaveLength(1);
  });
});

describe("what is refused, with nothing kept", () => {
  const breaksOff = () => new ReadableStream<Uint8Array>({ start: (to) => to.enqueue(samplePdf(400_000)), pull: (to) => to.error(new Error("gone")) });
  it.each<[string, Uint8Array, Sent, RegExp]>([
    ["another type under this name", textFile("PK\x03\x04 a workbook of somebody"), {}, /is not a PDF, JPEG or PNG/],
    ["a web page renamed", textFile("<html><script>steal()</script></html>"), {}, /web page or a script/],
    ["an empty file", new Uint8Array(0), {}, /is empty/],
    ["a file cut short", samplePdf(400_000).subarray(0, 300_000), {}, /is not whole/],
    ["fewer bytes than were declared", samplePdf(), { declared: 5_000 }, /did not arrive whole/],
    ["a connection that breaks off", samplePdf(), { declared: null, body: breaksOff() }, /did not arrive whole/],
    ["a path for a name", samplePdf(), { name: "../../etc/passwd" }, /name has characters/],
    ["a control character in the name", samplePdf(), { name: "a\u0000b.pdf" }, /name has characters/],
    ["no name", samplePdf(), { name: "" }, /no name/],
    ["a name that tells of a report", samplePdf(), { name: "SAR_case.pdf" }, /its existence is confidential/],
    ["an id that is none", samplePdf(), { id: "1" }, /not something the console sends/],
  ])("%s", async (_what, file, sent, why) => {
    const before = await bed.deps.db.$count(evidenceUploads);
    const answer = await upload("carmen", file, sent);
    expect(answer.ok ? "taken" : answer.problem.title).toMatch(why);
    expect(await bed.deps.db.$count(evidenceUploads)).toBe(before);
  });

  it.each(["support", "auditor", "administrator"] as const)("%s adds none", async (role) => {
    const key = ({ support: "sam", auditor: "ada", administrator: "alex" } as const)[role];
    expect(await upload(key, samplePdf())).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await bed.run(person(key), "add-evidence", { evidenceId: randomUUID(), accountId, subject: { kind: "account", id: accountId }, description: "x" })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  });

  it("a description that tells of a report", async () => {
    const answer = await bed.run(person("carmen"), "add-evidence", { evidenceId: randomUUID(), accountId, subject: { kind: "account", id: accountId }, description: "Copy of the SAR" });
    expect(answer).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path: "description" }] } });
  });
});

describe("who reads", () => {
  it("program managers, compliance and auditors of the program, nobody else", async () => {
    const id = await added("carmen", samplePdf());
    for (const key of ["priya", "carmen", "ada"] as const) expect(Buffer.isBuffer(await bytesOf(key, id))).toBe(true);
    for (const key of ["sam", "alex"] as const) {
      expect(await bytesOf(key, id)).toMatch(/^Only .* can see evidence\.$/);
      expect(await listed(key)).toMatch(/^Only .* can see evidence\.$/);
    }
    const growth = bed.deps.programOf("growth");
    if (!growth) throw new Error("No second program");
    expect(await readEvidence(caller("carmen", growth), id, bed.deps.db)).toEqual({ ok: true, value: null });
    expect(await evidenceOf(caller("carmen", growth), { accountId }, bed.deps.db)).toMatchObject({ ok: true, value: { items: [] } });
  });
});

describe("a mistake", () => {
  it("is marked with a reason and stays", async () => {
    const id = await added("carmen", samplePdf());
    const input = { evidenceId: id, accountId, reason: "Belongs to another account" };
    expect(await bed.run(person("priya"), "withdraw-evidence", input)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await bed.run(person("chen"), "withdraw-evidence", input)).toMatchObject({ ok: true });
    expect(await bed.run(person("carmen"), "withdraw-evidence", input)).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    const items = await listed("ada");
    expect(typeof items === "string" ? items : items.find((item) => item.id === id)).toMatchObject({ withdrawn: { by: "Chen Wei", reason: "Belongs to another account" }, mayWithdraw: false });
    expect(Buffer.isBuffer(await bytesOf("ada", id))).toBe(true);
    const own = await added("priya", samplePdf());
    expect(await bed.run(person("priya"), "withdraw-evidence", { ...input, evidenceId: own })).toMatchObject({ ok: true });
  });
});

describe("for good", () => {
  const attempts = (id: string) => [
    sql`UPDATE evidence SET description = 'other' WHERE id = ${id}`, sql`DELETE FROM evidence WHERE id = ${id}`,
    sql`UPDATE evidence_chunks SET content = 'x' WHERE upload_id = ${id}`, sql`DELETE FROM evidence_chunks WHERE upload_id = ${id}`,
    sql`INSERT INTO evidence_chunks (upload_id, position, content) VALUES (${id}, 1000, 'x')`,
    sql`UPDATE evidence_uploads SET status = 'receiving' WHERE id = ${id}`, sql`DELETE FROM evidence_uploads WHERE id = ${id}`,
    sql`UPDATE evidence_withdrawals SET reason = 'other'`, sql`DELETE FROM evidence_withdrawals`,
    sql`TRUNCATE evidence, evidence_withdrawals`, sql`TRUNCATE evidence_chunks`, sql`TRUNCATE evidence_uploads CASCADE`,
  ];

  it("neither the console's role nor the owner's changes or deletes any of it", async () => {
    const id = await added("carmen", samplePdf());
    await bed.run(person("carmen"), "withdraw-evidence", { evidenceId: id, accountId, reason: "To be withdrawn" });
    for (const { db } of [{ db: bed.deps.db }, owner]) {
      for (const attempt of attempts(id)) await expect(db.execute(attempt)).rejects.toMatchObject({ cause: { code: "42501" } });
    }
  });

  it("bytes that were changed all the same are not handed out, and it is in the trail", async () => {
    const id = await added("carmen", samplePdf(600_000));
    await owner.db.transaction(async (tx) => {
      await tx.execute(sql`ALTER TABLE evidence_chunks DISABLE TRIGGER evidence_chunks_no_change`);
      await tx.update(evidenceChunks).set({ content: randomBytes(262_144) }).where(sql`upload_id = ${id} AND position = 1`);
      await tx.execute(sql`ALTER TABLE evidence_chunks ENABLE TRIGGER evidence_chunks_no_change`);
    });
    expect(await bytesOf("ada", id)).toMatch(/its hash differs/);
    expect((await entries("evidence-damaged")).map(({ details }) => details.evidenceId)).toEqual([id]);
  });
});

describe("what nobody made evidence", () => {
  const age = (id: string, minutes: number) => bed.deps.db.update(evidenceUploads).set({ updatedAt: sql`now() - make_interval(mins => ${minutes})` }).where(eq(evidenceUploads.id, id));
  const sweep = async () => (await removeExpired(bed.deps.db, { callLogDays: 400 }, 1_000)).evidence_uploads;

  it("is seen by nobody, and goes after an hour with its pieces; evidence stays", async () => {
    await sweep();
    const kept = await added("carmen", samplePdf());
    const [whole, fresh] = [randomUUID(), randomUUID()];
    for (const id of [whole, fresh]) await upload("carmen", samplePdf(300_000), { id });
    // A process that died while the file came in.
    const halfWay = randomUUID();
    await bed.deps.db.insert(evidenceUploads).values({ id: halfWay, program: bed.slug, status: "receiving", fileName: "half.pdf", uploadedBy: "person-carmen" });
    await bed.deps.db.insert(evidenceChunks).values({ uploadId: halfWay, position: 0, content: Buffer.from("%PDF-1.7") });
    for (const id of [whole, halfWay]) {
      expect(await ids()).not.toContain(id);
      expect(await bytesOf("carmen", id)).toBeNull();
      await age(id, 61);
    }
    await age(fresh, 59);
    expect(await sweep()).toBe(2);
    const left = await bed.deps.db.select({ id: evidenceChunks.uploadId }).from(evidenceChunks);
    expect(left.map(({ id }) => id)).not.toContain(whole);
    expect(left.map(({ id }) => id)).not.toContain(halfWay);
    expect(left.map(({ id }) => id)).toContain(fresh);
    expect(await ids()).toContain(kept);
    expect(await bed.run(person("carmen"), "add-evidence", { evidenceId: whole, accountId, subject: { kind: "account", id: accountId }, description: "Too late" })).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    expect(await bed.deps.db.select().from(evidence).where(eq(evidence.id, whole))).toEqual([]);
  });
});
