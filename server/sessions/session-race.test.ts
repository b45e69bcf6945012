import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { database, db } from "../db/client";
import { sessions } from "../db/schema";
import { startIdentityProvider } from "../demo/identity-provider";
import type { IdentityProvider } from "../demo/identity-provider";
import { ProviderVisitor } from "../demo/provider-sign-in";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import type { ProviderTokens } from "./sealed-tokens";
import type * as Session from "./session";

type Instance = typeof Session;

const person = { subject: "person-priya", name: "Priya Nair", email: null, groups: ["of the past"] };
const client = { clientId: "account-console", clientSecret: "secret of the tests", consoleOrigin: "http://localhost:4999" };

let testDatabase: TestDatabase;
let idp: IdentityProvider;
let visitor: ProviderVisitor;
let instances: [Instance, Instance];

/** A module graph of its own, as another process would have it; the database is the same. */
async function freshInstance(): Promise<Instance> {
  vi.resetModules();
  return import("./session");
}

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  idp = await startIdentityProvider(0, client);
  visitor = new ProviderVisitor(idp.issuer, client);
  Object.assign(process.env, {
    DATABASE_URL: testDatabase.appUrl, NEXTAUTH_URL: client.consoleOrigin, NEXTAUTH_SECRET: "a secret of the tests, 32 characters or more",
    OIDC_ISSUER: idp.issuer, OIDC_CLIENT_ID: client.clientId, OIDC_CLIENT_SECRET: client.clientSecret,
    DATA_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"), SESSION_CHECK_SECONDS: "60", LOG_LEVEL: "silent",
  });
});
beforeEach(async () => {
  instances = [await freshInstance(), await freshInstance()];
});
afterAll(async () => {
  await database().pool.end();
  await idp.stop();
  await testDatabase.drop();
});

const set = (id: string, change: object) => db().update(sessions).set(change).where(eq(sessions.id, id));
const ageBy = (id: string, seconds: number) => set(id, { checkedAt: sql`now() - make_interval(secs => ${seconds})` });

/** A session whose access token has expired, so that its next check uses up the refresh token. */
async function dueSession(seconds: number): Promise<string> {
  const { refresh_token, id_token } = await visitor.signIn(person.subject);
  const tokens: ProviderTokens = { accessToken: "expired", refreshToken: refresh_token, idToken: id_token };
  const id = await instances[0].startSession(person, tokens);
  await ageBy(id, seconds);
  return id;
}

describe("two consoles and one refresh token", () => {
  it.each([["within the time of an outage", 61], ["long after it", 3_600]])("use it once, %s, and neither ends the session", async (_when, seconds) => {
    const id = await dueSession(seconds);
    const states = await Promise.all(instances.flatMap(({ readSession }) => [readSession(id), readSession(id)]));
    for (const state of states) expect(state).toMatchObject({ kind: "valid", person: { subject: person.subject } });
    const [row] = await db().select().from(sessions).where(eq(sessions.id, id));
    expect(row).toMatchObject({ revokedAt: null, leaseUntil: null });
    expect(row?.groups).not.toEqual(person.groups);
    // The provider ends everything when a refresh token comes twice: what was renewed still works.
    await ageBy(id, 61);
    expect(await instances[1].readSession(id)).toMatchObject({ kind: "valid" });
  });

  it("goes by what was known last while another asks and does not come to an end, and by nothing that is too old", async () => {
    const [recent, old] = [await dueSession(61), await dueSession(3_600)];
    for (const id of [recent, old]) await set(id, { leaseUntil: sql`now() + interval '10 minutes'` });
    const { readSession } = instances[0];
    expect(await Promise.all([readSession(recent), readSession(old)])).toEqual([{ kind: "valid", person }, { kind: "unconfirmed" }]);
  });

  it("takes over from one that died", async () => {
    const id = await dueSession(61);
    await set(id, { leaseUntil: sql`now() - interval '1 millisecond'` });
    const state = await instances[1].readSession(id);
    expect(state).toMatchObject({ kind: "valid" });
    expect(state.kind === "valid" && state.person.groups).not.toEqual(person.groups);
  });
});
