import type { Cursors, HoldView } from "../account-views";
import type { ProcessView } from "../closures/process-view";
import type { CommandName, CommandStatus } from "../command";
import type { FieldChange } from "../fields/field-changes";
import type { CloseReason } from "../lead/enums";
import type { Problem } from "../result";
import type { Said } from "./asked-for";
import type { ApprovalKind, ApprovalState } from "./approvals";

// What the server answers of requests and the screens draw. Times are ISO 8601 in UTC.

export type ApprovalView = {
  id: string;
  kind: ApprovalKind;
  name: CommandName;
  accountId: string | null;
  productName: string | null;
  processId: string | null;
  /** Of a closing. */
  closeReason: CloseReason | null;
  state: ApprovalState;
  requester: string;
  askedByYou: boolean;
  /** Whether another person than who asked has to decide. */
  secondPerson: boolean;
  askedAt: string;
  remindedAt: string | null;
  /** The business day of the program at whose end it expires. */
  lastDay: string;
  endedAt: string | null;
  approver: string | null;
  decidedAt: string | null;
  comment: string | null;
  withdrawnBy: string | null;
  /** How the command stands that was carried out. */
  outcome: CommandStatus | null;
  mayDecide: boolean;
  /** Why the one who looks cannot decide on it, where they would look for it. */
  whyNot: string | null;
  mayWithdraw: boolean;
};

export type ApprovalDetail = ApprovalView & {
  /** SHA-256 of exactly what was asked for, hexadecimal. */
  hash: string;
  changes: FieldChange[];
  /** The account's, for the amounts among the changes. */
  currency: string | null;
  warnings: string[];
  /** The requester's own words and choices. */
  said: Said[];
  request: { method: string; path: string; body: unknown } | null;
  problem: Problem | null;
};

/** With the closing that it asks for, or the hold that it would release, where it is one. */
export type ApprovalShown = { approval: ApprovalDetail; process: ProcessView | null; hold: HoldView | null };

export type Requester = { subject: string; name: string };
export type ApprovalPage = Cursors & { approvals: ApprovalView[] };

/** What waits on an account, for its page. */
export type WaitingApproval = Pick<ApprovalView, "id" | "kind" | "name" | "requester" | "askedByYou" | "askedAt" | "lastDay" | "mayDecide">;
