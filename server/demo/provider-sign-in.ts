import { createHash, randomBytes } from "node:crypto";
import type { IdentityProviderClient } from "./identity-provider-settings";

export type SignedInTokens = { access_token: string; refresh_token: string; id_token: string };

/** A person's way through the provider's pages, for tests of what comes after it. */
export class ProviderVisitor {
  constructor(
    readonly issuer: string,
    readonly client: IdentityProviderClient,
  ) {}

  /** A browser small enough for redirects and cookies. */
  openBrowser() {
    const jar = new Map<string, string>();
    const visit = async (url: string, form?: Record<string, string>): Promise<Response> => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const sent = form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) };
      const response = await fetch(new URL(url, this.issuer), { ...sent, redirect: "manual", headers: { cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [name = "", value = ""] = line.split(";")[0]?.split("=") ?? [];
        if (value === "") jar.delete(name);
        else jar.set(name, value);
      }
      const next = response.headers.get("location");
      return next !== null && !next.startsWith(this.client.consoleOrigin) ? visit(next) : response;
    };
    return visit;
  }

  /** Throws where the provider gives no tokens. */
  async signIn(subject: string, visit = this.openBrowser()): Promise<SignedInTokens> {
    const verifier = randomBytes(32).toString("base64url");
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    const callback = `${this.client.consoleOrigin}/api/auth/callback/oidc`;
    const page = await visit(`/auth?${new URLSearchParams({
      client_id: this.client.clientId, redirect_uri: callback, response_type: "code", scope: "openid profile email offline_access",
      state: "s", nonce: "n", code_challenge: challenge, code_challenge_method: "S256",
    }).toString()}`);
    const action = /action="([^"]+)"/.exec(await page.text())?.[1] ?? "";
    const back = await visit(action, { person: subject });
    const code = new URL(back.headers.get("location") ?? "").searchParams.get("code") ?? "";
    const response = await this.token({ grant_type: "authorization_code", code, redirect_uri: callback, code_verifier: verifier });
    if (response.status !== 200) throw new Error(`The provider answered ${response.status}`);
    return (await response.json()) as SignedInTokens;
  }

  token(form: Record<string, string>): Promise<Response> {
    const basic = `Basic ${Buffer.from(`${this.client.clientId}:${this.client.clientSecret}`).toString("base64")}`;
    return fetch(`${this.issuer}/token`, { method: "POST", headers: { authorization: basic }, body: new URLSearchParams(form) });
  }

  refresh({ refresh_token }: Pick<SignedInTokens, "refresh_token">): Promise<Response> {
    return this.token({ grant_type: "refresh_token", refresh_token });
  }
}
