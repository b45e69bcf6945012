import { mentionsConfidentialReport } from "../accounts/operator-text";
import type { Problem } from "../result";

/** What evidence may be. The kind is read from the bytes, never from the name. */
export const mediaTypes = ["application/pdf", "image/jpeg", "image/png"] as const;
export type MediaType = (typeof mediaTypes)[number];

export const mediaTypeWords: Record<MediaType, string> = { "application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG" };

/** Bytes of one file, and characters of its name. */
export const evidenceLimits = { bytes: 10 * 1024 * 1024, nameCharacters: 200 } as const;

function refused(title: string, next: string): Problem {
  return { kind: "invalid", title, saved: "Nothing of it was kept.", next };
}

const another = "Choose a PDF, JPEG or PNG file.";

export const emptyEvidence = refused("The file is empty.", another);
export const tooLargeEvidence = refused("The file is larger than 10 MB.", "Save it smaller, or add its pages one by one.");
export const cutShortEvidence = refused("The file did not arrive whole.", "Check the connection and add it again.");
export const otherType = refused("This is not a PDF, JPEG or PNG file.", `What is in the file counts, not its name. ${another}`);
export const webPage = refused("This file has a web page or a script in it.", "Print the page to a PDF file and add that.");
export const brokenFile = (type: MediaType) => refused(`This ${mediaTypeWords[type]} file is not whole.`, "Open it and save it again, then add that.");
export const afterItsEnd = (type: MediaType) => refused(`This ${mediaTypeWords[type]} file has something after its end.`, "Open it and save it again, then add that.");

const nameless = refused("The file has no name that can be kept.", "Give it a name and add it again.");
const wrongName = refused("The file's name has characters that no name has: a slash, a backslash or a control character.", "Rename the file and add it again.");
const longName = refused(`The file's name is longer than ${evidenceLimits.nameCharacters} characters.`, "Rename the file and add it again.");
const confidentialName = refused("The file's name mentions a suspicious activity report: its existence is confidential.", "Rename the file and add it again.");

/** What is wrong with the name of a file, or null; a name is never mended in silence, since it is kept in the record. */
export function fileNameProblem(name: string): Problem | null {
  if (name.trim() === "" || /^\.+$/.test(name.trim())) return nameless;
  if (/[/\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(name)) return wrongName;
  if (Array.from(name).length > evidenceLimits.nameCharacters) return longName;
  return mentionsConfidentialReport(name.replace(/[_.]+/g, " ")) ? confidentialName : null;
}

/** "1.4 MB", "820 KB", "12 bytes". */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} ${bytes === 1 ? "byte" : "bytes"}`;
  const kilobytes = Math.round(bytes / 1024);
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
