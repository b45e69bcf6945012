import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../db/client";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { anchorLine } from "./anchor-line";
import { appendEntry } from "./append-entry";

let database: TestDatabase;
let owner: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = openDatabase(database.ownerUrl, 2);
  for (const program of ["everyday", "growth"]) {
    const actor = { subject: "person-priya", name: "Priya Nair", roles: [] };
    for (let index = 0; index < 3; index += 1) await owner.db.transaction((tx) => appendEntry(tx, { program, actor, action: "update-account", outcome: "done" }));
  }
});
afterAll(async () => {
  await owner?.pool.end();
  await database?.drop();
});

function verify(url: string, ...options: string[]): Promise<{ code: number | null; text: string }> {
  const script = fileURLToPath(new URL("./main.ts", import.meta.url));
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", script, ...options], { env: { ...process.env, DATABASE_URL: url } });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, text })));
}

test("says that every chain is intact, and by what the entries are protected", async () => {
  const { code, text } = await verify(database.appUrl);
  expect(text).toMatch(/protected by role and trigger\.\neveryday: 3 entries, head [0-9a-f]{64}, intact\ngrowth: 3 entries, head [0-9a-f]{64}, intact\n6 entries in [\d.]+ s, \d+ a second\.\nNothing is wrong\./);
  expect(code).toBe(0);
});

test("compares with what was kept outside, and says which lines of it are damaged", async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "anchors-")), "anchors.jsonl");
  const { rows } = await owner.db.execute<{ chain: string; seq: number; hash: Buffer }>(sql`SELECT chain, seq, hash FROM audit_heads ORDER BY chain`);
  writeFileSync(file, `${anchorLine(new Date("2026-11-20T15:00:00Z"), rows)}\n`);
  expect(await verify(database.appUrl, "--anchors", file)).toMatchObject({ code: 0, text: expect.stringContaining("Compared with 2 anchors of") as string });
  await owner.db.execute(sql`ALTER TABLE audit_entries DISABLE TRIGGER USER`);
  await owner.db.execute(sql`DELETE FROM audit_entries WHERE chain = 'everyday' AND seq = 3`);
  await owner.db.execute(sql`UPDATE audit_heads SET seq = 2, hash = (SELECT hash FROM audit_entries WHERE chain = 'everyday' AND seq = 2) WHERE chain = 'everyday'`);
  await owner.db.execute(sql`ALTER TABLE audit_entries ENABLE TRIGGER USER`);
  expect(await verify(database.appUrl)).toMatchObject({ code: 0 });
  appendFileSync(file, "{ half a line\n");
  const { code, text } = await verify(database.appUrl, "--anchors", file);
  expect(text).toContain("truncated: The chain ends at entry 2; entry 3 was anchored 2026-11-20T15:00:00.000Z (kept in the file).");
  expect(text).toContain("damaged: Line 3 of the file");
  expect(code).toBe(1);
});

test("ends with 1 and names what was tampered with", async () => {
  await owner.db.execute(sql`ALTER TABLE audit_entries DISABLE TRIGGER USER`);
  await owner.db.execute(sql`DELETE FROM audit_entries WHERE chain = 'growth' AND seq = 2`);
  const { code, text } = await verify(database.appUrl);
  expect(text).toContain("removed: Entry 2 is missing.");
  expect(code).toBe(1);
});

test("a missing setting is named", async () => {
  const { code, text } = await verify("");
  expect(text).toContain("DATABASE_URL");
  expect(code).toBe(2);
});
