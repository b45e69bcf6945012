import "server-only";
import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import { recordSessionEvent } from "../audit/session-entries";
import { db } from "../db/client";
import { sessions } from "../db/schema";
import type { Person } from "./identity-provider";
import { sealTokens, type ProviderTokens } from "./sealed-tokens";
import { checkLeaseSeconds, sessionLifetimeSeconds } from "./session-settings";

export type StoredSession = Person & {
  id: string;
  tokens: Buffer;
  /** Seconds since the provider last vouched for it, by the database's clock. */
  ageSeconds: number;
  revoked: boolean;
  expired: boolean;
};

/** Begins a session and says so to the audit trail, in one transaction. */
export async function insertSession(id: string, person: Person, tokens: ProviderTokens): Promise<void> {
  await db().transaction(async (transaction) => {
    await transaction.insert(sessions).values({
      id,
      ...person,
      tokens: sealTokens(tokens, id),
      expiresAt: sql`now() + make_interval(secs => ${sessionLifetimeSeconds})`,
    });
    await recordSessionEvent({ kind: "signed-in", sessionId: id, subject: person.subject, name: person.name }, transaction);
  });
}

export async function findSession(id: string): Promise<StoredSession | null> {
  const [row] = await db()
    .select({
      id: sessions.id,
      subject: sessions.subject,
      name: sessions.name,
      email: sessions.email,
      groups: sessions.groups,
      tokens: sessions.tokens,
      ageSeconds: sql<number>`extract(epoch from now() - ${sessions.checkedAt})::float8`,
      revoked: sql<boolean>`${sessions.revokedAt} is not null`,
      expired: sql<boolean>`${sessions.expiresAt} <= now()`,
    })
    .from(sessions)
    .where(eq(sessions.id, id));
  return row ?? null;
}

const leased = sql`now() + make_interval(secs => ${checkLeaseSeconds})`;

/** Takes the free lease of a session that has not ended; null while another instance has it. Its end is its name. */
export async function takeLease(id: string): Promise<Date | null> {
  const [row] = await db()
    .update(sessions)
    .set({ leaseUntil: leased })
    .where(and(eq(sessions.id, id), isNull(sessions.revokedAt), or(isNull(sessions.leaseUntil), lte(sessions.leaseUntil, sql`now()`))))
    .returning({ until: sessions.leaseUntil });
  return row?.until ?? null;
}

/** The lease from now on; null where another instance has it by now, or the session has ended. */
export async function renewLease(id: string, lease: Date): Promise<Date | null> {
  const [row] = await db()
    .update(sessions)
    .set({ leaseUntil: leased })
    .where(and(eq(sessions.id, id), isNull(sessions.revokedAt), eq(sessions.leaseUntil, lease)))
    .returning({ until: sessions.leaseUntil });
  return row?.until ?? null;
}

export async function releaseLease(id: string, lease: Date): Promise<void> {
  await db().update(sessions).set({ leaseUntil: null }).where(and(eq(sessions.id, id), eq(sessions.leaseUntil, lease)));
}

/** Keeps renewed tokens at once, before anything else can fail: the old refresh token may be worth nothing now. */
export async function keepTokens(session: StoredSession, tokens: ProviderTokens): Promise<void> {
  await db()
    .update(sessions)
    .set({ tokens: sealTokens(tokens, session.id) })
    .where(and(eq(sessions.id, session.id), isNull(sessions.revokedAt)));
}

/** The provider vouched for the person just now, with these groups. */
export async function recordCheck(id: string, person: Person): Promise<void> {
  const { name, email, groups } = person;
  await db()
    .update(sessions)
    .set({ name, email, groups, checkedAt: sql`now()` })
    .where(and(eq(sessions.id, id), isNull(sessions.revokedAt)));
}

type Ending = { kind: "signed-out" } | { kind: "revoked"; reason: string };

/** Ends a session for good, with its audit event; ending it twice says it once. */
export async function endStoredSession(session: StoredSession, ending: Ending): Promise<void> {
  const { id, subject, name } = session;
  await db().transaction(async (transaction) => {
    const ended = await transaction
      .update(sessions)
      .set({ revokedAt: sql`now()`, revokedReason: ending.kind === "revoked" ? ending.reason : "signed out" })
      .where(and(eq(sessions.id, id), isNull(sessions.revokedAt)))
      .returning({ id: sessions.id });
    if (ended.length > 0) await recordSessionEvent({ ...ending, sessionId: id, subject, name }, transaction);
  });
}
