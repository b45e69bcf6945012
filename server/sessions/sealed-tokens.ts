import "server-only";
import { z } from "zod";
import { openText, sealText } from "../sealed-text";

const providerTokens = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  /** Kept for signing out at the provider. */
  idToken: z.string().nullable(),
});

export type ProviderTokens = z.infer<typeof providerTokens>;

/** Bound to its session: it cannot be read from another row. */
export function sealTokens(tokens: ProviderTokens, sessionId: string): Buffer {
  return sealText(JSON.stringify(tokens), sessionId);
}

/** Null when it was sealed with another key, for another session, or was changed. */
export function unsealTokens(sealed: Buffer, sessionId: string): ProviderTokens | null {
  const text = openText(sealed, sessionId);
  if (text === null) return null;
  return providerTokens.safeParse(JSON.parse(text)).data ?? null;
}
