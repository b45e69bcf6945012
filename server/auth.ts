import "server-only";
import type { AuthOptions } from "next-auth";
import NextAuth from "next-auth";
import { decode } from "next-auth/jwt";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { cookies } from "next/headers";
import { z } from "zod";
import { signInSettings } from "./env";
import { log } from "./log";
import { personFromClaims } from "./sessions/identity-provider";
import { endSession, startSession } from "./sessions/session";
import { sessionLifetimeSeconds } from "./sessions/session-settings";

type Claims = Record<string, unknown>;

/** Everything of next-auth that the console relies on is in this file. */
const sessionClaim = z.object({ sid: z.string() });

function isSecure(): boolean {
  return new URL(signInSettings().consoleUrl).protocol === "https:";
}

/** The name next-auth gives its cookie; stated here because signing out removes it. */
function sessionCookieName(): string {
  return isSecure() ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

function oidcProvider(): OAuthConfig<Claims> {
  const { issuer, clientId, clientSecret } = signInSettings();
  return {
    id: "oidc",
    name: "Identity provider",
    type: "oauth",
    wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId,
    clientSecret: clientSecret.reveal(),
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid profile email groups offline_access" } },
    // The same source of groups as at every later check; the id token has been verified before this runs.
    userinfo: {
      request: async ({ client, tokens }) => {
        if (!tokens.access_token) throw new Error("The identity provider sent no access token");
        // With the whole token set, the client also compares its subject with the id token's.
        return client.userinfo(tokens as Parameters<typeof client.userinfo>[0]);
      },
    },
    profile: (claims) => {
      const person = personFromClaims(claims);
      return { id: person.subject, name: person.name, email: person.email };
    },
  };
}

function authOptions(): AuthOptions {
  return {
    providers: [oidcProvider()],
    secret: signInSettings().sessionSecret.reveal(),
    useSecureCookies: isSecure(),
    session: { strategy: "jwt", maxAge: sessionLifetimeSeconds },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    callbacks: {
      // The cookie carries the session's id and nothing else; what it means is read from the database per request.
      jwt: async ({ token, account, profile }) => {
        if (!account) return { sid: token.sid };
        const sid = await startSession(personFromClaims(profile), {
          accessToken: account.access_token ?? "",
          refreshToken: account.refresh_token ?? null,
          idToken: account.id_token ?? null,
        });
        return { sid };
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        const claim = sessionClaim.safeParse(token);
        if (claim.success) await endSession(claim.data.sid);
      },
    },
    logger: {
      error: (code, metadata) => log().error({ code, err: metadata instanceof Error ? metadata : metadata.error, event: "sign-in" }, "Sign-in failed"),
      warn: (code) => log().warn({ code, event: "sign-in" }, "Sign-in warning"),
      debug: () => undefined,
    },
  };
}

type AuthRouteContext = { params: Promise<{ nextauth: string[] }> };

/** GET and POST of /api/auth/*. */
export async function authRoute(request: Request, context: AuthRouteContext): Promise<Response> {
  const handle = NextAuth(authOptions()) as (request: Request, context: AuthRouteContext) => Promise<Response>;
  return handle(request, context);
}

/** The id in the session cookie; null when there is none or it was not made here. Does not say that the session is valid. */
export async function sessionIdFromCookie(): Promise<string | null> {
  const cookie = (await cookies()).get(sessionCookieName())?.value;
  if (!cookie) return null;
  try {
    const token = await decode({ token: cookie, secret: signInSettings().sessionSecret.reveal() });
    return sessionClaim.safeParse(token).data?.sid ?? null;
  } catch {
    return null;
  }
}

/** Ends the session, removes its cookie and answers where the browser goes next: the provider's own sign-out. */
export async function signOutEverywhere(): Promise<string> {
  const { consoleUrl } = signInSettings();
  const sid = await sessionIdFromCookie();
  const ended = sid === null ? null : await endSession(sid);
  (await cookies()).delete({ name: sessionCookieName(), path: "/", secure: isSecure(), httpOnly: true, sameSite: "lax" });
  return ended?.providerUrl ?? new URL("/sign-in?state=signed-out", consoleUrl).href;
}
