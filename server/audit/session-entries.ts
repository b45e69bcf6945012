import "server-only";
import type { AuditAction, AuditOutcome } from "@/lib/audit-entry";
import type { Queryable } from "../db/client";
import type { SessionEvent } from "../sessions/session-events";
import { appendEntry } from "./append-entry";

const rows = {
  "signed-in": { action: "sign-in", outcome: "done" },
  "signed-out": { action: "sign-out", outcome: "done" },
  revoked: { action: "session-revoked", outcome: "done" },
  denied: { action: "denied", outcome: "denied" },
} satisfies Record<SessionEvent["kind"], { action: AuditAction; outcome: AuditOutcome }>;

/** In the transaction that writes the fact. Signing in belongs to no program; being kept out of one is on that program's trail. */
export async function recordSessionEvent(event: SessionEvent, transaction: Queryable): Promise<void> {
  const { kind, subject, name } = event;
  await appendEntry(transaction, {
    ...rows[kind],
    program: kind === "denied" ? event.program : null,
    actor: { subject, name, roles: [] },
    details: kind === "revoked" ? { reason: event.reason } : {},
  });
}
