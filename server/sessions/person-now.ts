import "server-only";
import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { db } from "../db/client";
import { sessions } from "../db/schema";
import { readSession } from "./session";
import type { SessionState } from "./session";

const mostAsked = 5;

/**
 * What the identity provider vouches for now about a person who is not here: by their own sessions, the one checked last
 * first. `none` where they have no session that lasts, so that nobody can say what they may do.
 */
export async function personNow(subject: string): Promise<SessionState> {
  const lasting = await db()
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.subject, subject), isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`)))
    .orderBy(desc(sessions.checkedAt))
    .limit(mostAsked);
  let state: SessionState = { kind: "none" };
  for (const { id } of lasting) {
    const read = await readSession(id);
    if (read.kind === "valid") return read;
    if (read.kind === "unconfirmed") state = read;
  }
  return state;
}
