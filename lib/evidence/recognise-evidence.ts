import type { Problem } from "../result";
import { afterItsEnd, brokenFile, emptyEvidence, otherType, webPage } from "./evidence-file";
import type { MediaType } from "./evidence-file";
import { jpegWalk } from "./jpeg-walk";
import { pdfWalk } from "./pdf-walk";
import { pngWalk } from "./png-walk";
import { latin1 } from "./structure-walk";
import type { StructureWalk } from "./structure-walk";

const begins: { type: MediaType; start: RegExp; walk: () => StructureWalk }[] = [
  { type: "application/pdf", start: /^%PDF-[12]\.\d/, walk: pdfWalk },
  { type: "image/jpeg", start: /^\xff\xd8\xff/, walk: jpegWalk },
  { type: "image/png", start: /^\x89PNG\r\n\x1a\n/, walk: pngWalk },
];

const startBytes = 8;
const headBytes = 1_024;

// What a browser would take for a page, were it ever to look inside.
const markup = /<(?:!doctype\s+html|html|head|body|script|svg|iframe|meta|\?php)\b/i;

/** Reads of what kind a file is while it goes by, by its first bytes and then its structure; a name plays no part. */
export class EvidenceReader {
  private head = new Uint8Array(0);
  private found: { type: MediaType; walk: StructureWalk } | null = null;

  /** What is wrong already; the rest need not be read then. */
  push(bytes: Uint8Array): Problem | null {
    if (this.found) this.found.walk.push(bytes);
    const isNewHead = this.head.length < headBytes;
    if (isNewHead) {
      const joined = new Uint8Array(Math.min(headBytes, this.head.length + bytes.length));
      joined.set(this.head);
      joined.set(bytes.subarray(0, joined.length - this.head.length), this.head.length);
      const before = this.head.length;
      this.head = joined;
      if (!this.found && this.head.length >= startBytes) return this.begin(bytes, before);
    }
    return isNewHead ? this.markupProblem() : null;
  }

  /** The kind of a file that has gone by whole, or what is wrong with it. */
  end(): { type: MediaType } | { problem: Problem } {
    if (this.head.length === 0) return { problem: emptyEvidence };
    if (!this.found) return { problem: otherType };
    const { type, walk } = this.found;
    const ending = walk.end();
    if (ending === "whole") return { type };
    return { problem: ending === "extra" ? afterItsEnd(type) : brokenFile(type) };
  }

  private begin(bytes: Uint8Array, before: number): Problem | null {
    const text = latin1(this.head);
    const row = begins.find(({ start }) => start.test(text));
    if (!row) return markup.test(text) ? webPage : otherType;
    this.found = { type: row.type, walk: row.walk() };
    this.found.walk.push(this.head.subarray(0, before));
    this.found.walk.push(bytes);
    return this.markupProblem();
  }

  private markupProblem(): Problem | null {
    return markup.test(latin1(this.head)) ? webPage : null;
  }
}
