import "server-only";
import { z } from "zod";
import { signInSettings } from "../env";
import type { ProviderTokens } from "./sealed-tokens";

const attemptTimeoutMs = 3000;

/** What the provider says of a person; at sign-in and at every check alike. */
const personClaims = z.object({
  sub: z.string().min(1),
  name: z.string().optional(),
  email: z.string().optional(),
  groups: z.union([z.array(z.string()), z.string().transform((group) => [group])]).default([]),
});

export type Person = { subject: string; name: string; email: string | null; groups: string[] };

/** Throws when the claims carry no subject. */
export function personFromClaims(claims: unknown): Person {
  const { sub, name, email, groups } = personClaims.parse(claims);
  return { subject: sub, name: name ?? email ?? sub, email: email ?? null, groups };
}

/**
 * `refused`: the provider said no to this person. `unavailable`: it did not answer, or not in a way that decides; where
 * it is an `outage`, it answers nobody.
 */
export type Answer<T> = { kind: "ok"; value: T } | { kind: "refused" } | { kind: "unavailable"; outage: boolean };

const refused = { kind: "refused" } as const;
const outage = { kind: "unavailable", outage: true } as const;

type ProviderAnswer = { status: number; body: unknown } | null;

function undecided(answer: ProviderAnswer) {
  return { kind: "unavailable", outage: answer === null || answer.status >= 500 } as const;
}

const metadata = z.object({
  token_endpoint: z.url(),
  userinfo_endpoint: z.url(),
  end_session_endpoint: z.url().optional(),
});
type Metadata = z.infer<typeof metadata>;

let discovered: { issuer: string; value: Metadata } | undefined;

async function request(url: string, init: RequestInit = {}): Promise<ProviderAnswer> {
  try {
    const response = await fetch(url, { ...init, cache: "no-store", redirect: "error", signal: AbortSignal.timeout(attemptTimeoutMs) });
    const body: unknown = await response.json().catch(() => null);
    return { status: response.status, body };
  } catch {
    return null;
  }
}

async function discover(): Promise<Metadata | null> {
  const { issuer } = signInSettings();
  if (discovered?.issuer === issuer) return discovered.value;
  const answer = await request(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  const parsed = metadata.safeParse(answer?.body);
  if (!parsed.success) return null;
  discovered = { issuer, value: parsed.data };
  return parsed.data;
}

/** Asks who the holder of this access token is now. `refused` also when the token has only expired. */
export async function askPerson(accessToken: string): Promise<Answer<Person>> {
  const provider = await discover();
  if (!provider) return outage;
  const answer = await request(provider.userinfo_endpoint, { headers: { authorization: `Bearer ${accessToken}` } });
  if (answer?.status === 401 || answer?.status === 403) return refused;
  const claims = answer?.status === 200 ? personClaims.safeParse(answer.body) : null;
  return claims?.success ? { kind: "ok", value: personFromClaims(answer?.body) } : undecided(answer);
}

const refreshed = z.object({ access_token: z.string(), refresh_token: z.string().optional(), id_token: z.string().optional() });
const tokenError = z.object({ error: z.string() });

/** New tokens for a refresh token. Only `invalid_grant` is a no to the person; a wrong client secret is our own fault. */
export async function renewTokens(tokens: ProviderTokens): Promise<Answer<ProviderTokens>> {
  if (tokens.refreshToken === null) return refused;
  const provider = await discover();
  if (!provider) return outage;
  const { clientId, clientSecret } = signInSettings();
  const credentials = [clientId, clientSecret.reveal()].map(encodeURIComponent).join(":");
  const answer = await request(provider.token_endpoint, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: tokens.refreshToken }),
  });
  if (tokenError.safeParse(answer?.body).data?.error === "invalid_grant") return refused;
  const renewed = answer?.status === 200 ? refreshed.safeParse(answer.body).data : undefined;
  if (!renewed) return undecided(answer);
  return {
    kind: "ok",
    value: {
      accessToken: renewed.access_token,
      refreshToken: renewed.refresh_token ?? tokens.refreshToken,
      idToken: renewed.id_token ?? tokens.idToken,
    },
  };
}

/** Where the browser goes to sign out at the provider too; null when the provider offers none or does not answer. */
export async function endSessionUrl(idToken: string | null): Promise<string | null> {
  const endpoint = (await discover())?.end_session_endpoint;
  if (!endpoint) return null;
  const { consoleUrl, clientId } = signInSettings();
  const url = new URL(endpoint);
  if (idToken !== null) url.searchParams.set("id_token_hint", idToken);
  url.searchParams.set("client_id", clientId);
  url.searchParams.set("post_logout_redirect_uri", new URL("/sign-in", consoleUrl).href);
  url.searchParams.set("state", "signed-out");
  return url.href;
}
