import type { AuditEntry } from "@/lib/audit-entry";

/** Whose doing an entry is; the timeline marks it with a shape and a colour, and the words say it too. */
export type EntryLook = "ours" | "elsewhere" | "trouble" | "quiet";

const troubled = ["refused", "denied", "needs-a-person", "unconfirmed"];

const seenActions: readonly string[] = ["changed-elsewhere", "gone-from-lead", "back-at-lead"];

/** What only shows at Lead is nobody's doing here. */
export function isSeenAtLead({ action }: Pick<AuditEntry, "action">): boolean {
  return seenActions.includes(action);
}

export function entryLook({ action, outcome }: Pick<AuditEntry, "action" | "outcome">): EntryLook {
  if (isSeenAtLead({ action })) return "elsewhere";
  if (troubled.includes(outcome)) return "trouble";
  return outcome === "done" ? "ours" : "quiet";
}

export const entryMarks = {
  ours: "rounded-full border-accent",
  elsewhere: "rounded-[1px] border-warn",
  trouble: "rotate-45 rounded-[1px] border-stop",
  quiet: "rounded-full border-line-strong",
} satisfies Record<EntryLook, string>;
