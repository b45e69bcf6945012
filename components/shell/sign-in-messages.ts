import type { CalloutTone } from "../ui/callout";

export type SignInMessage = { tone: CalloutTone; title: string; text: string };

/** Why one stands at the door: the session's own states, and what the identity provider sends back. */
const stateMessages: Readonly<Record<string, SignInMessage>> = {
  "signed-out": { tone: "ok", title: "You are signed out.", text: "Here and at the identity provider." },
  expired: { tone: "info", title: "Your session has ended.", text: "It lasts twelve hours. What you had typed in a draft is still there." },
  ended: { tone: "warn", title: "Your session was ended.", text: "You signed out elsewhere, or the identity provider no longer vouches for you." },
  unconfirmed: { tone: "warn", title: "The identity provider does not answer.", text: "Your access could not be confirmed for more than ten minutes. Try again when it is back." },
};

/** next-auth's own codes, as far as a person can do something about them. */
const errorMessages: Readonly<Record<string, SignInMessage>> = {
  OAuthSignin: { tone: "stop", title: "The identity provider does not answer.", text: "You were not signed in. Try again in a minute; if it goes on, tell your administrator." },
  AccessDenied: { tone: "warn", title: "The identity provider refused.", text: "You were not signed in. Ask your administrator whether this application is open to you." },
};

const otherError: SignInMessage = {
  tone: "stop",
  title: "Signing in did not work.",
  text: "It may have taken too long, or been begun in another window. Try again; if it goes on, tell your administrator.",
};

type Query = Readonly<Record<string, string | string[] | undefined>>;

export function signInMessage(query: Query): SignInMessage | null {
  if (typeof query.error === "string") return errorMessages[query.error] ?? otherError;
  return typeof query.state === "string" ? (stateMessages[query.state] ?? null) : null;
}

/** Where to go after signing in: of whatever was asked for, the path alone, so that it is always in this console. */
export function safeReturnPath(from: string | string[] | undefined): string {
  const base = "http://console.invalid";
  if (typeof from !== "string" || !URL.canParse(from, base)) return "/";
  const { pathname, search } = new URL(from, base);
  const leadsNowhere = !/^\/(?!\/)/.test(pathname) || pathname.startsWith("/sign-in") || pathname.startsWith("/api/");
  return leadsNowhere ? "/" : `${pathname}${search}`;
}
