/** Goes through a file once, in whatever pieces it comes, and holds next to nothing of it. */
export type StructureWalk = {
  push(bytes: Uint8Array): void;
  /** `extra`: whole, and with something after its end. */
  end(): "whole" | "broken" | "extra";
};

/** The last bytes of what went by, at most `most`. */
export class Tail {
  private kept = new Uint8Array(0);

  constructor(private readonly most: number) {}

  push(bytes: Uint8Array): void {
    const joined = new Uint8Array(Math.min(this.most, this.kept.length + bytes.length));
    const fromNew = Math.min(bytes.length, joined.length);
    joined.set(bytes.subarray(bytes.length - fromNew), joined.length - fromNew);
    joined.set(this.kept.subarray(this.kept.length - (joined.length - fromNew)), 0);
    this.kept = joined;
  }

  /** Each byte as one character. */
  text(): string {
    return latin1(this.kept);
  }
}

export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
