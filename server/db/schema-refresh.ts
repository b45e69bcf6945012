import "server-only";
import { boolean, date, doublePrecision, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ClosedElsewhereFinding } from "@/lib/closures/closed-elsewhere";
import type { AgeBand } from "@/lib/settings/directory-ages";
import type { Problem } from "@/lib/result";
import { instant, texts } from "./columns";

/** The order in which accounts are read again: a trigger on directory_entries keeps it. */
export const refreshPlaces = pgTable(
  "refresh_places",
  {
    program: text("program").notNull(),
    accountId: text("account_id").notNull(),
    lane: text("lane").$type<"again" | "changed" | "open" | "closed">().notNull(),
    placeAt: instant("place_at").notNull(),
    tries: integer("tries").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.program, table.accountId] })],
);

export const refreshes = pgTable("refreshes", {
  program: text("program").primaryKey(),
  paused: boolean("paused").notNull().default(false),
  callsPerSecond: doublePrecision("calls_per_second"),
  setByName: text("set_by_name"),
  setAt: instant("set_at"),
  leasedBy: uuid("leased_by"),
  leasedUntil: instant("leased_until"),
  lastReadAt: instant("last_read_at"),
  stalls: integer("stalls").notNull().default(0),
  problem: jsonb("problem").$type<Problem>(),
  problemAt: instant("problem_at"),
  nextLookAt: instant("next_look_at"),
});

export const directoryAges = pgTable("directory_ages", {
  program: text("program").primaryKey(),
  bands: jsonb("bands").$type<AgeBand[]>().notNull(),
  missing: integer("missing").notNull(),
  countedAt: instant("counted_at").notNull(),
  tookMs: integer("took_ms").notNull(),
});

export const directoryAgesDays = pgTable(
  "directory_ages_days",
  {
    program: text("program").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    bands: jsonb("bands").$type<AgeBand[]>().notNull(),
    missing: integer("missing").notNull(),
    countedAt: instant("counted_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.program, table.day] })],
);

export const closuresElsewhere = pgTable("closures_elsewhere", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  accountId: text("account_id").notNull(),
  seenAt: instant("seen_at").notNull().defaultNow(),
  closedAt: instant("closed_at"),
  /** The business day of it; null where it was not known. */
  closedOn: date("closed_on", { mode: "string" }),
  reason: text("reason"),
  statusBefore: text("status_before").notNull(),
  hasNotice: boolean("has_notice").notNull(),
  completedBy: text("completed_by"),
  completedByName: text("completed_by_name"),
  completedByRoles: texts("completed_by_roles"),
  completedAt: instant("completed_at"),
  finding: text("finding").$type<ClosedElsewhereFinding>(),
  comment: text("comment"),
});
