import type { StructureWalk } from "./structure-walk";

const signatureLength = 8;
const headerLength = 8;
const checksumLength = 4;

/** A PNG is its signature and chunks (length, type, content, checksum), IHDR first and IEND last; nothing comes after. */
export function pngWalk(): StructureWalk {
  let toSkip = signatureLength;
  let header: number[] = [];
  let chunks = 0;
  let ended = false;
  let broken = false;
  let extra = false;
  const begin = () => {
    const [a = 0, b = 0, c = 0, d = 0, ...name] = header;
    const length = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
    const type = String.fromCharCode(...name);
    if (!/^[A-Za-z]{4}$/.test(type) || (chunks === 0) !== (type === "IHDR") || (type === "IHDR" && length !== 13) || (type === "IEND" && length !== 0)) broken = true;
    header = [];
    chunks += 1;
    ended = type === "IEND";
    toSkip = length + checksumLength;
  };
  return {
    push(bytes) {
      for (let at = 0; at < bytes.length && !broken; ) {
        const skipped = Math.min(toSkip, bytes.length - at);
        toSkip -= skipped;
        at += skipped;
        if (at >= bytes.length) return;
        if (ended) {
          extra = true;
          return;
        }
        header.push(bytes[at] ?? 0);
        at += 1;
        if (header.length === headerLength) begin();
      }
    },
    end: () => (broken || !ended || toSkip > 0 ? "broken" : extra ? "extra" : "whole"),
  };
}
