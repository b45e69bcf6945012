import { mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../db/client";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { isSigned, parseSignature } from "../intake/signature";
import { Secret } from "../secret";
import { readAnchors } from "./anchor-line";
import type { AnchorSettings } from "./anchor-ways";
import { appendEntry } from "./append-entry";
import { anchorJobs } from "./give-anchors";
import { verifyChain } from "./verify-chain";

let database: TestDatabase;
let app: ReturnType<typeof openDatabase>;
const secret = new Secret("a-secret-for-anchors");
const going = new AbortController().signal;

/** Whoever keeps the hashes outside: each post, and how it is answered. */
const keeper = { posts: [] as { signature: string; body: Buffer }[], answers: [] as number[] };
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    keeper.posts.push({ signature: String(request.headers["anchor-signature"]), body: Buffer.concat(parts) });
    response.writeHead(keeper.answers.shift() ?? 202, { location: "http://127.0.0.1:9/elsewhere" }).end();
  });
});

beforeAll(async () => {
  database = await createTestDatabase();
  app = openDatabase(database.appUrl, 6);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  server.close();
  await app?.pool.end();
  await database?.drop();
});
beforeEach(() => {
  keeper.posts = [];
  keeper.answers = [];
});

const append = (program: string) => app.db.transaction((tx) => appendEntry(tx, { program, actor: { subject: "person-priya", name: "Priya Nair", roles: [] }, action: "update-account", outcome: "done" }));
const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/anchors`;
const given = async () => (await app.db.execute<{ at: string }>(sql`SELECT chain || ' ' || seq || ' ' || target AS at FROM audit_anchors ORDER BY 1`)).rows.map(({ at }) => at);
/** As if the pause were over. */
const itsTurn = () => app.db.execute(sql`UPDATE audit_anchor_targets SET next_at = now()`);

async function round(settings: AnchorSettings, workers = 1): Promise<number> {
  const jobs = Array.from({ length: workers }, () => anchorJobs(app.db, settings)).flat();
  return (await Promise.all(jobs.map((job) => job.run(going)))).reduce((sum, chains) => sum + chains, 0);
}

describe("the newest hashes are given away", () => {
  test("nowhere where nothing is set", () => {
    expect(anchorJobs(app.db, { everySeconds: 60 })).toEqual([]);
  });

  test("to a file, line by line, when a chain has grown and its turn has come", async () => {
    const settings = { file: path.join(mkdtempSync(path.join(tmpdir(), "anchors-")), "anchors.jsonl"), everySeconds: 3_600 };
    await append("everyday");
    await append("growth");
    expect(await round(settings, 4)).toBe(2);
    expect(await given()).toEqual(["everyday 1 file", "growth 1 file"]);
    await append("growth");
    expect(await round(settings)).toBe(0);
    await itsTurn();
    expect(await round(settings)).toBe(1);
    await itsTurn();
    expect(await round(settings)).toBe(0);
    const { chains, damaged } = await readAnchors(settings.file);
    expect([...chains.keys(), [...(chains.get("growth")?.keys() ?? [])], damaged]).toEqual(["everyday", "growth", [1, 2], []]);
    expect(readFileSync(settings.file, "utf8").trimEnd().split("\n")).toHaveLength(2);
    for (const chain of ["everyday", "growth"]) expect(await verifyChain(app.db, chain, { anchors: chains.get(chain) })).toMatchObject({ findings: [] });
  });

  test("to an address, signed, and again until it is kept", async () => {
    const settings = { url: url(), secret, everySeconds: 3_600 };
    await append("posted");
    keeper.answers = [500, 302];
    expect(await round(settings)).toBe(0);
    const problem = async () => (await app.db.execute<{ failures: number; problem: string | null }>(sql`SELECT failures, problem FROM audit_anchor_targets WHERE target = 'url'`)).rows[0];
    expect(await problem()).toEqual({ failures: 1, problem: "The address answered 500." });
    expect(await round(settings)).toBe(0);
    expect(keeper.posts).toHaveLength(1);
    await itsTurn();
    expect(await round(settings)).toBe(0);
    expect(await problem()).toMatchObject({ failures: 2 });
    await itsTurn();
    expect(await round(settings, 3)).toBeGreaterThan(0);
    expect(await problem()).toEqual({ failures: 0, problem: null });
    expect(keeper.posts).toHaveLength(3);
    expect(await given()).toContain("posted 1 url");
    const { signature, body } = keeper.posts[2] ?? { signature: "", body: Buffer.alloc(0) };
    const parsed = parseSignature(signature, "v1");
    expect(parsed !== undefined && isSigned(parsed, [secret], body)).toBe(true);
    const { chains } = JSON.parse(body.toString()) as { chains: { chain: string; seq: number; hash: string }[] };
    expect(chains.find(({ chain }) => chain === "posted")).toMatchObject({ seq: 1, hash: (await verifyChain(app.db, "posted")).headHash });
  });

  test("a file that cannot be written holds up no address, and is tried again", async () => {
    const settings = { file: "/no/such/folder/anchors.jsonl", url: url(), secret, everySeconds: 3_600 };
    await append("both");
    await itsTurn();
    expect(await round(settings)).toBeGreaterThan(0);
    expect((await given()).filter((at) => at.startsWith("both"))).toEqual(["both 1 url"]);
    expect((await app.db.execute(sql`SELECT failures, next_at > now() AS later FROM audit_anchor_targets WHERE target = 'file'`)).rows).toEqual([{ failures: 1, later: true }]);
  });
});
