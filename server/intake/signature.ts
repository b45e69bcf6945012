import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Secret } from "../secret";

/** A signature header taken apart: `t=<milliseconds>,<scheme>=<base64>`. */
export type Signature = { t: string; values: Buffer[] };

const digestBytes = 32;

/** Undefined where the header is missing or not of this form. Other parts of it are passed over. */
export function parseSignature(header: string | null, scheme: string): Signature | undefined {
  if (header === null || header.length > 512) return undefined;
  const parts = header.split(",").map((part) => part.trim());
  const valuesOf = (name: string) => parts.filter((part) => part.startsWith(`${name}=`)).map((part) => part.slice(name.length + 1));
  const [t, second] = valuesOf("t");
  const values = valuesOf(scheme).map((text) => Buffer.from(text, "base64")).filter((value) => value.length === digestBytes);
  return t !== undefined && second === undefined && /^\d{1,15}$/.test(t) && values.length > 0 ? { t, values } : undefined;
}

/** base64( HMAC-SHA256( secret, t + "." + raw body ) ) (FACTS 9), as bytes. */
export function digestOf(secret: string, t: string, body: Uint8Array): Buffer {
  return createHmac("sha256", secret).update(`${t}.`).update(body).digest();
}

/** What goes with a body of our own: `t` in milliseconds, as text. */
export function signatureOf(secret: Secret, t: string, body: Uint8Array): string {
  return `t=${t},v1=${digestOf(secret.reveal(), t, body).toString("base64")}`;
}

/** Compares in constant time with every secret: which of them fits, or whether one does, takes no other time. */
export function isSigned({ t, values }: Signature, secrets: readonly Secret[], body: Uint8Array): boolean {
  const digests = secrets.map((secret) => digestOf(secret.reveal(), t, body));
  return digests.flatMap((digest) => values.map((value) => timingSafeEqual(digest, value))).includes(true);
}
