import { Tail } from "./structure-walk";
import type { StructureWalk } from "./structure-walk";

const startOfScan = 0xda;
const tailBytes = 64;
/** Frames: baseline, progressive and their kin; without one there is no picture. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/**
 * A JPEG is its segments (marker, length, content) up to the scan, and ends with its end marker. Cameras put a second
 * picture behind the first, with an end of its own; anything else behind it is refused.
 */
export function jpegWalk(): StructureWalk {
  const tail = new Tail(tailBytes);
  let toSkip = 2;
  let head: number[] = [];
  let hasFrame = false;
  let inScan = false;
  let broken = false;
  const begin = () => {
    const [mark, marker = 0, high = 0, low = 0] = head;
    const length = high * 256 + low;
    if (mark !== 0xff || length < 2) broken = true;
    head = [];
    hasFrame ||= isFrame(marker);
    inScan = marker === startOfScan;
    toSkip = length - 2;
  };
  return {
    push(bytes) {
      tail.push(bytes);
      for (let at = 0; at < bytes.length && !broken && !inScan; ) {
        const skipped = Math.min(toSkip, bytes.length - at);
        toSkip -= skipped;
        at += skipped;
        if (at >= bytes.length) return;
        const byte = bytes[at] ?? 0;
        at += 1;
        // Any number of fill bytes may stand before a marker.
        if (head.length === 1 && byte === 0xff) continue;
        head.push(byte);
        if (head.length === 4) begin();
      }
    },
    end() {
      const text = tail.text().replace(/\0+$/, "");
      if (broken || !inScan || !hasFrame) return "broken";
      if (text.endsWith("\xff\xd9")) return "whole";
      return text.includes("\xff\xd9") ? "extra" : "broken";
    },
  };
}
