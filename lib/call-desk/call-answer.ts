import { restrictedWords } from "../account-views";
import type { AccountDetail } from "../account-views";
import { statusReasons } from "../accounts/account-status";
import { plainDateWords } from "../fields/plain-date";
import { businessDate } from "../format";
import type { StatusReason } from "../lead/enums";
import type { HandoverView } from "./handovers";

/** What an agent can do for the caller. */
export const callKinds = ["active", "can-reactivate", "hand-over", "handed-over", "wait", "closed", "missing", "unknown"] as const;
export type CallKind = (typeof callKinds)[number];

/** `status`: how the account stands, in words; `can`: "can I reactivate it?"; `tell`: what may be said to the caller. */
export type CallAnswer = { kind: CallKind; status: string; can: string; tell: string };

type Facts = Pick<AccountDetail, "row" | "actions" | "statusSince" | "unsettled" | "process">;
type Asked = { detail: Facts; handover: HandoverView | null; zone: string; mayHandOver: boolean };
type Row = { can(asked: Asked): string; tell(asked: Asked): string };

const callRows = {
  active: {
    can: () => "Nothing to reactivate.",
    tell: () => "The account is open and in order with us. If something was refused, ask what and when, and write it in the note.",
  },
  "can-reactivate": {
    can: () => "Yes, once you have verified the caller.",
    tell: () => "The account was set aside because it was not used. It is ready again in a moment.",
  },
  "hand-over": {
    can: ({ mayHandOver }) => (mayHandOver ? "No. Hand the caller over to compliance." : "No. This is for compliance to decide."),
    tell: () => "I cannot change this myself. A colleague looks at it, and you hear from us.",
  },
  "handed-over": {
    can: ({ handover }) => `No. Compliance has it since ${handover?.by ?? "a colleague"} handed it over.`,
    tell: ({ handover }) => `A colleague is looking at it. You have an answer by ${plainDateWords(handover?.answerDue ?? "")}.`,
  },
  wait: {
    can: () => "Not now: another change of this account is not finished.",
    tell: () => "A change of the account is under way. Please call again in a little while.",
  },
  closed: {
    can: () => "No. A closed account is not reactivated.",
    tell: () => "The account is closed. If you did not ask for that, or do not know why, a colleague can look into it.",
  },
  missing: {
    can: () => "No. Lead no longer knows this account.",
    tell: () => "I cannot see the account at the moment. A colleague looks at it, and you hear from us.",
  },
  unknown: {
    can: () => "No. Lead gives a status that this console does not know.",
    tell: () => "I cannot tell at the moment. A colleague looks at it, and you hear from us.",
  },
} satisfies Record<CallKind, Row>;

/** In plain words, for the person whose roles made `detail`: one who may not know causes is told none. */
export function callAnswer(asked: Asked): CallAnswer {
  const kind = kindOf(asked);
  const row: Row = callRows[kind];
  return { kind, status: statusText(asked), can: row.can(asked), tell: row.tell(asked) };
}

/** Something stands against it whose cause this person may not know, whatever it is. */
export function isRestricted({ row, actions }: Pick<AccountDetail, "row" | "actions">): boolean {
  const why = actions.find(({ name }) => name === "activate-account")?.why ?? "";
  return row.openHolds === null && row.status === "inactive" && (row.restricted || why.startsWith(restrictedWords));
}

function kindOf({ detail: { row, actions, unsettled, process }, handover }: Asked): CallKind {
  if (row.missingSince !== null) return "missing";
  if (row.status === "closed") return "closed";
  if (row.status === "active") return "active";
  if (row.status !== "inactive") return "unknown";
  if (handover && handover.answer === null) return "handed-over";
  if (unsettled !== null || process !== null) return "wait";
  const offered = actions.find(({ name }) => name === "activate-account");
  return offered && offered.why === null ? "can-reactivate" : "hand-over";
}

/** "Inactive since 3 May 2026: no activity by the owner for a long time." The same words for every restriction to those who may not know which. */
function statusText({ detail, zone }: Asked): string {
  const { row, statusSince } = detail;
  const since = statusSince ? ` since ${plainDateWords(businessDate(statusSince.at, zone))}` : "";
  if (row.status === "active") return `Active${since}`;
  if (row.status === "closed") return `Closed${row.closedAt ? ` on ${plainDateWords(businessDate(row.closedAt, zone))}` : since}: ${reasonWords(row.statusReason).toLowerCase()}`;
  if (row.status !== "inactive") return row.status;
  if (isRestricted(detail)) return `Inactive${since}. ${restrictedWords}`;
  return `Inactive${since}: ${meaningOf(row.statusReason)}`;
}

const known = (reason: string | null): reason is StatusReason => reason !== null && Object.hasOwn(statusReasons, reason);
const reasonWords = (reason: string | null) => (known(reason) ? statusReasons[reason].label : "for a reason that is not known");

function meaningOf(reason: string | null): string {
  if (!known(reason)) return "Lead gives no reason that is known.";
  const { meaning } = statusReasons[reason];
  return meaning.charAt(0).toLowerCase() + meaning.slice(1);
}
