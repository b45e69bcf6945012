import "server-only";
import { openText, sealText } from "../sealed-text";

/** Whose draft it is and of what; a sealed draft opens under its own name only. */
export type DraftName = { owner: string; program: string; form: string; subject: string };

const nameText = ({ owner, program, form, subject }: DraftName) => JSON.stringify(["draft", owner, program, form, subject]);

export function sealDraft(text: string, name: DraftName): Buffer {
  return sealText(text, nameText(name));
}

/** Null when it was sealed with another key or under another name, or was changed. */
export function openDraft(sealed: Buffer, name: DraftName): string | null {
  return openText(sealed, nameText(name));
}
