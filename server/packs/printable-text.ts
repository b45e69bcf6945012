import "server-only";

/** What the fonts that every PDF reader has can show beyond Latin-1: the rest of Windows-1252. */
const beyondLatin1 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

const shows = (character: string) => /[\n\x20-\x7e\xa0-\xff]/.test(character) || beyondLatin1.includes(character);

/** Letters that Unicode does not take apart into a plain one and a mark. */
const plain: Record<string, string> = { Ł: "L", ł: "l", Đ: "D", đ: "d", Ħ: "H", ħ: "h", ı: "i", "‐": "-", "‑": "-", "−": "-", "\t": " " };

/** A text as those fonts can show it: a letter without its marks where they lack it, "?" where there is none; whether one was lost. */
export function printable(text: string): { text: string; replaced: boolean } {
  let replaced = false;
  const fitted = Array.from(text.normalize("NFC").replace(/\r\n?/g, "\n"), (character) => {
    if (shows(character)) return character;
    const bare = plain[character] ?? character.normalize("NFKD").replace(/\p{M}/gu, "");
    if (bare !== "" && Array.from(bare).every(shows)) return bare;
    replaced = true;
    return "?";
  });
  return { text: fitted.join(""), replaced };
}
