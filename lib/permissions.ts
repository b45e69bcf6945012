export const roles = ["program_manager", "compliance", "support", "auditor", "administrator"] as const;
export type Role = (typeof roles)[number];

export const roleNames: Record<Role, string> = {
  program_manager: "Program manager",
  compliance: "Compliance",
  support: "Support",
  auditor: "Auditor",
  administrator: "Administrator",
};

/** The people of a role, as a sentence names them. */
const peopleOf: Record<Role, string> = {
  program_manager: "program managers",
  compliance: "compliance",
  support: "support",
  auditor: "auditors",
  administrator: "administrators",
};

/** Who may do what, with the phrase that a person reads: "Only compliance can close accounts." */
type PermissionRow = { roles: readonly Role[]; phrase: string };

/**
 * THE policy table. A command's permission is the command's name; the rest are reads.
 * It drives what the server permits and what the screen offers.
 */
export const permissions = {
  "read-accounts": { roles: ["program_manager", "compliance", "support", "auditor", "administrator"], phrase: "see accounts" },
  "read-sensitive": { roles: ["program_manager", "compliance", "auditor"], phrase: "see full account numbers, credit reports and raw answers" },
  "read-restrictions": { roles: ["program_manager", "compliance", "auditor", "administrator"], phrase: "see why an account is restricted" },
  "read-activity": { roles: ["program_manager", "compliance", "auditor", "administrator"], phrase: "see the activity of the program" },
  "verify-trail": { roles: ["compliance", "auditor", "administrator"], phrase: "have the trail checked" },
  "read-closures": { roles: ["program_manager", "compliance", "auditor"], phrase: "see closure records" },
  "read-overview": { roles: ["program_manager", "compliance", "auditor", "administrator"], phrase: "see how the program stands" },
  "read-work-queue": { roles: ["compliance", "auditor"], phrase: "see the work queue of compliance" },
  "read-calls": { roles: ["compliance", "auditor", "administrator"], phrase: "see the calls to Lead" },
  "read-intake": { roles: ["auditor", "administrator"], phrase: "see what came in from outside" },
  "export": { roles: ["program_manager", "compliance", "auditor"], phrase: "export" },
  "export-examiner-pack": { roles: ["compliance", "auditor"], phrase: "make examiner’s packs" },
  "share-views": { roles: ["program_manager", "compliance", "administrator"], phrase: "share views of the list" },
  "open-account": { roles: ["program_manager"], phrase: "open accounts" },
  "update-account": { roles: ["program_manager"], phrase: "edit accounts" },
  "update-protections": { roles: ["program_manager", "compliance"], phrase: "change SCRA, MLA, the notice and documents" },
  "add-relationships": { roles: ["program_manager"], phrase: "add people to accounts" },
  "remove-relationship": { roles: ["program_manager"], phrase: "remove people from accounts" },
  "deactivate-account": { roles: ["program_manager", "compliance"], phrase: "deactivate accounts" },
  "activate-account": { roles: ["program_manager", "compliance", "support"], phrase: "reactivate dormant accounts" },
  "activate-restricted-account": { roles: ["compliance"], phrase: "reactivate frozen or restricted accounts" },
  "change-inactive-reason": { roles: ["compliance"], phrase: "change why an account is inactive" },
  "place-hold": { roles: ["program_manager", "compliance"], phrase: "place holds" },
  "release-hold": { roles: ["compliance"], phrase: "release holds" },
  "request-closing": { roles: ["program_manager", "compliance"], phrase: "ask for a closing" },
  "decide-closing": { roles: ["compliance"], phrase: "decide on a closing" },
  "send-closing-letter": { roles: ["compliance"], phrase: "record that a letter was sent" },
  "record-notice": { roles: ["compliance"], phrase: "record adverse action notices" },
  "close-account": { roles: ["compliance"], phrase: "close accounts" },
  "abandon-closing": { roles: ["compliance"], phrase: "abandon a closing" },
  "correct-closure": { roles: ["compliance"], phrase: "correct a mistaken closure" },
  "keep-status": { roles: ["compliance"], phrase: "decide that an account stays as it is" },
  "settle-command": { roles: ["compliance"], phrase: "settle what Lead did not confirm" },
  "read-unsettled": { roles: ["compliance", "auditor", "administrator"], phrase: "see what needs a person" },
  "add-note": { roles: ["program_manager", "compliance", "support"], phrase: "write notes" },
  "write-compliance-notes": { roles: ["compliance"], phrase: "write notes for compliance alone" },
  "read-compliance-notes": { roles: ["compliance", "auditor"], phrase: "see notes of compliance" },
  "add-evidence": { roles: ["program_manager", "compliance"], phrase: "add evidence" },
  "withdraw-evidence": { roles: ["program_manager", "compliance"], phrase: "withdraw evidence" },
  "withdraw-evidence-of-others": { roles: ["compliance"], phrase: "withdraw evidence that somebody else added" },
  "read-evidence": { roles: ["program_manager", "compliance", "auditor"], phrase: "see evidence" },
  "read-imports": { roles: ["auditor", "administrator"], phrase: "see imports" },
  "upload-import": { roles: ["administrator"], phrase: "import accounts" },
  "start-import": { roles: ["administrator"], phrase: "start an import" },
  "pause-import": { roles: ["administrator"], phrase: "pause an import" },
  "resume-import": { roles: ["administrator"], phrase: "go on with an import" },
  "cancel-import": { roles: ["administrator"], phrase: "cancel an import" },
  "read-settings": { roles: ["auditor", "administrator"], phrase: "see the settings" },
  "start-refresh": { roles: ["administrator"], phrase: "start the refresh" },
  "pause-refresh": { roles: ["administrator"], phrase: "pause the refresh" },
  "set-refresh-speed": { roles: ["administrator"], phrase: "change the speed of the refresh" },
  "refresh-accounts": { roles: ["program_manager", "compliance", "administrator"], phrase: "have many accounts read again" },
  "plan-bulk": { roles: ["program_manager", "compliance", "support", "administrator"], phrase: "prepare bulk actions" },
  "start-bulk": { roles: ["program_manager", "compliance", "support", "administrator"], phrase: "start bulk actions" },
  "decide-bulk": { roles: ["program_manager", "compliance"], phrase: "decide on bulk actions" },
  "stop-bulk": { roles: ["program_manager", "compliance", "support", "administrator"], phrase: "stop bulk actions" },
  "resume-bulk": { roles: ["program_manager", "compliance", "support", "administrator"], phrase: "go on with bulk actions" },
  "retry-bulk": { roles: ["program_manager", "compliance", "support", "administrator"], phrase: "retry what failed of bulk actions" },
  "read-bulk": { roles: ["program_manager", "compliance", "auditor"], phrase: "see bulk actions of others" },
  "complete-closed-elsewhere": { roles: ["compliance"], phrase: "complete closures made elsewhere" },
  "record-action-notice": { roles: ["compliance"], phrase: "record that the notice of a line cut or deactivation was given" },
  "read-agreement": { roles: ["program_manager", "compliance", "auditor", "administrator"], phrase: "see how the ledgers agree" },
  "upload-agreement": { roles: ["program_manager", "compliance", "administrator"], phrase: "upload a ledger" },
  "start-agreement": { roles: ["program_manager", "compliance", "administrator"], phrase: "compare a ledger" },
  "cancel-agreement": { roles: ["program_manager", "compliance", "administrator"], phrase: "cancel a comparison" },
  "assign-exception": { roles: ["program_manager", "compliance"], phrase: "assign exceptions" },
  "explain-exception": { roles: ["program_manager", "compliance"], phrase: "name the cause of exceptions" },
  "resolve-exception": { roles: ["program_manager", "compliance"], phrase: "resolve exceptions" },
  "read-approvals": { roles: ["program_manager", "compliance", "auditor"], phrase: "see what waits for another person" },
  "read-all-approvals": { roles: ["compliance", "auditor"], phrase: "see the requests of others" },
  "decide-approval": { roles: ["compliance"], phrase: "decide on requests" },
  "withdraw-approval": { roles: ["program_manager", "compliance"], phrase: "ask for what another person approves, and withdraw it" },
  "settle-follow-up": { roles: ["program_manager", "compliance"], phrase: "tick off follow-ups" },
  "settle-any-follow-up": { roles: ["compliance"], phrase: "tick off the follow-ups of others" },
  "read-numbers-again": { roles: ["program_manager", "compliance"], phrase: "have account numbers read again" },
  "add-addendum": { roles: ["compliance"], phrase: "add to closure records" },
  "place-legal-hold": { roles: ["compliance"], phrase: "place legal holds" },
  "lift-legal-hold": { roles: ["compliance"], phrase: "lift legal holds" },
  "read-retention": { roles: ["compliance", "auditor", "administrator"], phrase: "see what is past its time" },
  "purge-records": { roles: ["compliance", "administrator"], phrase: "purge records" },
  "take-calls": { roles: ["program_manager", "compliance", "support"], phrase: "take calls" },
  "reveal-caller-facts": { roles: ["program_manager", "compliance", "support"], phrase: "see what verifies a caller" },
  "hand-over": { roles: ["program_manager", "support"], phrase: "hand callers over" },
  "record-owner-contact": { roles: ["program_manager", "compliance", "support"], phrase: "record contacts with owners" },
  "answer-handover": { roles: ["compliance"], phrase: "answer callers who were handed over" },
  "read-dormancy": { roles: ["program_manager", "compliance", "auditor"], phrase: "see accounts without their owner" },
  "read-handovers": { roles: ["compliance", "auditor"], phrase: "see callers who were handed over" },
  "report-death": { roles: ["program_manager", "compliance"], phrase: "report that a holder has died" },
  "read-deceased-cases": { roles: ["program_manager", "compliance", "auditor"], phrase: "see the cases of deceased holders" },
  "read-estate-contact": { roles: ["compliance", "auditor"], phrase: "see who speaks for an estate" },
  "accept-proof": { roles: ["compliance"], phrase: "accept the proof of a death" },
  "confirm-survivors": { roles: ["compliance"], phrase: "confirm that surviving holders were told" },
  "record-estate-contact": { roles: ["compliance"], phrase: "record who speaks for an estate" },
  "remove-deceased-holder": { roles: ["compliance"], phrase: "remove a holder who has died" },
  "end-deceased-case": { roles: ["compliance"], phrase: "end the case of a deceased holder" },
  "reveal-sensitive": { roles: ["program_manager", "compliance"], phrase: "reveal full account numbers" },
  "trigger-faults": { roles: ["program_manager", "compliance", "support", "administrator"], phrase: "trigger faults at the simulator" },
} satisfies Record<string, PermissionRow>;

export type Permission = keyof typeof permissions;

export function may(held: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission].roles;
  return held.some((role) => allowed.includes(role));
}

/** Everything that the roles permit together. */
export function permissionsOf(held: readonly Role[]): ReadonlySet<Permission> {
  return new Set((Object.keys(permissions) as Permission[]).filter((permission) => may(held, permission)));
}

/** "Only compliance can close accounts." */
export function onlyPhrase(permission: Permission): string {
  const row: PermissionRow = permissions[permission];
  const names = row.roles.map((role) => peopleOf[role]);
  const who = names.length < 2 ? (names[0] ?? "no one") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
  return `Only ${who} can ${row.phrase}.`;
}
