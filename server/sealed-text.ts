import "server-only";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { encryptionSettings } from "./env";

const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

const key = (): Buffer => Buffer.from(encryptionSettings().key.reveal(), "base64");

/** AES-256-GCM: iv, tag, ciphertext. `name` says whose it is: it opens under the same name only. */
export function sealText(text: string, name: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key(), iv).setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** Null when it was sealed with another key or under another name, or was changed. */
export function openText(sealed: Buffer, name: string): string | null {
  try {
    const decipher = createDecipheriv(algorithm, key(), sealed.subarray(0, ivBytes), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
    return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
