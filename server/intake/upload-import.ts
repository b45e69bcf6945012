import "server-only";
import { z } from "zod";
import { tooLarge } from "@/lib/imports/file-problems";
import { fileLimits } from "@/lib/imports/import-file";
import { fail } from "@/lib/result";
import type { Result } from "@/lib/result";
import { storableText } from "../audit/storable-json";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { signInSettings } from "../env";
import { receiveImport } from "../imports/receive-import";
import type { Received } from "../imports/receive-import";
import { denial } from "../queries/authorise";
import type { ImportCaller } from "../queries/imports";

const longestFileName = 200;
const idShape = z.uuidv4().transform((id) => id.toLowerCase());

/** Uploads come in beside the proxy, which would cut them: what it asks of every write is asked here. */
export function isFromConsole(request: Request): boolean {
  return request.headers.get("origin") === new URL(signInSettings().consoleUrl).origin;
}

/**
 * Takes the body of a request in as a new import, streamed. The headers `x-import-source` ("file" or "paste") and
 * `x-file-name` (percent-encoded) go with it; names of files stay out of addresses.
 */
export async function uploadImport(caller: ImportCaller, importId: string, request: Request, db: Database = sharedDatabase()): Promise<Result<Received>> {
  const denied = await denial(db, caller, "upload-import");
  if (denied) return fail(denied);
  const id = idShape.safeParse(importId);
  if (!id.success || !request.body) return fail({ kind: "invalid", title: "This is not something the console sends.", next: "Reload the page and upload the file again." });
  const declaredBytes = declaredLength(request);
  if (declaredBytes !== null && declaredBytes > fileLimits.bytes) return fail(tooLarge);
  const reader = request.body.getReader();
  const { program, actor, readable } = caller;
  const answer = await receiveImport(db, {
    importId: id.data,
    program,
    otherPrograms: [...readable.keys()].filter((slug) => slug !== program.slug),
    actor,
    source: request.headers.get("x-import-source") === "paste" ? "paste" : "file",
    fileName: fileNameOf(request),
    body: piecesOf(reader),
    declaredBytes,
  });
  if (!answer.ok) await drain(reader);
  return answer;
}

function declaredLength(request: Request): number | null {
  const header = request.headers.get("content-length");
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

function fileNameOf(request: Request): string | null {
  const header = request.headers.get("x-file-name");
  if (!header) return null;
  try {
    const name = storableText(decodeURIComponent(header)).replace(/[\p{Cc}\p{Cf}]/gu, "").trim();
    return name === "" ? null : Array.from(name).slice(0, longestFileName).join("");
  } catch {
    return null;
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** Leaving it early does not cancel the stream: that would cut the connection before the reason is told. */
async function* piecesOf(reader: Reader): AsyncGenerator<Uint8Array> {
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

/** A browser listens to an answer once it has sent everything. */
async function drain(reader: Reader): Promise<void> {
  let bytes = 0;
  try {
    for (let next = await reader.read(); !next.done && bytes < fileLimits.bytes; next = await reader.read()) bytes += next.value.byteLength;
  } catch {
    // The sender has gone: nobody waits for the reason.
  }
}
