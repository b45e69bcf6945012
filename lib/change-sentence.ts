import { fieldByPath, fieldLabel } from "./accounts/account-fields";
import { relationshipWords } from "./accounts/entity-relationships";
import type { FieldChange } from "./fields/field-changes";
import { fieldKind } from "./fields/field-kinds";

/** A run of text; the strong ones are what the eye looks for. */
export type SentencePart = string | { strong: string };
export type Sentence = SentencePart[];

/** `currency` is the account's; without one an amount says that it is in minor units. `zone` is IANA. */
export type SentenceContext = { zone: string; currency?: string };

export function sentenceText(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === "string" ? part : part.strong)).join("");
}

const longest = 80;
const isAbsent = (value: unknown) => value === undefined || value === null;

/** One value of a field in words, short enough for a sentence. */
export function valueWords(path: string, value: unknown, { zone, currency }: SentenceContext): string {
  const field = fieldByPath(path);
  if (isAbsent(value)) return "nothing";
  if (field?.kind === "money" && currency === undefined) return `${String(value)} (minor units)`;
  const plain = typeof value === "string" ? value : JSON.stringify(value);
  const words = field ? fieldKind(field.kind).words(value, { zone, currency, choices: field.choices }) : plain;
  return words.length > longest ? `${words.slice(0, longest - 1)}…` : words;
}

/** "Limit lowered from $10,000.00 to $8,500.00". */
export function changeSentence({ path, old, new: next }: FieldChange, context: SentenceContext): Sentence {
  const type = /^entity_relationships\.(.+)$/.exec(path)?.[1];
  if (type !== undefined) return peopleSentence(type, old, next);
  if (path === "documents") return documentsSentence(old, next);
  const label = fieldLabel(path);
  const strong = (value: unknown) => ({ strong: valueWords(path, value, context) });
  if (isAbsent(old)) return [`${label} set to `, strong(next)];
  if (isAbsent(next)) return [`${label} removed, was `, strong(old)];
  return [`${label} ${verb(path, old, next)} from `, strong(old), " to ", strong(next)];
}

function verb(path: string, old: unknown, next: unknown): string {
  if (fieldByPath(path)?.kind !== "money" || typeof old !== "number" || typeof next !== "number") return "changed";
  return next < old ? "lowered" : "raised";
}

function peopleSentence(type: string, old: unknown, next: unknown): Sentence {
  const [before, after] = [idsOf(old), idsOf(next)];
  const added = after.filter((id) => !before.includes(id));
  const gone = before.filter((id) => !after.includes(id));
  const role = relationshipWords(type).toLowerCase();
  const sentences = [peopleList(added, `added as ${role}`), peopleList(gone, `removed as ${role}`)].filter((part) => part.length > 0);
  return sentences.flatMap((part, index) => (index === 0 ? part : ["; ", ...part]));
}

function peopleList(ids: readonly string[], did: string): Sentence {
  if (ids.length === 0) return [];
  return [{ strong: ids.length > 2 ? `${ids.length} entities` : ids.join(" and ") }, ` ${did}`];
}

function idsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === "string") : [];
}

function documentsSentence(old: unknown, next: unknown): Sentence {
  const [before, after] = [Array.isArray(old) ? old.length : 0, Array.isArray(next) ? next.length : 0];
  if (after > before) return [`${after - before === 1 ? "A document" : `${after - before} documents`} added, now `, { strong: String(after) }];
  return ["Documents changed, now ", { strong: String(after) }];
}
