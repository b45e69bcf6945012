import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../demo/test-database";
import { database, db } from "../db/client";
import { sessions } from "../db/schema";
import { startLoopbackProvider, type LoopbackProvider } from "./loopback-provider";
import { personNow } from "./person-now";
import { endSession, startSession } from "./session";

const person = { subject: "person-priya", name: "Priya Nair", email: "priya@example.test", groups: ["everyday-program_manager"] };
const claims = { sub: person.subject, name: person.name, email: person.email, groups: person.groups };
const tokens = { accessToken: "access", refreshToken: "refresh", idToken: "id" };

let testDatabase: TestDatabase;
let provider: LoopbackProvider;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  provider = await startLoopbackProvider(claims);
  Object.assign(process.env, {
    DATABASE_URL: testDatabase.appUrl,
    NEXTAUTH_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: "a secret of the tests, 32 characters or more",
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: "console",
    OIDC_CLIENT_SECRET: "secret of the tests",
    DATA_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    SESSION_CHECK_SECONDS: "60",
    LOG_LEVEL: "silent",
  });
});
afterAll(async () => {
  await database().pool.end();
  await provider.stop();
  await testDatabase.drop();
});
beforeEach(async () => {
  Object.assign(provider, { claims, accessToken: "access", refreshToken: "refresh", available: true });
  await db().delete(sessions);
});

const age = (id: string, seconds: number) => db().update(sessions).set({ checkedAt: sql`now() - make_interval(secs => ${seconds})` }).where(eq(sessions.id, id));

it("is whom the provider vouches for by now, with the groups of now", async () => {
  const id = await startSession(person, tokens);
  expect(await personNow(person.subject)).toEqual({ kind: "valid", person });
  await age(id, 61);
  provider.claims = { ...claims, groups: ["everyday-support"] };
  expect(await personNow(person.subject)).toMatchObject({ kind: "valid", person: { groups: ["everyday-support"] } });
});

it("is nobody without a session that lasts, and somebody by any that does", async () => {
  expect(await personNow(person.subject)).toEqual({ kind: "none" });
  const [first, second] = [await startSession(person, tokens), await startSession(person, tokens)];
  await endSession(second);
  expect(await personNow(person.subject)).toMatchObject({ kind: "valid" });
  await db().update(sessions).set({ expiresAt: sql`now()` }).where(eq(sessions.id, first));
  expect(await personNow(person.subject)).toEqual({ kind: "none" });
  expect(await personNow("person-sam")).toEqual({ kind: "none" });
});

it("is nobody once the provider has refused", async () => {
  const id = await startSession(person, tokens);
  await age(id, 61);
  Object.assign(provider, { accessToken: "another", refreshToken: "another" });
  expect(await personNow(person.subject)).toEqual({ kind: "none" });
});

it("is not known while the provider has not answered for too long", async () => {
  const id = await startSession(person, tokens);
  await age(id, 700);
  provider.available = false;
  expect(await personNow(person.subject)).toEqual({ kind: "unconfirmed" });
});
