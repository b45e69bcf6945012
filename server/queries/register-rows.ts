import "server-only";
import { dueState } from "@/lib/closures/due-dates";
import type { RegisterEntry, RegisterPerson, RegisterRow } from "@/lib/closures/register-views";
import type { registerEntries } from "../db/schema-register";

export type StoredEntry = { entry: typeof registerEntries.$inferSelect; productName: string | null };

function personOf(subject: string | null, name: string | null, roles: string[] | null): RegisterPerson | null {
  return subject !== null && name !== null ? { subject, name, roles: roles ?? [] } : null;
}

/** How a notice stands against its day; nothing where none is owed, or no day of its delivery is known. */
function dueOf({ notice, noticeDueOn, deliveredOn }: StoredEntry["entry"], today: string) {
  if (noticeDueOn === null) return null;
  if (notice === "due") return dueState(noticeDueOn, today, null);
  return deliveredOn !== null && (notice === "given" || notice === "late") ? dueState(noticeDueOn, today, deliveredOn) : null;
}

export function rowView({ entry, productName }: StoredEntry, today: string): RegisterRow {
  const { id, kind, accountId, reason, stage, determined, takenOn, notice, noticeDueOn, deliveredOn } = entry;
  return {
    id, kind, accountId, productName, reason, stage, determined, takenOn, notice, noticeDueOn, deliveredOn,
    due: dueOf(entry, today),
    askedBy: personOf(entry.askedBy, entry.askedByName, entry.askedByRoles), askedAt: entry.askedAt.toISOString(),
    approver: personOf(entry.approver, entry.approverName, entry.approverRoles), approvedAt: entry.approvedAt?.toISOString() ?? null,
    purgedAt: entry.purgedAt?.toISOString() ?? null,
  };
}

export function entryView(stored: StoredEntry, today: string): RegisterEntry {
  const { determination, reasons, note, scraReason, cut, currency, deliveredAt, deliveredTimeKnown, method, otherMethod, recipient, noticeBy, noticeByName, noticeByRoles, noticeRecordedAt } = stored.entry;
  return {
    ...rowView(stored, today),
    determination, reasons, note, scraReason, cut, currency, deliveredAt: deliveredAt?.toISOString() ?? null, deliveredTimeKnown, method, otherMethod, recipient,
    noticeBy: personOf(noticeBy, noticeByName, noticeByRoles), noticeRecordedAt: noticeRecordedAt?.toISOString() ?? null,
  };
}
