import "server-only";
import { boolean, date, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { CloseReason } from "@/lib/lead/enums";
import type { ClosingAnswers } from "@/lib/closures/questions";
import type { ClosingStatements, DecidedNotice } from "@/lib/closures/closing-request";
import type { ClosingFacts, NoticeAtLead } from "@/lib/closures/facts";
import type { Determination } from "@/lib/closures/determination";
import type { Letter } from "@/lib/closures/draft-letter";
import type { CorrectiveLetter } from "@/lib/closures/closing-inputs";
import type { ChecklistItem } from "@/lib/closures/notice-checklist";
import type { LeadAccount } from "@/lib/lead/account";
import { instant, texts } from "./columns";

// The tables of 0002_closures.sql; the letters of 0022_closing_letters.sql.

export const processDecisions = pgTable(
  "process_decisions",
  {
    processId: uuid("process_id").notNull(),
    attempt: integer("attempt").notNull(),
    subject: text("subject").notNull(),
    name: text("name").notNull(),
    roles: texts("roles").notNull(),
    comment: text("comment"),
    facts: jsonb("facts").$type<ClosingFacts>().notNull(),
    decidedAt: instant("decided_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.processId, table.attempt] })],
);

export const closures = pgTable("closures", {
  processId: uuid("process_id").primaryKey(),
  program: text("program").notNull(),
  accountId: text("account_id").notNull(),
  reason: text("reason").$type<CloseReason>().notNull(),
  reasonBefore: text("reason_before").$type<CloseReason>(),
  note: text("note"),
  answers: jsonb("answers").$type<ClosingAnswers>().notNull(),
  statements: jsonb("statements").$type<ClosingStatements>().notNull(),
  determination: jsonb("determination").$type<Determination>().notNull(),
  /** A day of the program's business zone, as the others here. */
  actionTakenOn: date("action_taken_on", { mode: "string" }).notNull(),
  noticeNeeded: boolean("notice_needed").notNull(),
  noticeDueOn: date("notice_due_on", { mode: "string" }),
  notice: jsonb("notice").$type<DecidedNotice>(),
  /** One for each recipient; null where none is due, or it was asked for before they were drafted here. */
  letters: jsonb("letters").$type<Letter[]>(),
  lettersHash: text("letters_hash"),
  checklist: jsonb("checklist").$type<ChecklistItem[]>(),
  noticeFound: jsonb("notice_found").$type<NoticeAtLead>(),
  noticeIsThisOne: boolean("notice_is_this_one"),
  noticeOlderReason: text("notice_older_reason"),
  noticeFoundOn: date("notice_found_on", { mode: "string" }),
  facts: jsonb("facts").$type<ClosingFacts>().notNull(),
  accountBefore: jsonb("account_before").$type<LeadAccount>().notNull(),
  requestedBy: text("requested_by").notNull(),
  requestedByName: text("requested_by_name").notNull(),
  requestedByRoles: texts("requested_by_roles").notNull(),
  requestedAt: instant("requested_at").notNull().defaultNow(),
  /** Whether another person than who asked has to decide. */
  secondPerson: boolean("second_person").notNull().default(false),
  decision: text("decision").$type<"approved" | "declined">(),
  decidedBy: text("decided_by"),
  decidedByName: text("decided_by_name"),
  decidedByRoles: texts("decided_by_roles"),
  decidedAt: instant("decided_at"),
  decisionComment: text("decision_comment"),
  deliveredAt: instant("delivered_at"),
  deliveredOn: date("delivered_on", { mode: "string" }),
  deliveredTimeKnown: boolean("delivered_time_known"),
  letterBy: text("letter_by"),
  letterByName: text("letter_by_name"),
  letterByRoles: texts("letter_by_roles"),
  letterRecordedAt: instant("letter_recorded_at"),
  recordedAt: instant("recorded_at"),
  recordCommandId: uuid("record_command_id"),
  closeCommandId: uuid("close_command_id"),
  closedAt: instant("closed_at"),
  accountAfter: jsonb("account_after").$type<LeadAccount>(),
  abandonedBy: text("abandoned_by"),
  abandonedByName: text("abandoned_by_name"),
  abandonedByRoles: texts("abandoned_by_roles"),
  abandonedAt: instant("abandoned_at"),
  abandonReason: text("abandon_reason"),
  correctiveLetter: jsonb("corrective_letter").$type<CorrectiveLetter>(),
});

export const corrections = pgTable("corrections", {
  processId: uuid("process_id").primaryKey(),
  program: text("program").notNull(),
  accountId: text("account_id").notNull(),
  errorClass: text("error_class").notNull(),
  foundBy: text("found_by").notNull(),
  foundOn: date("found_on", { mode: "string" }).notNull(),
  trueClosedOn: date("true_closed_on", { mode: "string" }),
  target: text("target").$type<"active" | "closed-again">().notNull(),
  reasonBefore: text("reason_before"),
  closedAtBefore: instant("closed_at_before"),
  noticeBefore: jsonb("notice_before").$type<NoticeAtLead>(),
  accountBefore: jsonb("account_before").$type<LeadAccount>().notNull(),
  reopenedAt: instant("reopened_at"),
  reasonAfter: text("reason_after"),
  closedAtAfter: instant("closed_at_after"),
  accountAfter: jsonb("account_after").$type<LeadAccount>(),
  givenUpAt: instant("given_up_at"),
  givenUpReason: text("given_up_reason"),
  startedAt: instant("started_at").notNull().defaultNow(),
});
