import "server-only";
import { boolean, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { ApprovalEvent, ApprovalKind, ApprovalState } from "@/lib/approvals/approvals";
import type { CommandName } from "@/lib/command";
import type { FieldChange } from "@/lib/fields/field-changes";
import type { Permission } from "@/lib/permissions";
import type { Problem } from "@/lib/result";
import { bytes, instant, texts } from "./columns";
import type { StoredRequest } from "./schema";

// The tables of 0020_approvals.sql.

export const approvals = pgTable("approvals", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  kind: text("kind").$type<ApprovalKind>().notNull(),
  subject: text("subject").notNull(),
  name: text("name").$type<CommandName>().notNull(),
  accountId: text("account_id"),
  processId: uuid("process_id"),
  input: jsonb("input").$type<unknown>().notNull(),
  inputHash: bytes("input_hash").notNull(),
  request: jsonb("request").$type<StoredRequest>(),
  before: jsonb("before").$type<unknown>(),
  seen: text("seen"),
  changes: jsonb("changes").$type<FieldChange[]>().notNull().default([]),
  details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
  warnings: jsonb("warnings").$type<string[]>().notNull().default([]),
  needs: text("needs").$type<Permission>().notNull(),
  secondPerson: boolean("second_person").notNull(),
  requester: text("requester").notNull(),
  requesterName: text("requester_name").notNull(),
  requesterRoles: texts("requester_roles").notNull(),
  state: text("state").$type<ApprovalState>().notNull().default("waiting"),
  approver: text("approver"),
  approverName: text("approver_name"),
  approverRoles: texts("approver_roles"),
  decidedAt: instant("decided_at"),
  comment: text("comment"),
  withdrawnBy: text("withdrawn_by"),
  withdrawnByName: text("withdrawn_by_name"),
  problem: jsonb("problem").$type<Problem>(),
  askedAt: instant("asked_at").notNull().defaultNow(),
  remindAt: instant("remind_at").notNull(),
  remindedAt: instant("reminded_at"),
  expiresAt: instant("expires_at").notNull(),
  nextTryAt: instant("next_try_at"),
  tries: integer("tries").notNull().default(0),
  endedAt: instant("ended_at"),
});

/** What is told to the program's own services, until it is delivered. */
export const approvalNotices = pgTable("approval_notices", {
  id: uuid("id").primaryKey().defaultRandom(),
  program: text("program").notNull(),
  approvalId: uuid("approval_id").notNull(),
  event: text("event").$type<ApprovalEvent>().notNull(),
  at: instant("at").notNull().defaultNow(),
  tries: integer("tries").notNull().default(0),
  nextTryAt: instant("next_try_at").notNull().defaultNow(),
  deliveredAt: instant("delivered_at"),
  givenUpAt: instant("given_up_at"),
  lastAnswer: text("last_answer"),
});
