import "server-only";
import { sql } from "drizzle-orm";
import { bigint, boolean, date, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { Determination, DeterminationKind } from "@/lib/closures/determination";
import type { RegisterKind, RegisterNotice } from "@/lib/closures/register";
import type { NoticeReason } from "@/lib/closures/termination-reasons";
import type { FieldChange } from "@/lib/fields/field-changes";
import type { DeliveryMethod } from "@/lib/lead/enums";
import { instant, texts } from "./columns";

/** The table of 0025_register.sql; triggers keep the rows of closings and of closures made elsewhere. */
export const registerEntries = pgTable("register_entries", {
  /** The process of a closing, the closure made elsewhere, or the command that cut or deactivated. */
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  accountId: text("account_id").notNull(),
  kind: text("kind").$type<RegisterKind>().notNull(),
  /** A close reason, an inactive reason, or what was cut. */
  reason: text("reason"),
  stage: text("stage").notNull(),
  determination: jsonb("determination").$type<Determination>(),
  determined: text("determined").$type<DeterminationKind>().generatedAlwaysAs(sql`determination ->> 'kind'`),
  reasons: jsonb("reasons").$type<NoticeReason[]>().notNull().default([]),
  note: text("note"),
  scraReason: text("scra_reason"),
  cut: jsonb("cut").$type<FieldChange[]>().notNull().default([]),
  currency: text("currency"),
  /** A day of the program's business zone, as the others here. */
  takenOn: date("taken_on", { mode: "string" }).notNull(),
  notice: text("notice").$type<RegisterNotice>().notNull(),
  noticeDueOn: date("notice_due_on", { mode: "string" }),
  deliveredAt: instant("delivered_at"),
  deliveredOn: date("delivered_on", { mode: "string" }),
  deliveredTimeKnown: boolean("delivered_time_known"),
  method: text("method").$type<DeliveryMethod>(),
  otherMethod: text("other_method"),
  recipient: text("recipient"),
  noticeBy: text("notice_by"),
  noticeByName: text("notice_by_name"),
  noticeByRoles: texts("notice_by_roles"),
  noticeRecordedAt: instant("notice_recorded_at"),
  askedBy: text("asked_by"),
  askedByName: text("asked_by_name"),
  askedByRoles: texts("asked_by_roles"),
  askedAt: instant("asked_at").notNull(),
  approver: text("approver"),
  approverName: text("approver_name"),
  approverRoles: texts("approver_roles"),
  approvedAt: instant("approved_at"),
  purgedAt: instant("purged_at"),
  /** Notices that are due, the most overdue first; then the rest, the newest first. */
  place: bigint("place", { mode: "number" }).notNull().generatedAlwaysAs(sql`0`),
});
