import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Effect } from "./effects";

/** First line: what the fixtures were made from, so that a restart on another day makes the same ones. */
export type Header = { type: "header"; seed: string; now: string; epoch: number };
export type JournalLine = Header | ({ type: "effect" } & Effect) | { type: "keys-expired"; at: string };

/**
 * Append-only file of JSON lines; an append is on the disk when it returns.
 * A last line without its newline was never answered for, and is cut off on opening.
 */
export class Journal {
  private constructor(
    private readonly descriptor: number,
    readonly lines: JournalLine[],
  ) {}

  static open(folder: string): Journal {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, "journal.jsonl");
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    const complete = bytes.lastIndexOf(0x0a) + 1;
    const descriptor = openSync(path, "a+");
    if (complete < bytes.length) {
      ftruncateSync(descriptor, complete);
      fsyncSync(descriptor);
    }
    return new Journal(descriptor, parseLines(bytes.subarray(0, complete).toString("utf8"), path));
  }

  append(line: JournalLine): void {
    writeFileSync(this.descriptor, `${JSON.stringify(line)}\n`);
    fsyncSync(this.descriptor);
  }

  /** Forgets everything and starts again with one header. */
  restart(header: Header): void {
    ftruncateSync(this.descriptor, 0);
    this.append(header);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

function parseLines(text: string, path: string): JournalLine[] {
  const lines = text.split("\n").slice(0, -1);
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as JournalLine;
    } catch {
      throw new Error(`${path} line ${index + 1} is not JSON: the journal is damaged, not torn`);
    }
  });
}
