import { createHash } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** `prefix` and 27 base-62 characters derived from `source`: Lead's real-looking ids have this length (FACTS 4.1). */
export function stableId(prefix: string, source: string): string {
  let value = BigInt(`0x${createHash("sha256").update(`${prefix}/${source}`).digest("hex")}`);
  let characters = "";
  for (let index = 0; index < 27; index += 1) {
    characters += ALPHABET[Number(value % 62n)];
    value /= 62n;
  }
  return `${prefix}_${characters}`;
}

/** Stable hash of a request, whatever the order of its properties. */
export function requestHash(method: string, path: string, body: unknown): string {
  return createHash("sha256").update(`${method} ${path} ${canonical(body)}`).digest("hex");
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}
