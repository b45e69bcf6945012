import "server-only";
import { createHmac, hkdfSync } from "node:crypto";
import { encryptionSettings } from "../env";

/** A key of its own, made of DATA_ENCRYPTION_KEY: with another one the numbers are hashed anew by the next walk. */
function numberKey(): Buffer {
  const secret = Buffer.from(encryptionSettings().key.reveal(), "base64");
  return Buffer.from(hkdfSync("sha256", secret, Buffer.alloc(0), "account-number-search", 32));
}

/**
 * What is kept of an account number to look it up by. Keyed: twelve digits are few enough to try them all. Of one
 * program: equal numbers of two programs do not show as equal.
 */
export function accountNumberHash(program: string, plainNumber: string): Buffer {
  return createHmac("sha256", numberKey()).update(`${program}\n${plainNumber.toUpperCase()}`).digest();
}
