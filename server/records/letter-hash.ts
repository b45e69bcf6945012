import "server-only";
import { createHash } from "node:crypto";
import { approvedText } from "@/lib/closures/draft-letter";
import type { Letter } from "@/lib/closures/draft-letter";

/** SHA-256 of what an approval of a closing covers, in hex. */
export function lettersHashOf(letters: readonly Letter[]): string {
  return createHash("sha256").update(approvedText(letters)).digest("hex");
}

/** Whether the letters of a closing still have the text whose hash is kept beside them. */
export function lettersAreIntact({ letters, lettersHash }: { letters: readonly Letter[] | null; lettersHash: string | null }): boolean {
  return letters === null ? lettersHash === null : lettersHashOf(letters) === lettersHash;
}
