import { transitions } from "./accounts/account-status";
import { commandLabels } from "./command";
import type { CommandName, CommandStatus } from "./command";
import { restrictedWords } from "./account-views";
import type { OfferedAction } from "./account-views";
import { may, onlyPhrase } from "./permissions";
import type { Permission, Role } from "./permissions";

/** What decides which actions an account offers to a person. */
export type ActionFacts = {
  status: string;
  statusReason: string | null;
  roles: readonly Role[];
  openHolds: number;
  /** Said when it was deactivated as `other`. */
  supportMayLift: boolean;
  /** What stands in the way of a holder, in words. */
  holderProblems: readonly string[];
  unsettled: CommandStatus | null;
  hasOpenProcess: boolean;
  /** Lead no longer knows the account. */
  isMissing: boolean;
};

type ActionRow = {
  name: CommandName;
  permission: Permission;
  label: string;
  /** Where it makes sense at all; elsewhere it is absent. */
  from: readonly string[];
  /** One that a person would look for: shown with the reason where they may not. */
  expected: boolean;
  /** It changes something at Lead, so that it waits for what is unsettled. */
  atLead: boolean;
};

const open = ["active", "inactive"];
const anyStatus = ["active", "inactive", "closed"];

/** After which, or on the way, Lead shows the account as active. */
const showsActive: readonly CommandName[] = ["activate-account", "change-inactive-reason", "correct-closure"];

/** In the order in which they are offered. */
const actionRows: readonly ActionRow[] = [
  { name: "activate-account", permission: "activate-account", label: transitions["activate-account"].label, from: ["inactive"], expected: true, atLead: true },
  { name: "update-account", permission: "update-account", label: "Edit", from: open, expected: true, atLead: true },
  { name: "deactivate-account", permission: "deactivate-account", label: transitions["deactivate-account"].label, from: ["active"], expected: true, atLead: true },
  { name: "change-inactive-reason", permission: "change-inactive-reason", label: "Change the reason", from: ["inactive"], expected: false, atLead: true },
  { name: "add-relationships", permission: "add-relationships", label: "Add people", from: open, expected: false, atLead: true },
  { name: "remove-relationship", permission: "remove-relationship", label: "Remove a person", from: open, expected: false, atLead: true },
  { name: "report-death", permission: "report-death", label: "A holder has died", from: open, expected: false, atLead: false },
  { name: "place-hold", permission: "place-hold", label: commandLabels["place-hold"], from: anyStatus, expected: false, atLead: false },
  { name: "release-hold", permission: "release-hold", label: commandLabels["release-hold"], from: anyStatus, expected: false, atLead: false },
  { name: "add-note", permission: "add-note", label: commandLabels["add-note"], from: anyStatus, expected: false, atLead: false },
  { name: "request-closing", permission: "request-closing", label: "Ask to close", from: open, expected: true, atLead: true },
  { name: "correct-closure", permission: "correct-closure", label: "Correct the closure", from: ["closed"], expected: true, atLead: true },
];

/** A status that Lead added later offers only what is ours alone. */
export function offeredActions(facts: ActionFacts): OfferedAction[] {
  return actionRows.flatMap((row) => {
    if (!row.from.includes(facts.status) && (row.atLead || anyStatus.includes(facts.status))) return closedEdit(row, facts);
    if (row.name === "release-hold" && facts.openHolds === 0) return [];
    const permitted = canDo(row, facts);
    if (permitted !== true) return row.expected ? [offered(row, permitted)] : [];
    return [offered({ ...row, label: labelFor(row, facts) }, whyNotNow(row, facts))];
  });
}

/** Whoever may decide closes; the others ask. */
function labelFor({ name, label }: ActionRow, { roles }: ActionFacts): string {
  return name === "request-closing" && may(roles, "decide-closing") ? transitions["close-account"].label : label;
}

function offered({ name, label }: ActionRow, why: string | null): OfferedAction {
  return { name, label, why };
}

function closedEdit(row: ActionRow, { status, roles }: ActionFacts): OfferedAction[] {
  const isEdit = row.name === "update-account" && status === "closed";
  return isEdit && mayEdit(roles) ? [offered(row, "Lead takes no change of a closed account.")] : [];
}

const mayEdit = (roles: readonly Role[]) => may(roles, "update-account") || may(roles, "update-protections");

/** True, or who can instead. */
function canDo(row: ActionRow, facts: ActionFacts): true | string {
  if (row.name === "update-account") return mayEdit(facts.roles) || onlyPhrase("update-account");
  // Compliance takes off a holder who has died, as the last step of that case.
  if (row.name === "remove-relationship" && may(facts.roles, "remove-deceased-holder")) return true;
  if (!may(facts.roles, row.permission)) return onlyPhrase(row.permission);
  return row.name === "activate-account" ? mayActivate(facts) : true;
}

/** Dormant, or `other` that support may lift, with holders in order; everything else is compliance's (ARCHITECTURE's table). */
function mayActivate(facts: ActionFacts): true | string {
  const { statusReason, supportMayLift, holderProblems, openHolds, roles } = facts;
  const simple = statusReason === "dormant" || (statusReason === "other" && supportMayLift);
  if ((simple && holderProblems.length === 0 && openHolds === 0) || may(roles, "activate-restricted-account")) return true;
  // The same words whatever the cause, for those who may not know it.
  if (!may(roles, "read-restrictions")) return `${restrictedWords}.`;
  if (openHolds > 0 || statusReason === "frozen") return onlyPhrase("activate-restricted-account");
  const because = holderProblems.length > 0 ? ` A holder is not in order: ${holderProblems.join(", ")}.` : "";
  return `Only compliance can reactivate this account.${because}`;
}

function whyNotNow(row: ActionRow, facts: ActionFacts): string | null {
  if (!row.atLead) return null;
  if (facts.isMissing) return "Lead no longer knows this account.";
  if (facts.unsettled !== null) return "Another change of this account is not confirmed yet.";
  if (facts.hasOpenProcess) return may(facts.roles, "read-restrictions") ? "A process on this account is not finished." : `${restrictedWords}.`;
  if (showsActive.includes(row.name) && facts.openHolds > 0) return "A hold is open: release it first.";
  return null;
}
