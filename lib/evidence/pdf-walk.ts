import { Tail } from "./structure-walk";
import type { StructureWalk } from "./structure-walk";

const tailBytes = 2_048;

/** A PDF ends with where its cross-references start and %%EOF; only white space comes after. */
export function pdfWalk(): StructureWalk {
  const tail = new Tail(tailBytes);
  return {
    push: (bytes) => tail.push(bytes),
    end() {
      const text = tail.text();
      const end = text.lastIndexOf("%%EOF");
      if (end < 0 || !/startxref\s+\d+\s+$/.test(text.slice(0, end))) return "broken";
      return /^[\s\0]*$/.test(text.slice(end + "%%EOF".length)) ? "whole" : "extra";
    },
  };
}
