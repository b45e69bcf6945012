import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { log } from "../log";
import { askPerson, renewTokens, type Answer, type Person } from "./identity-provider";
import { unsealTokens, type ProviderTokens } from "./sealed-tokens";
import { endStoredSession, findSession, keepTokens, recordCheck, releaseLease, renewLease, takeLease, type StoredSession } from "./session-store";

/** What the provider says of a session now; `unavailable` decides nothing. */
export type CheckOutcome = "vouched" | "refused" | "unavailable";

const running = new Map<string, Promise<CheckOutcome>>();

const pauseAfterOutageMs = 5000;
let quietUntilMs = 0;

/** Asks the provider once, however many requests wait for it; and not at all for 5 s after it failed to answer anybody. */
export function checkSession(session: StoredSession): Promise<CheckOutcome> {
  const joined = running.get(session.id);
  if (joined) return joined;
  if (performance.now() < quietUntilMs) return Promise.resolve("unavailable");
  const check = runCheck(session).finally(() => running.delete(session.id));
  running.set(session.id, check);
  return check;
}

const pauseForOtherMs = 100;
const looksAtOther = 40;

/**
 * One instance asks at a time: a refresh token that is used twice may end the session at the provider. The others wait
 * for what it finds, and after some seconds go by what was known last.
 */
async function runCheck(seen: StoredSession): Promise<CheckOutcome> {
  for (let look = 0; look < looksAtOther; look += 1) {
    const lease = await takeLease(seen.id);
    if (lease) return checkLeased(seen, { until: lease });
    const now = await findSession(seen.id);
    if (!now || now.revoked) return "refused";
    if (now.ageSeconds < seen.ageSeconds) return "vouched";
    await delay(pauseForOtherMs);
  }
  return "unavailable";
}

/** `until` names it: another instance that took it over has another. */
type Lease = { until: Date };

async function checkLeased(seen: StoredSession, lease: Lease): Promise<CheckOutcome> {
  try {
    return await askProvider(seen, lease);
  } finally {
    await releaseLease(seen.id, lease.until);
  }
}

async function askProvider(seen: StoredSession, lease: Lease): Promise<CheckOutcome> {
  // What was read before the lease was taken may be old: another instance may have checked since, and rotated the tokens.
  const session = await findSession(seen.id);
  if (!session || session.revoked) return "refused";
  if (session.ageSeconds < seen.ageSeconds) return "vouched";
  const tokens = unsealTokens(session.tokens, session.id);
  if (!tokens) return refuse(session, "the tokens of this session cannot be read");
  const answer = await askWithRenewal(session, tokens, lease);
  if (answer.kind === "unavailable") {
    // What came back about one person keeps nobody else from being checked.
    if (answer.outage) quietUntilMs = performance.now() + pauseAfterOutageMs;
    log().warn({ event: answer.outage ? "identity-provider-unavailable" : "identity-provider-unreadable" }, "The identity provider gave no answer that decides");
    return "unavailable";
  }
  if (answer.kind === "refused") return refuse(session, "refused by the identity provider");
  if (answer.value.subject !== session.subject) return refuse(session, "the identity provider named another person");
  await recordCheck(session.id, answer.value);
  return "vouched";
}

async function refuse(session: StoredSession, reason: string): Promise<CheckOutcome> {
  await endStoredSession(session, { kind: "revoked", reason });
  return "refused";
}

/** An access token that is no longer taken is renewed once before no means no. */
async function askWithRenewal(session: StoredSession, tokens: ProviderTokens, lease: Lease): Promise<Answer<Person>> {
  const first = await askPerson(tokens.accessToken);
  if (first.kind !== "refused") return first;
  const renewedLease = await renewLease(session.id, lease.until);
  if (!renewedLease) return { kind: "unavailable", outage: false };
  lease.until = renewedLease;
  const renewed = await renewTokens(tokens);
  if (renewed.kind === "ok") {
    await keepTokens(session, renewed.value);
    return askPerson(renewed.value.accessToken);
  }
  if (renewed.kind === "unavailable") return renewed;
  return askWithTokensOfAnother(session);
}

/** Another instance may have renewed the same tokens a moment ago; then ours were refused, not the person. */
async function askWithTokensOfAnother(session: StoredSession): Promise<Answer<Person>> {
  const fresh = await findSession(session.id);
  if (!fresh || fresh.tokens.equals(session.tokens)) return { kind: "refused" };
  const tokens = unsealTokens(fresh.tokens, fresh.id);
  return tokens ? askPerson(tokens.accessToken) : { kind: "refused" };
}
