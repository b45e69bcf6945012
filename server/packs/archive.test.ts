import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { Archive } from "./archive";

const at = new Date("2026-11-20T15:00:00Z");

async function whole(parts: AsyncGenerator<Uint8Array, unknown>): Promise<Uint8Array[]> {
  const taken: Uint8Array[] = [];
  for await (const part of parts) taken.push(part);
  return taken;
}

test("holds each file as it came, with the hash and size of its content", async () => {
  const archive = new Archive(at);
  const text = "a line of the trail\n".repeat(30_000);
  const image = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7_919) % 251));
  const parts = [...(await whole(archive.addText("trail.jsonl", text))), ...(await whole(archive.add("evidence/a/März 1.png", [image.subarray(0, 70_000), image.subarray(70_000)], { packed: true }))), ...(await whole(archive.addText("empty.txt", ""))), ...archive.end()];
  const zip = Buffer.concat(parts);
  const files = unzipSync(zip);
  expect(Object.keys(files)).toEqual(["trail.jsonl", "evidence/a/März 1.png", "empty.txt"]);
  expect(Buffer.from(files["trail.jsonl"] ?? []).toString("utf8")).toBe(text);
  expect(Buffer.from(files["evidence/a/März 1.png"] ?? []).equals(image)).toBe(true);
  expect(archive.files).toEqual([
    { path: "trail.jsonl", bytes: text.length, sha256: createHash("sha256").update(text).digest("hex") },
    { path: "evidence/a/März 1.png", bytes: image.length, sha256: createHash("sha256").update(image).digest("hex") },
    { path: "empty.txt", bytes: 0, sha256: createHash("sha256").digest("hex") },
  ]);
  expect(zip.length).toBeLessThan(image.length + 20_000);
});

test("reads no further than it is taken: what lies in between is little, however large the files", async () => {
  const archive = new Archive(at);
  const pieceBytes = 262_144;
  let [read, taken, most] = [0, 0, 0];
  async function* pieces() {
    for (let count = 0; count < 200; count += 1) {
      read += pieceBytes;
      yield Buffer.alloc(pieceBytes, count);
    }
  }
  for await (const part of archive.add("large.bin", pieces(), { packed: true })) {
    taken += part.byteLength;
    most = Math.max(most, read - taken);
  }
  expect(read).toBe(200 * pieceBytes);
  expect(taken).toBeGreaterThanOrEqual(read);
  expect(most).toBeLessThan(2 * pieceBytes);
});

test("fails where what it is made of fails", async () => {
  async function* broken() {
    yield Buffer.from("some");
    throw new Error("The database went away.");
  }
  await expect(whole(new Archive(at).add("a.txt", broken()))).rejects.toThrow("went away");
});
