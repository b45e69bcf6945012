import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Credential } from "../settings";

/** All scopes of Lead's token endpoint (FACTS 2.2). */
export const SCOPES = [
  "account_number/read", "account_number/read_write", "ach/read", "ach/read_write", "wire/read", "wire/read_write",
  "instant_payment/read", "instant_payment/read_write", "event/read", "internal_transfer/read",
  "internal_transfer/read_write", "lending/read", "lending/read_write", "entity/read", "entity/read_write",
  "funding/read", "funding/read_write", "subledger_balance/read", "subledger_balance/read_write", "account/read",
  "account/read_write", "application/read", "application/read_write", "blockchain_payment/read",
  "blockchain_payment/read_write",
] as const;

const claimsSchema = z.object({
  clientId: z.string(),
  scopes: z.array(z.string()),
  expiresAt: z.number(),
  generation: z.number(),
});
export type TokenClaims = z.infer<typeof claimsSchema>;

/** Signed tokens: they outlive a restart of the simulator, as they would at Lead. */
export class Tokens {
  private generation = 0;

  constructor(
    private readonly secret: string,
    private readonly credentials: readonly Credential[],
  ) {}

  credential(clientId: string, clientSecret: string): Credential | undefined {
    return this.credentials.find((known) => known.clientId === clientId && known.clientSecret === clientSecret);
  }

  credentialOf(clientId: string): Credential | undefined {
    return this.credentials.find((known) => known.clientId === clientId);
  }

  issue(clientId: string, scopes: string[], lifetimeSeconds: number): string {
    const expiresAt = Date.now() + lifetimeSeconds * 1_000;
    const claims: TokenClaims = { clientId, scopes, expiresAt, generation: this.generation };
    const payload = Buffer.from(JSON.stringify(claims)).toString("base64url");
    return `${payload}.${this.sign(payload)}`;
  }

  /** The claims of a token that this simulator signed, expired or not. */
  claims(authorization: string | undefined): TokenClaims | undefined {
    const [payload, signature] = authorization?.match(/^Bearer (\S+)$/)?.[1]?.split(".") ?? [];
    if (!payload || !signature) return undefined;
    const expected = Buffer.from(this.sign(payload));
    const given = Buffer.from(signature);
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
    return claimsSchema.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
  }

  isLive(claims: TokenClaims): boolean {
    return claims.expiresAt > Date.now() && claims.generation >= this.generation;
  }

  /** Every token issued so far stops working. */
  revokeAll(): void {
    this.generation += 1;
  }

  private sign(payload: string): string {
    return createHmac("sha256", this.secret).update(payload).digest("base64url");
  }
}
