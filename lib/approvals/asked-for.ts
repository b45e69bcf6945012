import { plainDateWords } from "../fields/plain-date";

/** One thing that somebody said or chose, in words. */
export type Said = { name: string; value: string };

/** Named elsewhere on the screen, or typed only to confirm. */
const leftOut: readonly string[] = ["accountId", "processId", "act", "typed", "code"];

/** "closedAgain" as "Closed again". */
function nameWords(key: string): string {
  const words = key.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll(/[_-]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function valueWords(value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return typeof value === "number" ? String(value) : plainDateWords(value);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** All that an input says, one line each, in its order; what is nested is named by its last two names. */
export function saidIn(input: unknown, parent = ""): Said[] {
  if (!isPlain(input)) return [];
  return Object.entries(input).flatMap(([key, value]): Said[] => {
    if (leftOut.includes(key)) return [];
    const name = parent ? `${parent}, ${nameWords(key).toLowerCase()}` : nameWords(key);
    if (Array.isArray(value)) return value.flatMap((item: unknown, index) => (isPlain(item) ? saidIn(item, `${nameWords(key)} ${index + 1}`) : said(name, item)));
    return isPlain(value) ? saidIn(value, nameWords(key)) : said(name, value);
  });
}

function said(name: string, value: unknown): Said[] {
  if (typeof value === "boolean" || typeof value === "number") return [{ name, value: valueWords(value) }];
  return typeof value === "string" && value !== "" ? [{ name, value: valueWords(value) }] : [];
}
