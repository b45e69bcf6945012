import "server-only";
import { integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { MediaType } from "@/lib/evidence/evidence-file";
import type { EvidenceSubjectKind } from "@/lib/evidence/evidence-inputs";
import { bytes, instant, texts } from "./columns";

// The tables of 0021_evidence.sql.

export const evidenceUploads = pgTable("evidence_uploads", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  status: text("status").$type<"receiving" | "received" | "kept">().notNull(),
  fileName: text("file_name").notNull(),
  mediaType: text("media_type").$type<MediaType>(),
  bytes: integer("bytes").notNull().default(0),
  sha256: bytes("sha256"),
  uploadedBy: text("uploaded_by").notNull(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const evidenceChunks = pgTable(
  "evidence_chunks",
  { uploadId: uuid("upload_id").notNull(), position: integer("position").notNull(), content: bytes("content").notNull() },
  (table) => [primaryKey({ columns: [table.uploadId, table.position] })],
);

export const evidence = pgTable("evidence", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  accountId: text("account_id").notNull(),
  subjectKind: text("subject_kind").$type<EvidenceSubjectKind>().notNull(),
  subjectId: text("subject_id").notNull(),
  fileName: text("file_name").notNull(),
  mediaType: text("media_type").$type<MediaType>().notNull(),
  bytes: integer("bytes").notNull(),
  sha256: bytes("sha256").notNull(),
  description: text("description").notNull(),
  commandId: uuid("command_id").notNull(),
  addedBy: text("added_by").notNull(),
  addedByName: text("added_by_name").notNull(),
  addedByRoles: texts("added_by_roles").notNull(),
  addedAt: instant("added_at").notNull().defaultNow(),
});

export const evidenceWithdrawals = pgTable("evidence_withdrawals", {
  evidenceId: uuid("evidence_id").primaryKey(),
  program: text("program").notNull(),
  reason: text("reason").notNull(),
  withdrawnBy: text("withdrawn_by").notNull(),
  withdrawnByName: text("withdrawn_by_name").notNull(),
  withdrawnByRoles: texts("withdrawn_by_roles").notNull(),
  withdrawnAt: instant("withdrawn_at").notNull().defaultNow(),
});
