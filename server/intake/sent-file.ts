import "server-only";
import { z } from "zod";
import { tooLarge } from "@/lib/imports/file-problems";
import { fileLimits } from "@/lib/imports/import-file";
import { fail } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { storableText } from "../audit/storable-json";
import { signInSettings } from "../env";
import type { SentBody } from "../imports/whole-body";

const longestFileName = 200;
const idShape = z.uuidv4().transform((id) => id.toLowerCase());

/** Uploads come in beside the proxy, which would cut them: what it asks of every write is asked here. */
export function isFromConsole(request: Request): boolean {
  return request.headers.get("origin") === new URL(signInSettings().consoleUrl).origin;
}

type Cap = { bytes: number; tooLarge: Problem };

const importCap: Cap = { bytes: fileLimits.bytes, tooLarge };

type SentFile = SentBody & { id: string; fileName: string | null };

/**
 * Hands the body of a request on as a file, streamed, and reads what is left of it where it is refused. The header
 * `x-file-name` (percent-encoded) goes with it; names of files stay out of addresses.
 */
export async function takeFile<T>(request: Request, id: string, receive: (file: SentFile) => Promise<Result<T>>, cap = importCap): Promise<Result<T>> {
  const given = idShape.safeParse(id);
  if (!given.success || !request.body) return fail({ kind: "invalid", title: "This is not something the console sends.", next: "Reload the page and upload the file again." });
  const declaredBytes = declaredLength(request);
  if (declaredBytes !== null && declaredBytes > cap.bytes) return fail(cap.tooLarge);
  const reader = request.body.getReader();
  const answer = await receive({ id: given.data, fileName: fileNameOf(request), body: piecesOf(reader), declaredBytes });
  if (!answer.ok) await drain(reader, cap.bytes);
  return answer;
}

function declaredLength(request: Request): number | null {
  const header = request.headers.get("content-length");
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

/** The name as it was sent; null where there is none, or it cannot be read. */
export function nameInHeader(request: Request): string | null {
  try {
    return decodeURIComponent(request.headers.get("x-file-name") ?? "") || null;
  } catch {
    return null;
  }
}

function fileNameOf(request: Request): string | null {
  const name = storableText(nameInHeader(request) ?? "").replace(/[\p{Cc}\p{Cf}]/gu, "").trim();
  return name === "" ? null : Array.from(name).slice(0, longestFileName).join("");
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** Leaving it early does not cancel the stream: that would cut the connection before the reason is told. */
async function* piecesOf(reader: Reader): AsyncGenerator<Uint8Array> {
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

/** A browser listens to an answer once it has sent everything. */
async function drain(reader: Reader, mostBytes: number): Promise<void> {
  let bytes = 0;
  try {
    for (let next = await reader.read(); !next.done && bytes < mostBytes; next = await reader.read()) bytes += next.value.byteLength;
  } catch {
    // The sender has gone: nobody waits for the reason.
  }
}
