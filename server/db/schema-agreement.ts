import "server-only";
import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ExceptionField, Said } from "@/lib/agreement/compare";
import type { ExceptionCause } from "@/lib/agreement/exceptions";
import type { LedgerShape } from "@/lib/agreement/ledger-file";
import type { LedgerSaid, RowProblem } from "@/lib/agreement/ledger-row";
import type { AgreementPhase, Resolution, RunStatus } from "@/lib/agreement/exceptions";
import { bytes, instant } from "./columns";

export const agreementRuns = pgTable("agreement_runs", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  status: text("status").$type<RunStatus>().notNull(),
  fileName: text("file_name"),
  bytes: bigint("bytes", { mode: "number" }).notNull().default(0),
  sha256: bytes("sha256"),
  shape: jsonb("shape").$type<LedgerShape>(),
  rowCount: integer("row_count").notNull().default(0),
  asOfFound: instant("as_of_found"),
  asOf: instant("as_of"),
  complete: boolean("complete").notNull().default(false),
  phase: text("phase").$type<AgreementPhase>().notNull().default("mapping"),
  place: integer("place").notNull().default(0),
  placeAccount: text("place_account").notNull().default(""),
  compared: integer("compared").notNull().default(0),
  unmapped: integer("unmapped").notNull().default(0),
  opened: integer("opened").notNull().default(0),
  confirmed: integer("confirmed").notNull().default(0),
  resolved: integer("resolved").notNull().default(0),
  uploadedBy: text("uploaded_by").notNull(),
  uploadedByName: text("uploaded_by_name").notNull(),
  uploadedAt: instant("uploaded_at").notNull().defaultNow(),
  startedBy: text("started_by"),
  startedByName: text("started_by_name"),
  startedAt: instant("started_at"),
  endedAt: instant("ended_at"),
  leasedBy: uuid("leased_by"),
  leasedUntil: instant("leased_until"),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const agreementRows = pgTable(
  "agreement_rows",
  {
    runId: uuid("run_id").notNull(),
    rowNumber: integer("row_number").notNull(),
    program: text("program").notNull(),
    line: integer("line").notNull(),
    givenAccountId: text("given_account_id"),
    clientAccountId: text("client_account_id"),
    shown: text("shown").notNull(),
    said: jsonb("said").$type<LedgerSaid>(),
    problem: text("problem").$type<RowProblem>(),
    detail: text("detail"),
    sameAsLine: integer("same_as_line"),
    accountId: text("account_id"),
  },
  (table) => [primaryKey({ columns: [table.runId, table.rowNumber] })],
);

export const agreementExceptions = pgTable("agreement_exceptions", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  accountId: text("account_id").notNull(),
  field: text("field").$type<ExceptionField>().notNull(),
  theirs: jsonb("theirs").$type<Said>().notNull(),
  ours: jsonb("ours").$type<Said>().notNull(),
  theirsAsOf: instant("theirs_as_of").notNull(),
  oursAsOf: instant("ours_as_of").notNull(),
  firstSeenAt: instant("first_seen_at").notNull().defaultNow(),
  lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
  firstRun: uuid("first_run").notNull(),
  lastRun: uuid("last_run").notNull(),
  follows: uuid("follows"),
  owner: text("owner"),
  ownerName: text("owner_name"),
  cause: text("cause").$type<ExceptionCause>(),
  resolvedAt: instant("resolved_at"),
  resolution: text("resolution").$type<Resolution>(),
  resolvedBy: text("resolved_by"),
  resolvedByName: text("resolved_by_name"),
  resolutionNote: text("resolution_note"),
  endedAt: instant("ended_at"),
  endedByRun: uuid("ended_by_run"),
});
