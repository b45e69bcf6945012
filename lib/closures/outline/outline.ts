import { plainDateWords } from "../../fields/plain-date";
import { roleNames } from "../../permissions";
import type { Role } from "../../permissions";
import type { RecordAct, RecordTime } from "../closing-record";

/** A record as a sheet of paper has it: headed sections of terms, lines and changes, without any layout. */
export type RecordOutline = { title: string; standing: string; facts: string[]; sections: OutlineSection[] };
export type OutlineSection = { heading: string; items: OutlineItem[] };

/** `code`: ids, keys and hashes, set in a face of their own. */
export type OutlineItem =
  | { kind: "term"; term: string; words: string }
  | { kind: "line"; words: string; code?: string }
  | { kind: "change"; field: string; before: string; after: string; /** What the columns are called. */ head?: true };

export const term = (name: string, words: string | null): OutlineItem[] => (words === null ? [] : [{ kind: "term", term: name, words }]);
export const line = (words: string, code?: string): OutlineItem => ({ kind: "line", words, ...(code === undefined ? {} : { code }) });

/** On the clocks of the business zone, and in UTC: "2026-11-20 14:30:05 CST · 20:30:05 UTC". */
export function momentWords({ utc, business }: RecordTime): string {
  const [day = "", time = ""] = utc.split("T");
  const clock = time.slice(0, 8);
  return `${business} · ${business.startsWith(day) ? clock : `${day} ${clock}`} UTC`;
}

/** Who, in which role, under which subject of the identity provider, and when. */
export function actWords({ name, subject, roles, at }: RecordAct): string {
  const held = roles.map((role) => (Object.hasOwn(roleNames, role) ? roleNames[role as Role] : role).toLowerCase()).join(", ");
  return `${name}${held ? `, ${held}` : ""} (${subject}) · ${momentWords(at)}`;
}

export const dayWords = plainDateWords;
export const quoted = (words: string) => `“${words}”`;
/** " · “as the file says”", or nothing. */
export const remark = (words: string | null) => (words ? ` · ${quoted(words)}` : "");
