import "server-only";

/** NUL and lone surrogates, which PostgreSQL's text and jsonb refuse. */
const unstorable = /\u0000|\p{Surrogate}/gu;

export function storableText(value: string): string {
  return value.replace(unstorable, "\uFFFD");
}

/** The JSON that the database gives back unchanged: what JSON cannot say is dropped, what PostgreSQL cannot hold is replaced. */
export function storableJson<T>(value: T): T {
  const text = JSON.stringify(value, (_key, item: unknown) => (typeof item === "string" ? storableText(item) : storableKeys(item)));
  return (text === undefined ? undefined : JSON.parse(text)) as T;
}

function storableKeys(item: unknown): unknown {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
  const entries = Object.entries(item);
  return entries.some(([key]) => storableText(key) !== key) ? Object.fromEntries(entries.map(([key, held]) => [storableText(key), held])) : item;
}
