import type { Sentence } from "../change-sentence";

/** ", on death-certificate.pdf": the files that a removal rests on, as its entry in the trail names them. */
export function citedWords(evidence: unknown): Sentence {
  const pieces: readonly ({ file?: unknown } | null)[] = Array.isArray(evidence) ? evidence : [];
  const files = pieces.flatMap((piece) => (typeof piece?.file === "string" ? [piece.file] : []));
  return files.length === 0 ? [] : [", on ", { strong: files.join(", ") }];
}
