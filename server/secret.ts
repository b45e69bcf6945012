import "server-only";

const concealed = "[secret]";
const known = new Set<string>();

/** A configured secret. Printing, logging or serialising it shows a placeholder; only `reveal` gives the value. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
    if (value.length >= 8) known.add(value);
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return concealed;
  }

  toJSON(): string {
    return concealed;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return concealed;
  }
}

/** The text without any configured secret or bearer token: the last guard before a line leaves the process. */
export function withoutSecrets(text: string): string {
  let clean = text.replace(/Bearer\s+[^\s"',\\]+/gi, `Bearer ${concealed}`);
  for (const value of known) clean = clean.replaceAll(value, concealed);
  return clean;
}
