import "server-only";
import { cutShort } from "@/lib/imports/file-problems";
import type { FileMeter } from "./checked-lines";
import { FileRefused } from "./file-refused";

export type SentBody = {
  body: AsyncIterable<Uint8Array>;
  /** What the sender said it would send; null where it did not say. */
  declaredBytes: number | null;
};

/** A body that breaks off, or is shorter than was said, is no file. */
export async function* wholeBody({ body, declaredBytes }: SentBody, meter: FileMeter): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch {
    throw new FileRefused(cutShort);
  }
  if (declaredBytes !== null && meter.bytes !== declaredBytes) throw new FileRefused(cutShort);
}
