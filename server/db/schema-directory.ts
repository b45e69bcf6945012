import "server-only";
import { bigint, boolean, date, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, texts } from "./columns";

// The tables of 0009_directory_keys.sql, 0010_directory_text.sql and 0031_figures.sql. Triggers on directory_entries keep them; nothing else writes keys or buckets.

export const directoryBuckets = pgTable(
  "directory_buckets",
  {
    program: text("program").notNull(),
    /** 52 bits: a number here. */
    bucket: bigint("bucket", { mode: "number" }).notNull(),
    status: text("status").notNull(),
    statusReason: text("status_reason"),
    capabilities: texts("capabilities").notNull(),
    holderType: text("holder_type"),
    hasNotice: boolean("has_notice").notNull(),
    hasScra: boolean("has_scra").notNull(),
  },
  (table) => [primaryKey({ columns: [table.program, table.bucket] })],
);

export const directorySummary = pgTable(
  "directory_summary",
  {
    program: text("program").notNull(),
    /** Folded, as in directory_keys. */
    product: text("product").notNull(),
    bucket: bigint("bucket", { mode: "number" }).notNull(),
    productName: text("product_name").notNull(),
    accounts: bigint("accounts", { mode: "number" }).notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.program, table.product, table.bucket] })],
);

export const directorySummaryChanges = pgTable("directory_summary_changes", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  program: text("program").notNull(),
  product: text("product").notNull(),
  bucket: bigint("bucket", { mode: "number" }).notNull(),
  accounts: bigint("accounts", { mode: "number" }).notNull(),
  at: instant("at").notNull().defaultNow(),
});

export const directoryKeys = pgTable(
  "directory_keys",
  {
    program: text("program").notNull(),
    accountId: text("account_id").notNull(),
    bucket: bigint("bucket", { mode: "number" }).notNull(),
    product: text("product").notNull(),
    updated: instant("updated").notNull(),
    created: instant("created").notNull(),
    closed: instant("closed"),
    creditLimit: bigint("credit_limit", { mode: "number" }),
    scraStart: date("scra_start", { mode: "string" }),
    scraEnd: date("scra_end", { mode: "string" }),
    readAt: instant("read_at").notNull(),
    /** While inactive for the same reason. */
    inactiveSince: instant("inactive_since"),
  },
  (table) => [primaryKey({ columns: [table.program, table.accountId] })],
);

export const directoryFigureChanges = pgTable("directory_figure_changes", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  program: text("program").notNull(),
  at: instant("at").notNull().defaultNow(),
  accounts: integer("accounts").notNull(),
  bucket: bigint("bucket", { mode: "number" }).notNull(),
  created: instant("created").notNull(),
  closed: instant("closed"),
  inactiveSince: instant("inactive_since"),
  scraStart: date("scra_start", { mode: "string" }),
  scraEnd: date("scra_end", { mode: "string" }),
});

export const directoryFigures = pgTable(
  "directory_figures",
  {
    program: text("program").notNull(),
    measure: text("measure").notNull(),
    onDay: date("on_day", { mode: "string" }).notNull(),
    facet: text("facet").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    accounts: bigint("accounts", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.program, table.measure, table.onDay, table.facet, table.day] })],
);

export const searches = pgTable("searches", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  owner: text("owner").notNull(),
  content: bytes("content").notNull(),
  keptAt: instant("kept_at").notNull().defaultNow(),
});
