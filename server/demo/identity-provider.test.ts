import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { startIdentityProvider } from "./identity-provider";
import type { IdentityProvider } from "./identity-provider";
import { demoPeople } from "./people";
import { ProviderVisitor } from "./provider-sign-in";
import type { SignedInTokens } from "./provider-sign-in";

const client = { clientId: "account-console", clientSecret: "a-secret", consoleOrigin: "http://localhost:4999" };

let idp: IdentityProvider;
let visitor: ProviderVisitor;

beforeAll(async () => {
  idp = await startIdentityProvider(0, client);
  visitor = new ProviderVisitor(idp.issuer, client);
});

beforeEach(() => control("POST", "reset"));

afterAll(() => idp.stop());

const control = (method: string, path: string, body: object = {}) =>
  fetch(`${idp.issuer}/_idp/${path}`, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

const signIn = (subject: string, visit = visitor.openBrowser()) => visitor.signIn(subject, visit);
const refresh = (tokens: SignedInTokens) => visitor.refresh(tokens);
const userinfo = (tokens: SignedInTokens) => fetch(`${idp.issuer}/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
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
    const renewed = (await (await refresh(tokens)).json()) as SignedInTokens;
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
    const visit = visitor.openBrowser();
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
