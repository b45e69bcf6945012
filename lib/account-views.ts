import type { OwnerDates } from "./accounts/owner-dates";
import type { ExceptionView } from "./agreement/views";
import type { WaitingApproval } from "./approvals/approval-views";
import type { AuditEntry } from "./audit-entry";
import type { ClosedElsewhere } from "./closures/closed-elsewhere";
import type { CommandName, CommandReceipt, CommandStatus } from "./command";
import type { DeceasedCase } from "./deceased/case-view";
import type { DirectoryFilter } from "./directory-query";
import type { EntityStanding } from "./entity-standing";
import type { LeadAccount } from "./lead/account";
import type { HandoverView } from "./call-desk/handovers";
import type { Problem } from "./result";
import type { ScraPeriod } from "./scra-period";

// What the server's queries answer and the screens draw. Times are ISO 8601 in UTC, amounts minor units.

/** A place in a list, opaque. */
export type Cursors = { next: string | null; previous: string | null };

/** `more`: there are more than were counted: "10,000+". */
export type BoundedCount = { count: number; more: boolean };

export type HolderName = { entityId: string; name: string | null; type: string | null };

/** What one who may not know the cause of a hold is told, whatever the cause. */
export const restrictedWords = "Restricted: transfer to compliance";

export type AccountRow = {
  accountId: string;
  clientAccountId: string | null;
  productName: string;
  status: string;
  statusReason: string | null;
  capabilities: string[];
  holderType: string | null;
  /** The first ones by name; `holderCount` tells of all. */
  holders: HolderName[];
  holderCount: number;
  currency: string | null;
  availableCredit: number | null;
  creditLimit: number | null;
  maxLimit: number | null;
  scra: ScraPeriod;
  hasNotice: boolean;
  /** Null for those who may not know more than `restricted`. */
  openHolds: number | null;
  restricted: boolean;
  unsettled: CommandStatus | null;
  /** Lead's own; null where it sent none. */
  updatedAt: string | null;
  closedAt: string | null;
  readAt: string;
  missingSince: string | null;
};

/** A page may be short, or empty, and go on with `next`: a range or a search looks at a bounded number of accounts at a time. */
export type AccountListPage = Cursors & { rows: AccountRow[] };

/** By value; a value that no account has is left out. */
export type FacetCounts = Record<DirectoryFilter | "notice", Record<string, number>>;
/** `count` null: not to be told. */
export type ProductCount = { name: string; count: number | null };

export type AccountCounts = {
  total: BoundedCount;
  /** Each value's accounts under the other filters, as far as they may be told; products the 100 largest. Null where there are too many to count. */
  values: (Partial<FacetCounts> & { product: ProductCount[] }) | null;
  /** Changes after this time are not counted yet. */
  asOf: string;
};

export type HoldView = {
  id: string;
  type: string;
  reference: string | null;
  note: string | null;
  placedBy: string;
  placedAt: string;
  /** Plain dates in the program's zone. */
  servedOn: string | null;
  expiresOn: string | null;
  /** Two people release it. */
  releaseByTwo: boolean;
  /** How many pieces of evidence stand behind it; what was withdrawn does not. */
  evidence: number;
  /** `approvedBy`: the other person, where two released it. */
  released: { by: string; at: string; reason: string; approvedBy: string | null } | null;
};

/** Who may read a note. */
export type NoteAudience = "everyone" | "compliance";

export type NoteView = { id: string; text: string; audience: NoteAudience; author: string; writtenAt: string };

export type RelatedEntityView = {
  entityId: string;
  relationshipType: string;
  clientCustomerId: string | null;
  type: string | null;
  name: string | null;
  standing: EntityStanding | null;
  /** What stands in the way of this role, in words. */
  problems: string[];
  readAt: string | null;
};

/** An action that the status and the role permit, or one that a person would look for, with the reason against it. */
export type OfferedAction = { name: CommandName; label: string; why: string | null };

export type OpenProcess = { id: string; kind: string; stage: string; startedBy: string; startedAt: string; problem: Problem | null };

export type AccountDetail = {
  program: string;
  accountId: string;
  row: AccountRow;
  /** Lead's body; without the sensitive fields and those we do not know for people who may not see them. */
  body: LeadAccount;
  /** Whether `body` is Lead's answer whole. */
  isWhole: boolean;
  relationships: RelatedEntityView[];
  /** The open ones. Null for those who may not know them: `row.restricted` is what they are told. */
  holds: HoldView[] | null;
  /** The last one first; null as above. */
  releasedHolds: HoldView[] | null;
  notes: NoteView[];
  /** Whether this person may write a note that only compliance and auditors read. */
  mayWriteComplianceNotes: boolean;
  /** The last change of status that the trail knows. */
  statusSince: { at: string; by: string; elsewhere: boolean } | null;
  unsettled: CommandReceipt | null;
  process: OpenProcess | null;
  /** What waits here for another person; nothing for those who may not see it. */
  approvals: WaitingApproval[];
  /** A closure that nobody made here, until compliance has completed it; null for those who may not see closure records. */
  closedElsewhere: ClosedElsewhere | null;
  ownerDates: OwnerDates;
  /** A caller who waits for compliance; null for those who may not see callers handed over. */
  handover: HandoverView | null;
  /** What became of the news that a holder has died; nothing for those who may not know of it. */
  estateCases: DeceasedCase[] | null;
  /** Where the partner's own ledger differs; nothing for those who may not see it. */
  exceptions: ExceptionView[];
  actions: OfferedAction[];
  enteredAt: string;
  enteredBy: string;
  /** The program's business date, YYYY-MM-DD. */
  today: string;
};

export type AuditPage = Cursors & { entries: AuditEntry[] };

/** What came of pasting something into the search box; `search` is the id of a text that may stand in no address. */
export type Found =
  | { kind: "account"; accountId: string; entered: boolean }
  | { kind: "list"; query: { q: string } | { search: string } }
  /** `knownNumber`: Lead has such an account number, but none of its customer's accounts is in the directory. */
  | { kind: "nothing"; askedLead: boolean; knownNumber?: boolean }
  | { kind: "problem"; problem: Problem };

export type WorkItem =
  | { kind: "command"; at: string; receipt: CommandReceipt; productName: string | null }
  /** `why`: what became of what was asked for, where that was nothing. */
  | { kind: "process"; at: string; accountId: string; process: OpenProcess; finishedAt: string | null; why: string | null }
  | { kind: "draft"; at: string; form: string; subject: string };

export type CallView = {
  id: string;
  method: string;
  path: string;
  accountId: string | null;
  commandId: string | null;
  operator: string | null;
  idempotencyKey: string | null;
  status: number | null;
  outcome: string;
  tries: number;
  startedAt: string;
  durationMs: number;
  leadRequestId: string | null;
  /** Redacted bodies. */
  request: unknown;
  response: unknown;
};
export type CallPage = Cursors & { calls: CallView[] };

/** Never more than the last four of the number itself. */
export type AccountNumberView = { id: string; masked: string; status: string; holderId: string | null; settlesHere: boolean };

export type RevealedNumber = { accountNumber: string };

/** `complete`: every number that Lead lists was looked at; otherwise some may be missing. */
export type AccountNumbers = { numbers: AccountNumberView[]; complete: boolean; askedAt: string };

/** What reading Lead just now brought; `detail` is what the directory knows with it. */
export type AccountLive = {
  detail: AccountDetail | null;
  /** Set when Lead could not be read, or does not know the account. */
  problem: Problem | null;
  changed: { path: string; old: unknown; new: unknown }[];
  application: { id: string; status: string | null; productName: string | null } | null;
  /** Null: its id is not known. */
  balance: { id: string; currency: string | null; status: string | null; details: unknown } | null;
};
