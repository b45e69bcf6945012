import "server-only";
import { createHash } from "node:crypto";
import { Zip, ZipDeflate } from "fflate";

/** One file of the archive, as its manifest names it. `sha256`: hex. */
export type PackedFile = { path: string; bytes: number; sha256: string };

export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** What the sizes and places in a ZIP can say. */
const mostBytes = 0xffff_ffff;

/** So much goes through the compression at once: nobody else waits long for it. */
const atATime = 65_536;

/**
 * A ZIP that is written as it is read: nothing of a file is kept but its hash and its size. Each part is what leaves next;
 * whoever asks for them in turn decides how fast it goes.
 */
export class Archive {
  readonly files: PackedFile[] = [];
  private ready: Uint8Array[] = [];
  private written = 0;
  private failed: Error | null = null;
  private readonly zip = new Zip((error, part) => {
    if (error) this.failed = error;
    else this.ready.push(part);
  });

  constructor(private readonly at: Date) {}

  /** `packed`: compressed already, so that doing it again would only cost time. */
  async *add(path: string, pieces: Pieces, { packed = false }: { packed?: boolean } = {}): AsyncGenerator<Uint8Array, PackedFile> {
    // Deflate even where nothing is gained: a stored file whose size follows it is more than some readers can take.
    const file = new ZipDeflate(path, { level: packed ? 0 : 6 });
    file.mtime = this.at;
    const hash = createHash("sha256");
    let bytes = 0;
    this.zip.add(file);
    for await (const piece of pieces) {
      hash.update(piece);
      bytes += piece.byteLength;
      if (bytes > mostBytes) throw new Error(`${path} is larger than a ZIP can hold.`);
      for (let from = 0; from < piece.byteLength; from += atATime) {
        file.push(piece.subarray(from, from + atATime));
        yield* this.drain();
      }
    }
    file.push(new Uint8Array(0), true);
    yield* this.drain();
    const done = { path, bytes, sha256: hash.digest("hex") };
    this.files.push(done);
    return done;
  }

  async *addText(path: string, text: string): AsyncGenerator<Uint8Array, PackedFile> {
    return yield* this.add(path, [Buffer.from(text, "utf8")]);
  }

  *end(): Generator<Uint8Array> {
    this.zip.end();
    yield* this.drain();
  }

  private *drain(): Generator<Uint8Array> {
    const parts = this.ready;
    this.ready = [];
    for (const part of parts) {
      this.written += part.byteLength;
      if (part.byteLength > 0) yield part;
    }
    if (this.written > mostBytes) throw new Error("The archive is larger than a ZIP can be.");
    if (this.failed) throw this.failed;
  }
}
