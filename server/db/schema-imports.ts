import "server-only";
import { bigint, doublePrecision, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { FileShape, ImportStatus, RowIdKind, RowState } from "@/lib/imports/import-file";
import type { Problem } from "@/lib/result";
import { bytes, instant, texts } from "./columns";

/** How many rows the check found of each state. */
export type FoundRows = Partial<Record<RowState, number>>;

export const imports = pgTable("imports", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  status: text("status").$type<ImportStatus>().notNull(),
  source: text("source").$type<"file" | "paste">().notNull(),
  fileName: text("file_name"),
  bytes: bigint("bytes", { mode: "number" }).notNull().default(0),
  sha256: bytes("sha256"),
  shape: jsonb("shape").$type<FileShape>(),
  rowCount: integer("row_count").notNull().default(0),
  found: jsonb("found").$type<FoundRows>().notNull().default({}),
  foundElsewhere: jsonb("found_elsewhere").$type<Record<string, number>>().notNull().default({}),
  entered: integer("entered").notNull().default(0),
  knownMeanwhile: integer("known_meanwhile").notNull().default(0),
  refused: integer("refused").notNull().default(0),
  calls: bigint("calls", { mode: "number" }).notNull().default(0),
  uploadedBy: text("uploaded_by").notNull(),
  uploadedByName: text("uploaded_by_name").notNull(),
  uploadedAt: instant("uploaded_at").notNull().defaultNow(),
  startedBy: text("started_by"),
  startedByName: text("started_by_name"),
  startedByRoles: texts("started_by_roles"),
  startedAt: instant("started_at"),
  runningSince: instant("running_since"),
  endedAt: instant("ended_at"),
  leasedBy: uuid("leased_by"),
  leasedUntil: instant("leased_until"),
  stalls: integer("stalls").notNull().default(0),
  problem: jsonb("problem").$type<Problem>(),
  nextLookAt: instant("next_look_at"),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const importRows = pgTable(
  "import_rows",
  {
    importId: uuid("import_id").notNull(),
    rowNumber: integer("row_number").notNull(),
    program: text("program").notNull(),
    line: integer("line").notNull(),
    idKind: text("id_kind").$type<RowIdKind>().notNull(),
    value: text("value").notNull(),
    state: text("state").$type<RowState>().notNull(),
    reason: text("reason"),
    duplicateOf: integer("duplicate_of"),
    elsewhere: text("elsewhere"),
    accountId: text("account_id"),
    deferrals: integer("deferrals").notNull().default(0),
    settledAt: instant("settled_at"),
  },
  (table) => [primaryKey({ columns: [table.importId, table.rowNumber] })],
);

const precise = (name: string) => timestamp(name, { withTimezone: true, precision: 6, mode: "date" });

export const callPaces = pgTable("call_paces", {
  program: text("program").primaryKey(),
  freeAt: precise("free_at").notNull().defaultNow(),
  peopleUntil: precise("people_until").notNull().defaultNow(),
  share: doublePrecision("share").notNull().default(1),
  slowedAt: instant("slowed_at"),
  minute: instant("minute").notNull().defaultNow(),
  calls: bigint("calls", { mode: "number" }).notNull().default(0),
  callsBefore: bigint("calls_before", { mode: "number" }).notNull().default(0),
});
