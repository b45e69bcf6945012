import "server-only";
import { createHash } from "node:crypto";
import { archive, notText, notUtf8, rowTooLong, tooLarge, utf16 } from "@/lib/imports/file-problems";
import { fileLimits } from "@/lib/imports/import-file";
import { FileRefused } from "./file-refused";

/** What came in, for the record of the import. */
export type FileMeter = { bytes: number; sha256: () => Buffer };

const lineEnd = 0x0a;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
const decoder = new TextDecoder("utf-8", { fatal: true });

function begins(bytes: Buffer, ...start: number[]): boolean {
  return bytes.subarray(0, start.length).equals(Buffer.from(start));
}

/** The encodings and containers that people upload by mistake, by their first bytes. */
function refuseByStart(bytes: Buffer): void {
  if (begins(bytes, 0xff, 0xfe) || begins(bytes, 0xfe, 0xff)) throw new FileRefused(utf16);
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04) || begins(bytes, 0x1f, 0x8b)) throw new FileRefused(archive);
  // UTF-16 without a mark: every other byte of plain letters is zero.
  if (bytes.length >= 4 && ((bytes[0] === 0 && bytes[2] === 0) || (bytes[1] === 0 && bytes[3] === 0))) throw new FileRefused(utf16);
}

function refuseOtherText(lines: Buffer, linesBefore: number): void {
  if (lines.includes(0)) throw new FileRefused(notText);
  try {
    decoder.decode(lines);
  } catch {
    throw new FileRefused(notUtf8(linesBefore + firstWrongLine(lines)));
  }
}

function firstWrongLine(lines: Buffer): number {
  let [start, line] = [0, 1];
  for (let end = lines.indexOf(lineEnd, start); end !== -1; end = lines.indexOf(lineEnd, start)) {
    try {
      decoder.decode(lines.subarray(start, end));
    } catch {
      return line;
    }
    [start, line] = [end + 1, line + 1];
  }
  return line;
}

function countLines(lines: Buffer): number {
  let count = 0;
  for (let at = lines.indexOf(lineEnd); at !== -1; at = lines.indexOf(lineEnd, at + 1)) count += 1;
  return count;
}

/**
 * A file's bytes as UTF-8 text in whole lines, without the mark at its start. Holds no more than one row back, and stops
 * at the first thing that no list of ids has: another encoding, an archive, too many bytes, a row without an end.
 */
export async function* checkedLines(body: AsyncIterable<Uint8Array>, meter: FileMeter, hash = createHash("sha256"), mostBytes: number = fileLimits.bytes): AsyncGenerator<Buffer> {
  meter.sha256 = () => hash.copy().digest();
  let held: Buffer = Buffer.alloc(0);
  let [started, lines] = [false, 0];
  for await (const piece of body) {
    meter.bytes += piece.byteLength;
    if (meter.bytes > mostBytes) throw new FileRefused(tooLarge);
    hash.update(piece);
    held = held.length === 0 ? Buffer.from(piece) : Buffer.concat([held, piece]);
    if (!started && held.length < 4) continue;
    if (!started) held = withoutMark(held);
    started = true;
    const end = held.lastIndexOf(lineEnd) + 1;
    const whole = held.subarray(0, end);
    held = held.subarray(end);
    refuseOtherText(whole, lines);
    lines += countLines(whole);
    if (held.length > fileLimits.rowBytes) throw new FileRefused(rowTooLong(lines + 1));
    if (whole.length > 0) yield whole;
  }
  const rest = started ? held : withoutMark(held);
  refuseOtherText(rest, lines);
  if (rest.length > 0) yield rest;
}

function withoutMark(bytes: Buffer): Buffer {
  refuseByStart(bytes);
  return bytes.subarray(0, 3).equals(byteOrderMark) ? bytes.subarray(3) : bytes;
}
