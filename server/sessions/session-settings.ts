import "server-only";
import { sessionSettings } from "../env";

/** A session ends this long after sign-in, whatever happens. */
export const sessionLifetimeSeconds = 12 * 60 * 60;

/** While the identity provider does not answer, a session that is due for its check stays valid this much longer. */
export const providerOutageSeconds = 10 * 60;

/** How old what we know of a person's groups may be, in seconds: SESSION_CHECK_SECONDS, 60 at most and by default. */
export function sessionCheckSeconds(): number {
  return sessionSettings().checkSeconds;
}

/** For how long one instance may ask the provider about a session: longer than the three calls of a check can take. */
export const checkLeaseSeconds = 15;
