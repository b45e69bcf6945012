import type { Cursors } from "../account-views";
import type { ExceptionField, Said } from "./compare";
import type { AgreementPhase, ExceptionCause, Resolution, RunStatus } from "./exceptions";
import type { LedgerShape } from "./ledger-file";
import type { RowProblem } from "./ledger-row";

// What the queries of agreement answer and the screens draw. Times are ISO 8601 in UTC.

export type RunSummary = {
  id: string;
  status: RunStatus;
  fileName: string | null;
  rowCount: number;
  compared: number;
  unmapped: number;
  opened: number;
  confirmed: number;
  resolved: number;
  asOf: string | null;
  complete: boolean;
  uploadedBy: string;
  uploadedAt: string;
};

export type RunDetail = RunSummary & {
  shape: LedgerShape;
  /** The latest as-of among the rows, on the clocks of the program; empty where they have none. */
  asOfText: string;
  phase: AgreementPhase;
  /** How many rows the phase has been through. */
  place: number;
  startedBy: string | null;
  startedAt: string | null;
  endedAt: string | null;
  /** The same file came in before. */
  sameAs: { id: string; uploadedAt: string; uploadedBy: string } | null;
};

export type UnmappedRow = { rowNumber: number; line: number; shown: string; problem: RowProblem; detail: string | null; sameAsLine: number | null };
export type UnmappedPage = { rows: UnmappedRow[]; next: number | null; previous: number | null };

export type ExceptionView = {
  id: string;
  accountId: string;
  productName: string;
  field: ExceptionField;
  theirs: Said;
  ours: Said;
  theirsAsOf: string;
  oursAsOf: string;
  /** The account changed at Lead after the file's as-of. */
  changedSince: boolean;
  firstSeenAt: string;
  lastSeenAt: string;
  owner: { subject: string; name: string } | null;
  cause: ExceptionCause | null;
  resolvedAt: string | null;
  resolution: Resolution | null;
  resolvedBy: string | null;
  note: string | null;
  endedAt: string | null;
};

export type ExceptionPage = Cursors & { exceptions: ExceptionView[] };

export type Person = { subject: string; name: string };

export type ExceptionDetail = ExceptionView & {
  /** What the directory says now. */
  now: Said;
  nowReadAt: string;
  firstRun: { id: string; fileName: string | null };
  lastRun: { id: string; fileName: string | null };
  /** The others about the same field of the account, newest first. */
  others: { id: string; firstSeenAt: string; resolvedAt: string | null; resolution: Resolution | null; follows: boolean }[];
  owners: Person[];
};
