import "server-only";

type Person = { subject: string; name: string };

/** What the audit trail is told about signing in and being let in. `program` is the slug that was asked for. */
export type SessionEvent = Person &
  (
    | { kind: "signed-in"; sessionId: string }
    | { kind: "signed-out"; sessionId: string }
    | { kind: "revoked"; sessionId: string; reason: string }
    | { kind: "denied"; program: string }
  );
