import "server-only";
import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

// The tables of 0016_views.sql.

export const savedViews = pgTable("saved_views", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  owner: text("owner").notNull(),
  ownerName: text("owner_name").notNull(),
  name: text("name").notNull(),
  text: text("text").notNull(),
  shared: boolean("shared").notNull(),
  version: integer("version").notNull().default(1),
  changedAt: instant("changed_at").notNull().defaultNow(),
});

export const listLayouts = pgTable(
  "list_layouts",
  {
    owner: text("owner").notNull(),
    program: text("program").notNull(),
    layout: jsonb("layout").$type<unknown>().notNull(),
    changedAt: instant("changed_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.owner, table.program] })],
);
