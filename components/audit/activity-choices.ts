import { auditActions, auditOutcomes, auditOutcomeWords } from "@/lib/audit-entry";
import type { AuditAction } from "@/lib/audit-entry";
import { actionWords } from "@/lib/audit-sentences";
import { commandLabels } from "@/lib/command";
import { roleNames, roles } from "@/lib/permissions";
import type { ChipChoices } from "../filters/choice-chip";

type Subject = "Accounts" | "Holds and notes" | "Deceased holders" | "Evidence" | "Closings" | "Approvals" | "Imports" | "Agreement" | "Bulk actions" | "Refresh" | "Seen at Lead" | "Views" | "Trail" | "Access";

/** Under which heading the filter lists an action. */
const subjects = {
  "open-account": "Accounts",
  "update-account": "Accounts",
  "add-relationships": "Accounts",
  "remove-relationship": "Accounts",
  "deactivate-account": "Accounts",
  "activate-account": "Accounts",
  "close-account": "Accounts",
  "reopen-account": "Accounts",
  "settle-command": "Accounts",
  "change-inactive-reason": "Accounts",
  "place-hold": "Holds and notes",
  "release-hold": "Holds and notes",
  "add-note": "Holds and notes",
  "hand-over": "Holds and notes",
  "answer-handover": "Holds and notes",
  "record-owner-contact": "Holds and notes",
  "report-death": "Deceased holders",
  "accept-proof": "Deceased holders",
  "confirm-survivors": "Deceased holders",
  "record-estate-contact": "Deceased holders",
  "end-deceased-case": "Deceased holders",
  "reveal-estate-contact": "Deceased holders",
  "add-evidence": "Evidence",
  "withdraw-evidence": "Evidence",
  "read-evidence": "Evidence",
  "evidence-damaged": "Evidence",
  "request-closing": "Closings",
  "decide-closing": "Closings",
  "send-closing-letter": "Closings",
  "record-notice": "Closings",
  "abandon-closing": "Closings",
  "correct-closure": "Closings",
  "keep-status": "Closings",
  "process-stage": "Closings",
  "complete-closed-elsewhere": "Closings",
  "start-refresh": "Refresh",
  "pause-refresh": "Refresh",
  "set-refresh-speed": "Refresh",
  "import-received": "Imports",
  "start-import": "Imports",
  "pause-import": "Imports",
  "resume-import": "Imports",
  "cancel-import": "Imports",
  "import-ended": "Imports",
  "plan-bulk": "Bulk actions",
  "start-bulk": "Bulk actions",
  "decide-bulk": "Bulk actions",
  "stop-bulk": "Bulk actions",
  "resume-bulk": "Bulk actions",
  "retry-bulk": "Bulk actions",
  "bulk-stopped": "Bulk actions",
  "bulk-ended": "Bulk actions",
  "agreement-received": "Agreement",
  "start-agreement": "Agreement",
  "cancel-agreement": "Agreement",
  "agreement-ended": "Agreement",
  "agreement-settled": "Agreement",
  "assign-exception": "Agreement",
  "explain-exception": "Agreement",
  "resolve-exception": "Agreement",
  "settle-follow-up": "Closings",
  "read-numbers-again": "Closings",
  "add-addendum": "Closings",
  "record-action-notice": "Closings",
  "place-legal-hold": "Closings",
  "lift-legal-hold": "Closings",
  "purge-records": "Closings",
  "numbers-read": "Closings",
  "record-purged": "Closings",
  "record-kept": "Closings",
  "retention-ended": "Closings",
  "changed-elsewhere": "Seen at Lead",
  "entered-directory": "Seen at Lead",
  "gone-from-lead": "Seen at Lead",
  "back-at-lead": "Seen at Lead",
  "decide-approval": "Approvals",
  "withdraw-approval": "Approvals",
  "approval-asked": "Approvals",
  "approval-reminded": "Approvals",
  "approval-ended": "Approvals",
  "share-view": "Views",
  "change-shared-view": "Views",
  "withdraw-view": "Views",
  "sign-in": "Access",
  "sign-out": "Access",
  "session-revoked": "Access",
  denied: "Access",
  "verify-trail": "Trail",
  "trail-checked": "Trail",
  export: "Access",
  "draw-examiner-pack": "Access",
  "reveal-caller-fact": "Access",
  reveal: "Access",
  announcement: "Accounts",
  "signature-refused": "Access",
} satisfies Record<AuditAction, Subject>;

/** They belong to no program, so that the activity of one never shows them. */
const outsidePrograms: readonly AuditAction[] = ["sign-in", "sign-out", "session-revoked"];

const headings: readonly Subject[] = ["Accounts", "Holds and notes", "Deceased holders", "Evidence", "Closings", "Approvals", "Imports", "Agreement", "Bulk actions", "Refresh", "Seen at Lead", "Views", "Trail", "Access"];

export const actionChoices: ChipChoices = headings.map((heading) => ({
  heading,
  choices: auditActions
    .filter((action) => subjects[action] === heading && !outsidePrograms.includes(action))
    .map((action) => ({ value: action, label: labelOf(action) })),
}));

/** A command by its name, since the filter finds it whether it was done or refused; the rest as it was observed. */
function labelOf(action: AuditAction): string {
  return Object.hasOwn(commandLabels, action) ? commandLabels[action as keyof typeof commandLabels] : actionWords[action].done;
}

export const roleChoices: ChipChoices = [{ choices: roles.map((role) => ({ value: role, label: roleNames[role] })) }];

export const outcomeChoices: ChipChoices = [{ choices: auditOutcomes.map((outcome) => ({ value: outcome, label: auditOutcomeWords[outcome] })) }];
