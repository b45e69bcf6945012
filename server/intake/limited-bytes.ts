import "server-only";

/** Of all bodies that are being read in this process; beyond it the next one is asked to come again. */
const mostHeldBytes = 32 * 1024 * 1024;
/** A body that trickles in longer than this is given up. */
const mostMs = 15_000;

let heldBytes = 0;

export type LimitedBytes = { kind: "bytes"; bytes: Buffer } | { kind: "too-large" | "busy" | "cut-short" };

/** The raw bytes of a body, at most `mostBytes`: of a longer one the rest is not read. */
export async function limitedBytes({ body, headers }: Request, mostBytes: number): Promise<LimitedBytes> {
  if (Number(headers.get("content-length") ?? 0) > mostBytes) return { kind: "too-large" };
  if (!body) return { kind: "bytes", bytes: Buffer.alloc(0) };
  const reader = body.getReader();
  const read = { chunks: [] as Uint8Array[], bytes: 0, late: false };
  const impatience = setTimeout(() => {
    read.late = true;
    void reader.cancel().catch(() => undefined);
  }, mostMs);
  try {
    const ending = await readAll(reader, mostBytes, read);
    if (read.late) return { kind: "cut-short" };
    return ending === "whole" ? { kind: "bytes", bytes: Buffer.concat(read.chunks) } : { kind: ending };
  } catch {
    return { kind: "cut-short" };
  } finally {
    clearTimeout(impatience);
    heldBytes -= read.bytes;
    void reader.cancel().catch(() => undefined);
  }
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>, mostBytes: number, read: { chunks: Uint8Array[]; bytes: number }): Promise<"whole" | "too-large" | "busy"> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return "whole";
    read.bytes += value.byteLength;
    heldBytes += value.byteLength;
    if (read.bytes > mostBytes) return "too-large";
    if (heldBytes > mostHeldBytes) return "busy";
    read.chunks.push(value);
  }
}
