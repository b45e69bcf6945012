import "server-only";
import { limitedBytes } from "./limited-bytes";

/** The JSON of a body; undefined where it is none, or longer than `mostBytes`: then the rest is not read. */
export async function limitedJson(request: Request, mostBytes: number): Promise<unknown> {
  const read = await limitedBytes(request, mostBytes);
  return read.kind === "bytes" ? jsonOf(read.bytes) : undefined;
}

/** Undefined where the bytes are no JSON, or no text at all. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
