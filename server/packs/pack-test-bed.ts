import "server-only";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { inflateSync } from "node:zlib";
import { unzipSync } from "fflate";
import { expect } from "vitest";
import type { PackAsk } from "@/lib/closures/examiner-pack";
import { samplePdf } from "@/lib/evidence/sample-files";
import type { Actor } from "@/lib/operator";
import { permissionsOf } from "@/lib/permissions";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { carmen } from "../closures/process-test-bed";
import { receiveEvidence } from "../evidence/receive-evidence";
import type { Caller } from "../queries/authorise";
import { askForPack } from "../queries/examiner-pack";
import { fetchPack } from "../queries/fetch-pack";
import type { Manifest } from "./manifest";

export const ada: Actor = { subject: "person-ada lindqvist", name: "Ada Lindqvist", roles: ["auditor"] };

export function callerOf(bed: ProcessTestBed, actor: Actor): Caller {
  return { actor, program: bed.programOf(), roles: actor.roles, permissions: permissionsOf(actor.roles) };
}

/** A file kept for a process; `bytes` of it. */
export async function keepEvidence(bed: ProcessTestBed, accountId: string, recordId: string, fileName: string, bytes?: number): Promise<string> {
  const evidenceId = randomUUID();
  const upload = { evidenceId, program: bed.programOf(), actor: carmen, fileName, body: new Blob([new Uint8Array(samplePdf(bytes))]).stream(), declaredBytes: null };
  expect(await receiveEvidence(bed.deps.db, upload)).toMatchObject({ ok: true });
  expect(await bed.submit(carmen, "add-evidence", { accountId, evidenceId, subject: { kind: "process", id: recordId }, description: "As it was received" })).toMatchObject({ ok: true });
  return evidenceId;
}

export async function drawn(bed: ProcessTestBed, ask: PackAsk, actor = ada): Promise<string> {
  const packId = randomUUID();
  const answer = await askForPack(callerOf(bed, actor), { packId, purpose: "Examination 26-11", ask }, bed.deps.db);
  expect(answer).toEqual({ ok: true, value: { packId } });
  return packId;
}

export async function archiveOf(bed: ProcessTestBed, packId: string, options: { actor?: Actor; walkedBefore?: number } = {}): Promise<Buffer> {
  const { actor = ada, walkedBefore } = options;
  const file = await fetchPack(callerOf(bed, actor), packId, new AbortController().signal, { db: bed.deps.db, walkedBefore });
  if (!file.ok) throw new Error(file.problem.title);
  const parts: Uint8Array[] = [];
  for await (const part of file.value.pieces) parts.push(part);
  return Buffer.concat(parts);
}

/** A pack in a folder of its own, as an examiner has it; nothing of this project is near. */
export class Unpacked {
  private constructor(readonly folder: string) {}

  static async of(archive: Buffer): Promise<Unpacked> {
    const unpacked = new Unpacked(await mkdtemp(path.join(tmpdir(), "pack-")));
    for (const [name, content] of Object.entries(unzipSync(archive))) await unpacked.write(name, Buffer.from(content));
    return unpacked;
  }

  read(name: string): Promise<Buffer> {
    return readFile(path.join(this.folder, name));
  }

  async text(name: string): Promise<string> {
    return (await this.read(name)).toString("utf8");
  }

  async json<T = Manifest>(name = "manifest.json"): Promise<T> {
    return JSON.parse(await this.text(name)) as T;
  }

  async write(name: string, content: string | Uint8Array): Promise<void> {
    await mkdir(path.dirname(path.join(this.folder, name)), { recursive: true });
    await writeFile(path.join(this.folder, name), content);
  }

  remove(name = "."): Promise<void> {
    return rm(path.join(this.folder, name), { recursive: true });
  }

  /** What the script of the pack says, run by plain Node in that folder. */
  async verify(...options: string[]): Promise<{ code: number | null; said: string }> {
    const child = spawn(process.execPath, ["verify.mjs", ...options], { cwd: this.folder, env: { NODE_ENV: "production" }, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (said += part.toString("utf8")));
    const [code] = (await once(child, "close")) as [number | null];
    return { code, said };
  }
}

/** All that can be read in a PDF of ours, without any white space: its streams are deflated, its text is Windows-1252 in hex. */
export function printedText(pdf: Buffer): { pages: number; text: string } {
  const raw = pdf.toString("latin1");
  const streams = [...raw.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map(([, body = ""]) => inflateSync(Buffer.from(body, "latin1")).toString("latin1"));
  const shown = streams.flatMap((stream) => [...stream.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = ""]) => new TextDecoder("windows-1252").decode(Buffer.from(hex, "hex"))));
  return { pages: [...raw.matchAll(/\/Type \/Page\b/g)].length, text: shown.join("").replace(/\s+/g, "") };
}
