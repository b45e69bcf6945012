import { and, asc, eq, gte, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { withClient } from "../demo/database-roles";
import { createTestDatabase, type TestDatabase } from "../demo/test-database";
import { database, db } from "../db/client";
import { auditEntries, auditHeads, sessions } from "../db/schema";
import { startLoopbackProvider, type LoopbackProvider } from "./loopback-provider";
import { endSession, readSession, startSession } from "./session";
import { sealTokens, unsealTokens } from "./sealed-tokens";

const person = { subject: "person-priya", name: "Priya Nair", email: "priya@example.test", groups: ["everyday-program_manager"] };
const claims = { sub: person.subject, name: person.name, email: person.email, groups: person.groups };
const tokens = { accessToken: "access", refreshToken: "refresh", idToken: "id" };

let testDatabase: TestDatabase;
let provider: LoopbackProvider;
let firstOfTest = 0;
let processClockMs = 0;

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
  Object.assign(provider, { claims, accessToken: "access", refreshToken: "refresh", available: true, asked: { userinfo: 0, token: 0 } });
  const [head] = await db().select().from(auditHeads).where(eq(auditHeads.chain, "console"));
  firstOfTest = (head?.seq ?? 0) + 1;
  // Each test begins long after the outage of the one before.
  processClockMs += 3_600_000;
  vi.spyOn(performance, "now").mockImplementation(() => processClockMs);
});

async function age(id: string, seconds: number): Promise<void> {
  await db().update(sessions).set({ checkedAt: sql`now() - make_interval(secs => ${seconds})` }).where(eq(sessions.id, id));
}

async function row(id: string) {
  const [found] = await db().select().from(sessions).where(eq(sessions.id, id));
  if (!found) throw new Error("The session is not there");
  return found;
}

/** What this test has put on the trail of the console. */
async function trail() {
  const found = await db().select().from(auditEntries).where(and(eq(auditEntries.chain, "console"), gte(auditEntries.seq, firstOfTest))).orderBy(asc(auditEntries.seq));
  return found.map(({ action, actor }) => `${action} ${actor}`);
}

const asOwner = (statement: string) => withClient(testDatabase.ownerUrl, (client) => client.query(statement));

describe("a session", () => {
  it("is valid without asking while it is fresh", async () => {
    const id = await startSession(person, tokens);
    expect(await readSession(id)).toEqual({ kind: "valid", person });
    expect(provider.asked.userinfo).toBe(0);
    expect(await trail()).toEqual([`sign-in ${person.subject}`]);
  });

  it("is not written when its audit entry cannot be", async () => {
    const before = await db().$count(sessions);
    const role = new URL(testDatabase.appUrl).username;
    await asOwner(`REVOKE INSERT ON audit_entries FROM ${role}`);
    try {
      await expect(startSession(person, tokens)).rejects.toThrow();
    } finally {
      await asOwner(`GRANT INSERT ON audit_entries TO ${role}`);
    }
    expect(await db().$count(sessions)).toBe(before);
  });

  it("takes on the provider's groups once it is due, asking once for twenty requests", async () => {
    const id = await startSession(person, tokens);
    await age(id, 61);
    provider.claims = { ...claims, groups: ["growth-compliance"] };
    const states = await Promise.all(Array.from({ length: 20 }, () => readSession(id)));
    expect(states).toEqual(Array.from({ length: 20 }, () => ({ kind: "valid", person: { ...person, groups: ["growth-compliance"] } })));
    expect(provider.asked.userinfo).toBe(1);
  });

  it("is checked though the provider answers nonsense about somebody else, and is left alone when it answers nobody", async () => {
    const [mine, other] = [await startSession(person, tokens), await startSession(person, tokens)];
    await age(mine, 61);
    await age(other, 61);
    provider.claims = { nothing: "of a person" };
    expect(await readSession(other)).toMatchObject({ kind: "valid" });
    provider.claims = { ...claims, groups: ["growth-compliance"] };
    expect(await readSession(mine)).toEqual({ kind: "valid", person: { ...person, groups: ["growth-compliance"] } });
    await age(mine, 61);
    provider.available = false;
    expect(await readSession(mine)).toMatchObject({ kind: "valid" });
    provider.available = true;
    provider.asked.userinfo = 0;
    expect(await readSession(other)).toMatchObject({ kind: "valid" });
    expect(provider.asked.userinfo).toBe(0);
  });

  it("is renewed behind the back of a request in the second half of its time", async () => {
    const id = await startSession(person, tokens);
    await age(id, 40);
    provider.claims = { ...claims, groups: [] };
    expect(await readSession(id)).toMatchObject({ kind: "valid" });
    await expect.poll(async () => (await row(id)).groups).toEqual([]);
  });

  it("keeps rotated tokens", async () => {
    const id = await startSession(person, tokens);
    provider.accessToken = "access of an hour later";
    await age(id, 61);
    expect(await readSession(id)).toMatchObject({ kind: "valid" });
    expect(unsealTokens((await row(id)).tokens, id)).toEqual({ accessToken: "access of an hour later+", refreshToken: "refresh+", idToken: "id" });
  });

  it.each([
    ["the refresh token is refused", () => Object.assign(provider, { accessToken: "other", refreshToken: null })],
    ["the provider names another person", () => Object.assign(provider, { claims: { ...claims, sub: "person-sam" } })],
  ])("is revoked for good when %s", async (_case, change) => {
    const id = await startSession(person, tokens);
    await age(id, 61);
    change();
    expect(await readSession(id)).toEqual({ kind: "ended" });
    expect(await readSession(id)).toEqual({ kind: "ended" });
    expect((await row(id)).revokedAt).not.toBeNull();
    expect(await trail()).toEqual([`sign-in ${person.subject}`, `session-revoked ${person.subject}`]);
  });

  it("outlives an outage of the provider by ten minutes, and comes back after it", async () => {
    const id = await startSession(person, tokens);
    provider.available = false;
    await age(id, 60 + 599);
    expect(await readSession(id)).toMatchObject({ kind: "valid" });
    await age(id, 60 + 601);
    expect(await readSession(id)).toEqual({ kind: "unconfirmed" });
    expect((await row(id)).revokedAt).toBeNull();
    provider.available = true;
    processClockMs += 5001;
    expect(await readSession(id)).toMatchObject({ kind: "valid" });
  });

  it("ends after its twelve hours, and at sign-out with one event", async () => {
    const id = await startSession(person, tokens);
    const { providerUrl } = await endSession(id);
    await endSession(id);
    expect(new URL(providerUrl ?? "").searchParams.get("post_logout_redirect_uri")).toBe("http://localhost:3000/sign-in");
    expect(await readSession(id)).toEqual({ kind: "ended" });
    expect(await trail()).toEqual([`sign-in ${person.subject}`, `sign-out ${person.subject}`]);

    const other = await startSession(person, tokens);
    await db().update(sessions).set({ expiresAt: sql`now()` }).where(eq(sessions.id, other));
    expect(await readSession(other)).toEqual({ kind: "expired" });
  });

  it("is nobody's when the id was made up", async () => {
    expect(await readSession("1; drop table sessions")).toEqual({ kind: "none" });
    expect(await readSession("00000000-0000-4000-8000-000000000000")).toEqual({ kind: "none" });
  });
});

describe("sealed tokens", () => {
  it("do not show what they hold, and open for their session alone", () => {
    const sealed = sealTokens(tokens, "one");
    expect(sealed.toString("latin1")).not.toContain("refresh");
    expect(unsealTokens(sealed, "one")).toEqual(tokens);
    expect(unsealTokens(sealed, "two")).toBeNull();
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    expect(unsealTokens(sealed, "one")).toBeNull();
  });
});
