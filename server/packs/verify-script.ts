import "server-only";

/**
 * The script that goes with a pack: plain Node, no package and nothing of this project, so that whoever holds the pack can
 * read what it does. It knows the pack's files as pack-contents.ts writes them, and how entries are hashed.
 */
export const verifyScript = String.raw`#!/usr/bin/env node
// Checks this pack: node verify.mjs [--manifest SHA256] [--anchors FILE]
// Every file against the manifest, the chain of trail.jsonl, and each record against both. Reads only; needs no network.
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = path.dirname(fileURLToPath(import.meta.url));
const say = (line) => process.stdout.write(line + "\n");
let problems = 0;
const problem = (words) => { problems += 1; if (problems <= 200) say("PROBLEM: " + words); };
const option = (name) => { const at = process.argv.indexOf(name); return at < 0 ? undefined : process.argv[at + 1]; };
const inPack = (name) => path.join(root, ...name.split("/"));
const sha256 = (data) => createHash("sha256").update(data).digest("hex");

async function hashOfFile(name) {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(inPack(name))) hash.update(piece);
  return hash.digest("hex");
}

async function* linesOf(file) {
  if (!existsSync(file)) return;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) if (line !== "") yield line;
}

function json(text, where) {
  try { return JSON.parse(text); } catch { problem(where + " is not readable."); return undefined; }
}
const readJson = (name) => (existsSync(inPack(name)) ? json(readFileSync(inPack(name), "utf8"), name) : undefined);

function checkManifest() {
  const text = existsSync(inPack("manifest.json")) ? readFileSync(inPack("manifest.json")) : Buffer.alloc(0);
  const hash = sha256(text);
  const sums = existsSync(inPack("SHA256SUMS")) ? readFileSync(inPack("SHA256SUMS"), "utf8") : "";
  if (!sums.split("\n").includes(hash + "  manifest.json")) problem("manifest.json was changed: SHA256SUMS has another hash of it.");
  const told = option("--manifest");
  if (told !== undefined && told.toLowerCase() !== hash) problem("manifest.json is not the one whose hash was given.");
  return { hash, manifest: json(text.toString("utf8"), "manifest.json") };
}

async function checkFiles({ files }) {
  const listed = new Set(["manifest.json", "SHA256SUMS"]);
  for (const file of files) {
    listed.add(file.path);
    if (!existsSync(inPack(file.path))) problem(file.path + " is missing.");
    else if (statSync(inPack(file.path)).size !== file.bytes || (await hashOfFile(file.path)) !== file.sha256) problem(file.path + " was changed.");
  }
  const unasked = new Set([".DS_Store", "Thumbs.db", "desktop.ini"]);
  for (const found of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const name = path.relative(root, path.join(found.parentPath ?? found.path, found.name)).split(path.sep).join("/");
    if (!found.isDirectory() && !listed.has(name) && !unasked.has(found.name)) problem(name + " was added: the manifest does not know it.");
  }
}

/** Each entry follows the one before it; those in full have the hash of their text. */
async function checkTrail({ trail }) {
  const full = new Map();
  const hashes = new Map();
  let last = trail.first === null ? undefined : { seq: trail.first.seq - 1, hash: trail.first.previous };
  for await (const text of linesOf(inPack("trail.jsonl"))) {
    const entry = json(text, "A line of trail.jsonl");
    if (!entry || !last) { if (entry) problem("Entry " + entry.seq + " of the trail was added."); continue; }
    if (entry.seq > last.seq + 1) problem("Entries " + (last.seq + 1) + " to " + (entry.seq - 1) + " of the trail are missing.");
    if (entry.seq <= last.seq) problem("Entry " + entry.seq + " of the trail is out of order.");
    if (entry.seq === last.seq + 1 && entry.previous !== last.hash) problem("Entry " + entry.seq + " of the trail does not follow entry " + last.seq + ".");
    if (entry.canonical !== undefined) {
      const written = json(entry.canonical, "Entry " + entry.seq);
      if (sha256(Buffer.concat([Buffer.from(entry.previous, "hex"), Buffer.from(entry.canonical, "utf8")])) !== entry.hash) problem("Entry " + entry.seq + " of the trail was changed: its hash does not fit its text.");
      if (written && (written.seq !== entry.seq || written.chain !== trail.chain)) problem("Entry " + entry.seq + " of the trail was written as another one.");
      full.set(entry.seq, { record: entry.record, written: written ?? {} });
    }
    hashes.set(entry.seq, entry.hash);
    last = { seq: entry.seq, hash: entry.hash };
  }
  if (trail.last !== null && (!last || last.seq !== trail.last.seq || last.hash !== trail.last.hash)) problem("The trail does not end with entry " + trail.last.seq + " as it did: it was cut off or rewritten.");
  return { full, hashes };
}

function checkAnchor({ seq, hash, at }, hashes, where) {
  const held = hashes.get(seq);
  if (held !== undefined && held !== hash) problem("Entry " + seq + " of the trail is not the one that was anchored " + at + " (" + where + ").");
  return held !== undefined;
}

async function checkAnchors({ trail, anchors }, hashes) {
  for (const anchor of anchors) checkAnchor(anchor, hashes, "manifest.json");
  const file = option("--anchors");
  if (file === undefined) return;
  if (!existsSync(file)) problem("There is no file " + file + ".");
  let compared = 0;
  for await (const text of linesOf(file)) {
    const line = json(text, "A line of " + file);
    for (const one of line?.chains ?? []) if (one.chain === trail.chain && checkAnchor({ ...one, at: line.anchored_at }, hashes, file)) compared += 1;
  }
  say("Compared with " + compared + " anchors of " + file + ".");
}

/** Each record is the one of its entries, with its calls, and its evidence is what the trail says was added. */
function checkRecords({ records, files }, full, calls) {
  const hashOf = new Map(files.map((file) => [file.path, file.sha256]));
  const claimed = new Set();
  for (const record of records) {
    const own = record.entries.map((seq) => ({ seq, ...full.get(seq) }));
    for (const { seq, record: about, written } of own) {
      claimed.add(seq);
      if (!written) problem("Entry " + seq + ", which is about record " + record.id + ", is missing from the trail or not there in full.");
      else if (about !== record.id || (written.accountId ?? record.accountId) !== record.accountId) problem("Entry " + seq + " is not about record " + record.id + ".");
    }
    if (own.length === 0) problem("The trail has no entry about record " + record.id + ".");
    const held = readJson(record.json);
    if (!held) continue;
    if (held.id !== record.id || held.account.id !== record.accountId) problem(record.json + " is the record of something else.");
    if (JSON.stringify(held.calls) !== JSON.stringify(calls.get(record.id) ?? [])) problem("The calls of record " + record.id + " are not those of calls.jsonl.");
    if (held.evidence.length !== record.evidence.length) problem("The evidence of record " + record.id + " is not all in the manifest.");
    for (const file of held.evidence) {
      const listed = record.evidence.find(({ id }) => id === file.id);
      const added = own.find(({ written }) => written?.action === "add-evidence" && written.details.evidenceId === file.id);
      if (!listed || hashOf.get(listed.path) !== file.sha256) problem("Evidence " + file.id + " of record " + record.id + " is not the file that was kept: its hash differs.");
      if (added?.written.details.sha256 !== file.sha256) problem("Evidence " + file.id + " of record " + record.id + " is not what the trail says was added.");
    }
  }
  for (const seq of full.keys()) if (!claimed.has(seq)) problem("Entry " + seq + " of the trail is in full and about no record of this pack.");
}

async function readCalls({ records }) {
  const calls = new Map(records.map(({ id }) => [id, []]));
  for await (const text of linesOf(inPack("calls.jsonl"))) {
    const { record, ...call } = json(text, "A line of calls.jsonl") ?? {};
    if (calls.has(record)) calls.get(record).push(call);
    else problem("calls.jsonl has a call of another record.");
  }
  return calls;
}

/** Draws once more: of each reason those records come first whose hash with the seed is the smallest. */
async function checkSample({ sample, records }) {
  if (sample === null) return;
  const place = (id) => sha256(sample.seed + ":" + id);
  const groups = new Map();
  for await (const line of linesOf(inPack(sample.population))) {
    const [id, group] = line.split(",");
    if (id !== "record") groups.set(group, [...(groups.get(group) ?? []), id]);
  }
  const drawn = new Set();
  for (const ids of groups.values()) for (const { id } of ids.map((id) => ({ id, key: place(id) })).sort((a, b) => (a.key < b.key ? -1 : 1)).slice(0, sample.each)) drawn.add(id);
  const taken = new Set(records.map(({ id }) => id));
  for (const id of drawn) if (!taken.has(id)) problem("Record " + id + " was drawn and is not in the pack.");
  for (const id of taken) if (!drawn.has(id)) problem("Record " + id + " is in the pack and was not drawn.");
}

function tell({ trail, damagedEvidence }) {
  for (const { words } of trail.findings) problem("Found when the pack was made: " + words);
  for (const { evidence } of damagedEvidence) problem("Found when the pack was made: evidence " + evidence + " was not what was added.");
  if (trail.before.how === "checked") say("Entries up to " + trail.before.upTo + " were checked " + trail.before.at + ", not when the pack was made.");
  if (trail.before.how === "not-checked") say("Entries up to " + trail.before.upTo + " were not checked when the pack was made.");
}

const { hash, manifest } = checkManifest();
if (manifest) {
  await checkFiles(manifest);
  const { full, hashes } = await checkTrail(manifest);
  await checkAnchors(manifest, hashes);
  checkRecords(manifest, full, await readCalls(manifest));
  await checkSample(manifest);
  const verification = readJson("verification.json");
  if (verification) tell(verification);
  say(manifest.records.length + " records, " + manifest.files.length + " files, " + hashes.size + " entries of the trail, " + full.size + " of them in full.");
}
say("SHA-256 of manifest.json: " + hash);
if (option("--manifest") === undefined) say("Compare it with the one that the console shows for this pack: a pack that was rewritten whole has another.");
say(problems === 0 ? "Nothing is wrong." : problems + (problems === 1 ? " problem." : " problems."));
process.exitCode = problems === 0 ? 0 : 1;
`;
