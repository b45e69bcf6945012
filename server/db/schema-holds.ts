import "server-only";
import { boolean, date, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { NoteAudience } from "@/lib/account-views";
import { instant } from "./columns";

export const holds = pgTable("holds", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  accountId: text("account_id").notNull(),
  type: text("type").notNull(),
  reference: text("reference"),
  note: text("note"),
  placedBy: text("placed_by").notNull(),
  placedByName: text("placed_by_name").notNull(),
  placedAt: instant("placed_at").notNull().defaultNow(),
  expiresOn: date("expires_on", { mode: "string" }),
  releasedBy: text("released_by"),
  releasedByName: text("released_by_name"),
  releasedAt: instant("released_at"),
  releasedReason: text("released_reason"),
  releaseByTwo: boolean("release_by_two").notNull().default(false),
  releaseCommand: uuid("release_command"),
  servedOn: date("served_on", { mode: "string" }),
});

export const notes = pgTable("notes", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  accountId: text("account_id").notNull(),
  text: text("text").notNull(),
  audience: text("audience").$type<NoteAudience>().notNull().default("everyone"),
  author: text("author").notNull(),
  authorName: text("author_name").notNull(),
  writtenAt: instant("written_at").notNull().defaultNow(),
});
