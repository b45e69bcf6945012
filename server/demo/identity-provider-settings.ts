import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { Account, KoaContextWithOIDC } from "oidc-provider";

import { messagePage, signOutPage } from "./identity-provider-pages";
import type { DemoPerson } from "./people";

export type IdentityProviderClient = { clientId: string; clientSecret: string; consoleOrigin: string };

const SCOPES = "openid profile email groups offline_access";
const HOUR_S = 3600;

/** `findPerson` answers nobody for a person who is blocked: then their tokens stop working at once. */
export function providerSettings(
  client: IdentityProviderClient,
  findPerson: (subject: string) => DemoPerson | undefined,
): Record<string, unknown> {
  return {
    clients: [{
      client_id: client.clientId,
      client_secret: client.clientSecret,
      client_name: "Account console",
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      redirect_uris: [`${client.consoleOrigin}/api/auth/callback/oidc`],
      post_logout_redirect_uris: [`${client.consoleOrigin}/sign-in`],
    }],
    claims: { openid: ["sub"], profile: ["name", "groups"], email: ["email"], groups: ["groups"] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: [randomBytes(24).toString("hex")] },
    jwks: { keys: [signingKey()] },
    ttl: { AccessToken: HOUR_S, AuthorizationCode: 60, Grant: 336 * HOUR_S, IdToken: HOUR_S, Interaction: HOUR_S, RefreshToken: 336 * HOUR_S, Session: 336 * HOUR_S },
    findAccount: (_context: unknown, subject: string) => toAccount(findPerson(subject)),
    loadExistingGrant: grantEverything,
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    interactions: { url: (_context: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context: KoaContextWithOIDC, form: string) => show(context, signOutPage(form)),
        postLogoutSuccessSource: (context: KoaContextWithOIDC) => show(context, messagePage("Signed out", "You can close this page.")),
      },
    },
    renderError: (context: KoaContextWithOIDC, out: { error: string; error_description?: string }) =>
      show(context, messagePage("This sign-in did not work", out.error_description ?? out.error)),
  };
}

function signingKey(): object {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: randomBytes(8).toString("hex") };
}

function toAccount(person: DemoPerson | undefined): Account | undefined {
  if (person === undefined) return undefined;
  const { subject, name, email, groups } = person;
  return { accountId: subject, claims: () => ({ sub: subject, name, email, groups: [...groups] }) };
}

/** The console is the company's own: nobody is asked for consent. */
async function grantEverything({ oidc }: KoaContextWithOIDC): Promise<unknown> {
  const { client, session, provider } = oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const known = session.grantIdFor(client.clientId);
  const stored = known === undefined ? undefined : await provider.Grant.find(known);
  if (stored !== undefined) return stored;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(SCOPES);
  await grant.save();
  return grant;
}

function show(context: KoaContextWithOIDC, html: string): void {
  context.type = "html";
  context.body = html;
}
