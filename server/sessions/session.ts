import "server-only";
import { randomUUID } from "node:crypto";
import { log } from "../log";
import { checkSession } from "./check-session";
import { endSessionUrl, type Person } from "./identity-provider";
import { unsealTokens, type ProviderTokens } from "./sealed-tokens";
import { providerOutageSeconds, sessionCheckSeconds } from "./session-settings";
import { endStoredSession, findSession, insertSession } from "./session-store";

export type SessionState =
  | { kind: "valid"; person: Person }
  /** Nobody is signed in. */
  | { kind: "none" }
  | { kind: "expired" }
  /** Signed out elsewhere, or refused by the identity provider. */
  | { kind: "ended" }
  /** Not vouched for in time, because the provider does not answer; it may come back. */
  | { kind: "unconfirmed" };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Begins a session and answers its id, the only thing that goes into the cookie. */
export async function startSession(person: Person, tokens: ProviderTokens): Promise<string> {
  const id = randomUUID();
  await insertSession(id, person, tokens);
  return id;
}

/**
 * The session as it stands now. Groups older than half the limit are renewed in the background,
 * so that a request seldom waits; older than the limit, they are renewed first.
 */
export async function readSession(id: string): Promise<SessionState> {
  if (!uuid.test(id)) return { kind: "none" };
  const session = await findSession(id);
  if (!session) return { kind: "none" };
  if (session.revoked) return { kind: "ended" };
  if (session.expired) return { kind: "expired" };

  const limitSeconds = sessionCheckSeconds();
  const valid: SessionState = { kind: "valid", person: personOf(session) };
  if (session.ageSeconds <= limitSeconds / 2) return valid;
  if (session.ageSeconds <= limitSeconds) {
    checkSession(session).catch((err: unknown) => log().error({ err, event: "session-check" }, "A session could not be checked"));
    return valid;
  }
  const outcome = await checkSession(session);
  if (outcome === "refused") return { kind: "ended" };
  if (outcome === "unavailable") return session.ageSeconds <= limitSeconds + providerOutageSeconds ? valid : { kind: "unconfirmed" };
  const checked = await findSession(id);
  return checked && !checked.revoked ? { kind: "valid", person: personOf(checked) } : { kind: "ended" };
}

/** Ends the session here and answers where the browser ends it at the provider, when that is possible. */
export async function endSession(id: string): Promise<{ providerUrl: string | null }> {
  const session = uuid.test(id) ? await findSession(id) : null;
  if (!session) return { providerUrl: null };
  await endStoredSession(session, { kind: "signed-out" });
  const tokens = unsealTokens(session.tokens, session.id);
  return { providerUrl: await endSessionUrl(tokens?.idToken ?? null) };
}

function personOf({ subject, name, email, groups }: Person): Person {
  return { subject, name, email, groups };
}
