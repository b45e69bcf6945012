import type { Problem } from "../result";
import type { ImportColumn, ImportFormat, ImportStatus, RowIdKind, RowState } from "./import-file";
import type { RowKind } from "./import-words";

// What the queries of imports answer and the screens draw. Times are ISO 8601 in UTC.

export type ImportSummary = {
  id: string;
  status: ImportStatus;
  source: "file" | "paste";
  fileName: string | null;
  format: ImportFormat;
  rowCount: number;
  /** New rows when the file was checked: what Lead is asked about. */
  toRead: number;
  entered: number;
  /** Known by the time that their turn came. */
  knownMeanwhile: number;
  refused: number;
  uploadedBy: string;
  uploadedAt: string;
  endedAt: string | null;
};

export type ImportDetail = ImportSummary & {
  bytes: number;
  hasHeader: boolean;
  columns: ImportColumn[];
  /** What the check found, by kind; rows of programs that this person has no rights in count as new. */
  found: Partial<Record<RowKind, number>>;
  startedBy: string | null;
  startedAt: string | null;
  /** Calls of Lead so far, all tries. */
  calls: number;
  /** Rows a minute, lately; null while it does not run or nothing was read yet. */
  rowsPerMinute: number | null;
  secondsLeft: number | null;
  /** What the program allows, in calls a second. */
  callsPerSecond: number;
  /** Lead cannot be asked at present. */
  waiting: { problem: Problem; until: string } | null;
  /** Another import of the program runs before this one. */
  isQueued: boolean;
  /** The same file came in before. */
  sameAs: { id: string; uploadedAt: string; uploadedBy: string } | null;
};

export type ImportRowView = {
  rowNumber: number;
  line: number;
  idKind: RowIdKind;
  value: string;
  state: RowState;
  reason: string | null;
  /** Of a duplicate: where the same id stands first. */
  sameAsLine: number | null;
  /** The name of the other program, for those with rights there. */
  elsewhere: string | null;
  accountId: string | null;
};

/** `next` and `previous` are row numbers to go on from. */
export type ImportRowPage = { rows: ImportRowView[]; next: number | null; previous: number | null };
