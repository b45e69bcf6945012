import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { startIdentityProvider } from "./identity-provider";
import type { IdentityProvider } from "./identity-provider";
import { demoPeople } from "./people";
import { findFreePort } from "./ports";

const client = { clientId: "account-console", clientSecret: "a-secret", consoleOrigin: "http://localhost:4999" };
const callback = `${client.consoleOrigin}/api/auth/callback/oidc`;
const basic = `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString("base64")}`;

let idp: IdentityProvider;

beforeAll(async () => {
  idp = await startIdentityProvider(await findFreePort(), client);
});

beforeEach(() => control("POST", "reset"));

afterAll(() => idp.stop());

type Tokens = { access_token: string; refresh_token: string; id_token: string };

const control = (method: string, path: string, body: object = {}) =>
  fetch(`${idp.issuer}/_idp/${path}`, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/** A browser small enough for redirects and cookies. */
function openBrowser() {
  const jar = new Map<string, string>();
  return async function visit(url: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const sent = form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) };
    const response = await fetch(new URL(url, idp.issuer), { ...sent, redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = line.split(";")[0]?.split("=") ?? [];
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    const next = response.headers.get("location");
    return next !== null && !next.startsWith(client.consoleOrigin) ? visit(next) : response;
  };
}

async function signIn(subject: string, visit = openBrowser()): Promise<Tokens> {
  const verifier = randomBytes(32).toString("base64url");
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const page = await visit(`/auth?${new URLSearchParams({
    client_id: client.clientId, redirect_uri: callback, response_type: "code", scope: "openid profile email offline_access",
    state: "s", nonce: "n", code_challenge: challenge, code_challenge_method: "S256",
  }).toString()}`);
  const action = /action="([^"]+)"/.exec(await page.text())?.[1] ?? "";
  const back = await visit(action, { person: subject });
  const code = new URL(back.headers.get("location") ?? "").searchParams.get("code") ?? "";
  const response = await token({ grant_type: "authorization_code", code, redirect_uri: callback, code_verifier: verifier });
  expect(response.status).toBe(200);
  return (await response.json()) as Tokens;
}

const token = (form: Record<string, string>) =>
  fetch(`${idp.issuer}/token`, { method: "POST", headers: { authorization: basic }, body: new URLSearchParams(form) });
const refresh = (tokens: Tokens) => token({ grant_type: "refresh_token", refresh_token: tokens.refresh_token });
const userinfo = (tokens: Tokens) => fetch(`${idp.issuer}/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
const claimsOf = (idToken: string) => JSON.parse(Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;

describe("the demo's identity provider", () => {
  test.each(demoPeople.map(({ subject, groups }) => [subject, groups] as const))("signs in %s with the groups in the id token", async (subject, groups) => {
    const tokens = await signIn(subject);
    expect(claimsOf(tokens.id_token)).toMatchObject({ sub: subject, nonce: "n", groups });
    expect(await (await userinfo(tokens)).json()).toMatchObject({ sub: subject, groups });
  });

  test("a change of groups shows at the next refresh and at userinfo", async () => {
    const tokens = await signIn("person-sam");
    await control("PATCH", "people/person-sam", { groups: ["growth-auditor"] });
    expect(await (await userinfo(tokens)).json()).toMatchObject({ groups: ["growth-auditor"] });
    const renewed = (await (await refresh(tokens)).json()) as Tokens;
    expect(claimsOf(renewed.id_token)).toMatchObject({ groups: ["growth-auditor"] });
  });

  test("a blocked person's tokens stop working, and so does their sign-in", async () => {
    const tokens = await signIn("person-ada");
    await control("PATCH", "people/person-ada", { blocked: true });
    expect((await userinfo(tokens)).status).toBe(401);
    const refused = await refresh(tokens);
    expect([refused.status, await refused.json()]).toMatchObject([400, { error: "invalid_grant" }]);
  });

  test("signing out ends the session and the tokens, and returns to the console", async () => {
    const visit = openBrowser();
    const tokens = await signIn("person-priya", visit);
    const target = `${client.consoleOrigin}/sign-in`;
    const page = await visit(`/session/end?${new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: target }).toString()}`);
    const html = await page.text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? "";
    const done = await visit(/action="([^"]+)"/.exec(html)?.[1] ?? "", { xsrf, logout: "yes" });
    expect(done.headers.get("location")).toBe(target);
    expect((await refresh(tokens)).status).toBe(400);
    await expect(signIn("person-carmen", visit)).resolves.toHaveProperty("refresh_token");
  });

  test("while unavailable it answers 503, and works again afterwards", async () => {
    const tokens = await signIn("person-priya");
    await control("POST", "availability", { available: false });
    expect((await refresh(tokens)).status).toBe(503);
    await control("POST", "availability", { available: true });
    expect((await refresh(tokens)).status).toBe(200);
  });

  test("its control routes refuse what a foreign page could send", async () => {
    const response = await fetch(`${idp.issuer}/_idp/availability`, { method: "POST", body: '{"available":false}' });
    expect(response.status).toBe(415);
  });
});
