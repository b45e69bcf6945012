import "server-only";
import { date, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { EstateContact } from "@/lib/deceased/case-inputs";
import type { CaseOutcome, StepKind } from "@/lib/deceased/case-standing";
import { instant } from "./columns";

// The tables of 0039_deceased_holders.sql.

export const deceasedCases = pgTable("deceased_cases", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  accountId: text("account_id").notNull(),
  entityId: text("entity_id").notNull(),
  toldBy: text("told_by").notNull(),
  toldOn: date("told_on", { mode: "string" }).notNull(),
  diedOn: date("died_on", { mode: "string" }),
  holdId: uuid("hold_id").notNull(),
  openedBy: text("opened_by").notNull(),
  openedByName: text("opened_by_name").notNull(),
  openedAt: instant("opened_at").notNull().defaultNow(),
  outcome: text("outcome").$type<CaseOutcome>(),
  comment: text("comment"),
  endedBy: text("ended_by"),
  endedByName: text("ended_by_name"),
  endedAt: instant("ended_at"),
  retainUntil: date("retain_until", { mode: "string" }),
});

export type SurvivorTold = { entityId: string; problems: string[] };

export const deceasedSteps = pgTable(
  "deceased_steps",
  {
    caseId: uuid("case_id").notNull(),
    position: integer("position").notNull(),
    kind: text("kind").$type<StepKind>().notNull(),
    commandId: uuid("command_id").notNull(),
    evidence: uuid("evidence").array(),
    told: jsonb("told").$type<SurvivorTold[]>(),
    words: text("words"),
    contact: jsonb("contact").$type<EstateContact>(),
    purgedAt: instant("purged_at"),
    bySubject: text("by_subject").notNull(),
    byName: text("by_name").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.position] })],
);
