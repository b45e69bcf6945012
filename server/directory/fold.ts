import "server-only";

const marks = /\p{M}/gu;

/** Letters that Unicode does not take apart, as they are typed without them. */
const plainLetters: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ı: "i" };

/** Text as search compares it: without case and diacritics, spaces collapsed. Folding twice changes nothing. */
export function fold(text: string): string {
  const once = text.normalize("NFKD").replace(marks, "").toLowerCase();
  const plain = once.normalize("NFKD").replace(marks, "").replace(/[ßæœøđðłþı]/g, (letter) => plainLetters[letter] ?? letter);
  return plain.replace(/\s+/g, " ").trim();
}

/** Longer than any value worth searching for, shorter than what an index entry may be. */
const maxPairLength = 256;

/** A folded "key:value" pair, as it is stored and as it is searched for. */
export function foldPair(key: string, value: string): string {
  return Array.from(`${fold(key)}:${fold(value)}`).slice(0, maxPairLength).join("");
}
