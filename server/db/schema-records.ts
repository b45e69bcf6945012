import "server-only";
import { date, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { AddendumKind } from "@/lib/closures/addenda";
import type { RecordKind, ReadNumber } from "@/lib/closures/closing-record";
import type { FollowUpState } from "@/lib/closures/follow-ups";
import type { Role } from "@/lib/permissions";
import { bytes, instant, texts } from "./columns";

// The tables of 0023_closure_records.sql and 0030_retention.sql; a trigger begins a record with the closing, the correction or the closure made elsewhere.

export const closureRecords = pgTable("closure_records", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  accountId: text("account_id").notNull(),
  kind: text("kind").$type<RecordKind>().notNull(),
  begunAt: instant("begun_at").notNull().defaultNow(),
  endedOn: date("ended_on", { mode: "string" }),
  notifiedOn: date("notified_on", { mode: "string" }),
  retainUntil: date("retain_until", { mode: "string" }),
  purgedAt: instant("purged_at"),
  purgedBy: text("purged_by"),
  purgedByName: text("purged_by_name"),
  purgedByRoles: texts("purged_by_roles"),
  purgeReason: text("purge_reason"),
  purgeRun: uuid("purge_run"),
  recordHash: bytes("record_hash"),
  subjectCode: text("subject_code"),
});

export const closureCalls = pgTable("closure_calls", {
  callId: uuid("call_id").primaryKey(),
  recordId: uuid("record_id").notNull(),
  commandId: uuid("command_id").notNull(),
  step: text("step"),
  method: text("method").notNull(),
  path: text("path").notNull(),
  idempotencyKey: text("idempotency_key"),
  status: integer("status"),
  outcome: text("outcome").notNull(),
  tries: integer("tries").notNull(),
  startedAt: instant("started_at").notNull(),
  durationMs: integer("duration_ms").notNull(),
  leadRequestId: text("lead_request_id"),
  request: jsonb("request").$type<unknown>(),
  response: jsonb("response").$type<unknown>(),
});

export const closureFollowUps = pgTable(
  "closure_follow_ups",
  {
    recordId: uuid("record_id").notNull(),
    code: text("code").notNull(),
    program: text("program").notNull(),
    accountId: text("account_id").notNull(),
    position: integer("position").notNull(),
    owner: text("owner").$type<Role>().notNull(),
    dueOn: date("due_on", { mode: "string" }).notNull(),
    state: text("state").$type<FollowUpState>().notNull().default("open"),
    doneOn: date("done_on", { mode: "string" }),
    note: text("note"),
    settledBy: text("settled_by"),
    settledByName: text("settled_by_name"),
    settledByRoles: texts("settled_by_roles"),
    settledAt: instant("settled_at"),
  },
  (table) => [primaryKey({ columns: [table.recordId, table.code] })],
);

export const closureNumberReads = pgTable("closure_number_reads", {
  id: uuid("id").primaryKey(),
  recordId: uuid("record_id").notNull(),
  program: text("program").notNull(),
  accountId: text("account_id").notNull(),
  round: text("round").$type<"day-1" | "day-10" | "asked">().notNull(),
  askedBy: text("asked_by"),
  askedByName: text("asked_by_name"),
  dueAt: instant("due_at").notNull(),
  state: text("state").$type<"waiting" | "done" | "dropped">().notNull().default("waiting"),
  tries: integer("tries").notNull().default(0),
  nextLookAt: instant("next_look_at").notNull(),
  leasedBy: uuid("leased_by"),
  leasedUntil: instant("leased_until"),
  readAt: instant("read_at"),
  listReadAt: instant("list_read_at"),
  numbers: jsonb("numbers").$type<ReadNumber[]>(),
  active: integer("active"),
});

export const closureAddenda = pgTable("closure_addenda", {
  id: uuid("id").primaryKey(),
  recordId: uuid("record_id").notNull(),
  program: text("program").notNull(),
  accountId: text("account_id").notNull(),
  kind: text("kind").$type<AddendumKind>().notNull(),
  happenedOn: date("happened_on", { mode: "string" }).notNull(),
  text: text("text").notNull(),
  answers: uuid("answers"),
  writtenBy: text("written_by").notNull(),
  writtenByName: text("written_by_name").notNull(),
  writtenByRoles: texts("written_by_roles").notNull(),
  writtenAt: instant("written_at").notNull().defaultNow(),
});

export const legalHolds = pgTable("legal_holds", {
  id: uuid("id").primaryKey(),
  recordId: uuid("record_id").notNull(),
  program: text("program").notNull(),
  accountId: text("account_id").notNull(),
  reason: text("reason").notNull(),
  placedBy: text("placed_by").notNull(),
  placedByName: text("placed_by_name").notNull(),
  placedByRoles: texts("placed_by_roles").notNull(),
  placedAt: instant("placed_at").notNull().defaultNow(),
  liftedBy: text("lifted_by"),
  liftedByName: text("lifted_by_name"),
  liftedByRoles: texts("lifted_by_roles"),
  liftedAt: instant("lifted_at"),
  liftReason: text("lift_reason"),
});

export const retentionRuns = pgTable("retention_runs", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  listHash: bytes("list_hash").notNull(),
  recordCount: integer("record_count").notNull(),
  reason: text("reason").notNull(),
  confirmedBy: text("confirmed_by").notNull(),
  confirmedByName: text("confirmed_by_name").notNull(),
  confirmedByRoles: texts("confirmed_by_roles").notNull(),
  confirmedAt: instant("confirmed_at").notNull().defaultNow(),
  endedAt: instant("ended_at"),
});

export const retentionRunRecords = pgTable(
  "retention_run_records",
  {
    runId: uuid("run_id").notNull(),
    recordId: uuid("record_id").notNull(),
    program: text("program").notNull(),
    retainUntil: date("retain_until", { mode: "string" }).notNull(),
    state: text("state").$type<"waiting" | "purged" | "kept">().notNull().default("waiting"),
    why: text("why"),
    settledAt: instant("settled_at"),
  },
  (table) => [primaryKey({ columns: [table.runId, table.recordId] })],
);
