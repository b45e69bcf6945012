import "server-only";
import { bigint, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { PackAsk } from "@/lib/closures/examiner-pack";
import { bytes, instant, texts } from "./columns";

// The table of 0032_examiner_packs.sql.

export const examinerPacks = pgTable("examiner_packs", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  askedBy: text("asked_by").notNull(),
  askedByName: text("asked_by_name").notNull(),
  askedByRoles: texts("asked_by_roles").notNull(),
  askedAt: instant("asked_at").notNull().defaultNow(),
  purpose: text("purpose").notNull(),
  asked: jsonb("asked").$type<PackAsk>().notNull(),
  recordIds: uuid("record_ids").array().notNull(),
  population: uuid("population").array(),
  leasedBy: uuid("leased_by"),
  leasedUntil: instant("leased_until"),
  madeAt: instant("made_at"),
  bytes: bigint("bytes", { mode: "number" }),
  sha256: bytes("sha256"),
  manifestSha256: bytes("manifest_sha256"),
});
