/** How an import stands. `receiving`: the file is still coming in, and nothing of it is shown. */
export const importStatuses = ["receiving", "ready", "running", "paused", "done", "canceled"] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** `list`: ids, one a row, with other columns or without. `accounts-file`: the partner's own file (FACTS 12). */
export type ImportFormat = "list" | "accounts-file";

/** What a column is to an import. Of the rest nothing is kept. */
export type ColumnUse = "account-id" | "client-account-id" | "not-used" | "unknown";
export type ImportColumn = { name: string; use: ColumnUse };

/** `hasHeader` false: one column of ids from the first line on. */
export type FileShape = { format: ImportFormat; delimiter: "," | "|"; hasHeader: boolean; columns: ImportColumn[] };

/** Of what kind the id of a row is: Lead's own, or the program's, which Lead has to resolve. */
export type RowIdKind = "account" | "client";

/** Where a row stands. Only `new` is read at Lead; it ends as `entered`, `known` or `refused`. */
export const rowStates = ["new", "known", "duplicate", "malformed", "no-lookup", "entered", "refused"] as const;
export type RowState = (typeof rowStates)[number];

/** What a file may be at most. Bytes, rows, columns, and the bytes of one row. */
export const fileLimits = { bytes: 512 * 1024 * 1024, rows: 1_000_000, columns: 100, rowBytes: 64 * 1024 } as const;
