import { sameJson } from "./field-changes";
import { moneyText, moneyWords, parseMoney } from "./money";
import type { Parsed } from "./parsed";
import { parsePlainDate, plainDateWords } from "./plain-date";
import { parseZonedTime, zonedTimeText, zonedTimeWords } from "./zoned-time";

export const fieldKindNames = ["text", "id", "integer", "boolean", "choice", "money", "date", "datetime", "list"] as const;
export type FieldKind = (typeof fieldKindNames)[number];

/** What reading and showing a value depends on beside the value itself. */
export type FieldContext = {
  /** IANA zone in which a datetime is typed and shown. */
  zone: string;
  /** ISO 4217; without one an amount cannot be read. */
  currency?: string;
  choices?: readonly Choice[];
};

export type Choice = { value: string; label: string; hint?: string };

type KindRow = {
  /** What a person typed, to the value that Lead takes. The text is never empty. */
  parse(text: string, context: FieldContext): Parsed<unknown>;
  /** Lead's value as the text of a form field. */
  text(value: unknown, context: FieldContext): string;
  /** Lead's value in words. */
  words(value: unknown, context: FieldContext): string;
  same(a: unknown, b: unknown): boolean;
};

const plainText = (value: unknown): string => (typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value));

function choiceWords(value: unknown, { choices = [] }: FieldContext): string {
  return choices.find((choice) => choice.value === value)?.label ?? plainText(value);
}

const asText: KindRow = {
  parse: (text) => ({ ok: true, value: text.trim() }),
  text: plainText,
  words: plainText,
  same: sameJson,
};

/** How each kind is read, shown and compared; form, view and diff draw on the same row. */
export const fieldKinds = {
  text: asText,
  id: asText,
  integer: {
    ...asText,
    parse: (text) =>
      /^-?\d{1,15}$/.test(text.trim()) ? { ok: true, value: Number(text.trim()) } : { ok: false, message: "Enter a whole number." },
  },
  boolean: {
    ...asText,
    parse: (text) => (text === "true" || text === "false" ? { ok: true, value: text === "true" } : { ok: false, message: "Choose yes or no." }),
    words: (value) => (value === true ? "Yes" : value === false ? "No" : plainText(value)),
  },
  choice: {
    ...asText,
    parse: (text, { choices = [] }) =>
      choices.some((choice) => choice.value === text) ? { ok: true, value: text } : { ok: false, message: "Choose one of the list." },
    words: choiceWords,
  },
  money: {
    parse: (text, { currency }) => (currency ? parseMoney(text, currency) : { ok: false, message: "Choose the currency first." }),
    text: (value, { currency }) => (typeof value === "number" && currency ? moneyText(value, currency) : plainText(value)),
    words: (value, { currency }) => (typeof value === "number" && currency ? moneyWords(value, currency) : plainText(value)),
    same: sameJson,
  },
  date: {
    parse: parsePlainDate,
    text: plainText,
    words: (value) => plainDateWords(plainText(value)),
    same: sameJson,
  },
  datetime: {
    parse: (text, { zone }) => parseZonedTime(text, zone),
    text: (value, { zone }) => zonedTimeText(plainText(value), zone),
    words: (value, { zone }) => zonedTimeWords(plainText(value), zone),
    same: (a, b) => sameJson(a, b) || (typeof a === "string" && typeof b === "string" && Date.parse(a) === Date.parse(b)),
  },
  list: {
    ...asText,
    parse: (text) => ({ ok: true, value: text.split(",").map((item) => item.trim()).filter(Boolean) }),
    text: (value) => (Array.isArray(value) ? value.map(plainText).join(", ") : plainText(value)),
    words: (value, context) => (Array.isArray(value) ? value.map((item) => choiceWords(item, context)).join(", ") : plainText(value)),
  },
} satisfies Record<FieldKind, KindRow>;

export function fieldKind(kind: FieldKind): KindRow {
  return fieldKinds[kind];
}
