/** The operations of Lead's API that the console uses, in words; the first pattern that fits names the call. */
const operations: readonly { method: string; path: RegExp; words: string }[] = [
  { method: "POST", path: /^\/v1\/oauth\/token$/, words: "Get a token" },
  { method: "POST", path: /^\/v0\/accounts$/, words: "Open an account" },
  { method: "GET", path: /^\/v0\/accounts$/, words: "Find by client account id" },
  { method: "GET", path: /^\/v0\/accounts\/[^/]+$/, words: "Read the account" },
  { method: "PATCH", path: /^\/v0\/accounts\/[^/]+$/, words: "Change the account" },
  { method: "POST", path: /^\/v0\/accounts\/[^/]+\/activate$/, words: "Activate" },
  { method: "POST", path: /^\/v0\/accounts\/[^/]+\/deactivate$/, words: "Deactivate" },
  { method: "POST", path: /^\/v0\/accounts\/[^/]+\/close$/, words: "Close" },
  { method: "GET", path: /^\/v0\/accounts\/[^/]+\/entity_relationships$/, words: "List the people" },
  { method: "POST", path: /^\/v0\/accounts\/[^/]+\/entity_relationships\/batch$/, words: "Add people" },
  { method: "DELETE", path: /^\/v0\/accounts\/[^/]+\/entity_relationships\/[^/]+$/, words: "Remove a person" },
  { method: "GET", path: /^\/v0\/entities$/, words: "Find by client customer id" },
  { method: "GET", path: /^\/v0\/entities\/[^/]+$/, words: "Read a person or business" },
  { method: "GET", path: /^\/v0\/applications\/[^/]+$/, words: "Read an application" },
  { method: "GET", path: /^\/v0\/applications\/[^/]+\/entity_relationships$/, words: "List an application’s people" },
  { method: "GET", path: /^\/v1\/account_number(\/|$)/, words: "Look up account numbers" },
  { method: "GET", path: /^\/v0\/subledger_balances\/[^/]+$/, words: "Read a balance" },
  { method: "GET", path: /^\/v1\/event(\/|$)/, words: "Read events" },
];

/** What a call does, in words; one that the table does not know is called by what kind of call it is. */
export function operationWords(method: string, path: string): string {
  const [route = ""] = path.split("?");
  const found = operations.find((operation) => operation.method === method && operation.path.test(route));
  return found?.words ?? (method === "GET" ? "Another read" : "Another write");
}

/** The path with its ids left out, and without what follows "?": which route it is, at a glance. */
export function routeWords(path: string): string {
  const [route = ""] = path.split("?");
  return route
    .split("/")
    .map((part) => (/^[a-z]+(_[a-z]+)*_[^/]*[\dA-Z]/.test(part) ? "{id}" : part))
    .join("/");
}

export type CallTone = "ok" | "warn" | "stop";
type OutcomeRow = { words: string; tone: CallTone };

/** `refused` is Lead's definite no; all that follow it brought no answer to use, which is not a no. */
const outcomes = {
  answered: { words: "Answered", tone: "ok" },
  refused: { words: "Refused", tone: "stop" },
  "no-answer": { words: "No answer", tone: "warn" },
  "not-reached": { words: "Not reached", tone: "warn" },
  timeout: { words: "Timed out", tone: "warn" },
  "connection-lost": { words: "Connection lost", tone: "warn" },
  "rate-limited": { words: "Rate limited", tone: "warn" },
  conflict: { words: "Key in use", tone: "warn" },
  "server-error": { words: "Server error", tone: "warn" },
  "malformed-answer": { words: "Answer not understood", tone: "warn" },
  "no-access": { words: "Access refused", tone: "stop" },
  canceled: { words: "Given up here", tone: "warn" },
} satisfies Record<string, OutcomeRow>;

export function callOutcome(outcome: string): OutcomeRow {
  return Object.hasOwn(outcomes, outcome) ? outcomes[outcome as keyof typeof outcomes] : { words: outcome, tone: "warn" };
}

/** "84 ms", "1.2 s". */
export function durationWords(durationMs: number): string {
  return durationMs < 1000 ? `${Math.round(durationMs)} ms` : `${(durationMs / 1000).toFixed(1)} s`;
}
