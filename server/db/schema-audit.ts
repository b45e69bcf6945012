import "server-only";
import { bigint, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { CheckReport, CheckStatus } from "@/lib/trail-check";
import { bytes, instant } from "./columns";

// The tables of 0024_trail_checks.sql.

export type AnchorTarget = "file" | "url";

export const auditAnchors = pgTable(
  "audit_anchors",
  {
    chain: text("chain").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    hash: bytes("hash").notNull(),
    target: text("target").$type<AnchorTarget>().notNull(),
    anchoredAt: instant("anchored_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.chain, table.seq, table.target] })],
);

export const auditAnchorTargets = pgTable("audit_anchor_targets", {
  target: text("target").$type<AnchorTarget>().primaryKey(),
  nextAt: instant("next_at").notNull().defaultNow(),
  leasedBy: uuid("leased_by"),
  leasedUntil: instant("leased_until"),
  failures: integer("failures").notNull().default(0),
  problem: text("problem"),
  failedAt: instant("failed_at"),
});

export const auditChecks = pgTable("audit_checks", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  askedBy: text("asked_by").notNull(),
  askedByName: text("asked_by_name").notNull(),
  askedAt: instant("asked_at").notNull().defaultNow(),
  status: text("status").$type<CheckStatus>().notNull().default("waiting"),
  leasedBy: uuid("leased_by"),
  leasedUntil: instant("leased_until"),
  total: bigint("total", { mode: "number" }),
  checked: bigint("checked", { mode: "number" }).notNull().default(0),
  endedAt: instant("ended_at"),
  reports: jsonb("reports").$type<CheckReport[]>(),
});
