import "server-only";
import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { BulkAction, BulkRowState, BulkStatus } from "@/lib/bulk/bulk-actions";
import type { BulkTerms, ChosenAccounts } from "@/lib/bulk/bulk-inputs";
import type { ClosingRequest } from "@/lib/closures/closing-request";
import type { Problem } from "@/lib/result";
import { instant, texts } from "./columns";

/** How the accounts came together; the ids themselves are the rows. */
export type Chosen = Pick<Extract<ChosenAccounts, { by: "hand" }>, "by"> | Extract<ChosenAccounts, { by: "list" }>;

/** One account's closing in a batch: the process that it is, and exactly what is asked for. */
export type PlannedClosing = { processId: string; request: ClosingRequest };

export const bulkRuns = pgTable("bulk_runs", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  action: text("action").$type<BulkAction>().notNull(),
  terms: jsonb("terms").$type<BulkTerms>().notNull(),
  chosen: jsonb("chosen").$type<Chosen>().notNull(),
  status: text("status").$type<BulkStatus>().notNull(),
  rowCount: integer("row_count").notNull(),
  askedBy: text("asked_by").notNull(),
  askedByName: text("asked_by_name").notNull(),
  askedByRoles: texts("asked_by_roles").notNull(),
  plannedAt: instant("planned_at").notNull().defaultNow(),
  needsSecond: boolean("needs_second").notNull(),
  doneBefore: integer("done_before").notNull().default(0),
  decision: text("decision").$type<"approved" | "declined">(),
  decidedBy: text("decided_by"),
  decidedByName: text("decided_by_name"),
  decidedByRoles: texts("decided_by_roles"),
  decidedAt: instant("decided_at"),
  decisionComment: text("decision_comment"),
  startedAt: instant("started_at"),
  endedAt: instant("ended_at"),
  stoppedByName: text("stopped_by_name"),
  leasedBy: uuid("leased_by"),
  leasedUntil: instant("leased_until"),
  problem: jsonb("problem").$type<Problem>(),
  stalls: integer("stalls").notNull().default(0),
  nextLookAt: instant("next_look_at"),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const bulkRows = pgTable(
  "bulk_rows",
  {
    runId: uuid("run_id").notNull(),
    rowNumber: integer("row_number").notNull(),
    program: text("program").notNull(),
    accountId: text("account_id").notNull(),
    seen: text("seen"),
    hasCredit: boolean("has_credit").notNull(),
    closing: jsonb("closing").$type<PlannedClosing>(),
    state: text("state").$type<BulkRowState>().notNull(),
    problem: jsonb("problem").$type<Problem>(),
    attempt: integer("attempt").notNull().default(1),
    deferrals: integer("deferrals").notNull().default(0),
    commandId: uuid("command_id"),
    settledAt: instant("settled_at"),
  },
  (table) => [primaryKey({ columns: [table.runId, table.rowNumber] })],
);

export const closingQueues = pgTable("closing_queues", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  owner: text("owner").notNull(),
  accountIds: texts("account_ids").notNull(),
  skipped: texts("skipped").notNull().default([]),
  madeAt: instant("made_at").notNull().defaultNow(),
  endedAt: instant("ended_at"),
});
