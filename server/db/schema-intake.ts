import "server-only";
import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { EventState } from "@/lib/lead/event-types";
import { bytes, instant } from "./columns";

// The tables of 0012_intake.sql.

export const announcements = pgTable("announcements", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  requestKey: text("request_key").notNull(),
  bodyHash: bytes("body_hash").notNull(),
  receivedAt: instant("received_at").notNull().defaultNow(),
});

export type AnnouncedState = "waiting" | "known" | "entered" | "refused";

export const announcedAccounts = pgTable(
  "announced_accounts",
  {
    announcementId: uuid("announcement_id").notNull(),
    accountId: text("account_id").notNull(),
    program: text("program").notNull(),
    position: integer("position").notNull(),
    state: text("state").$type<AnnouncedState>().notNull(),
    reason: text("reason"),
    tries: integer("tries").notNull().default(0),
    nextLookAt: instant("next_look_at").notNull().defaultNow(),
    leasedBy: uuid("leased_by"),
    leasedUntil: instant("leased_until"),
    settledAt: instant("settled_at"),
  },
  (table) => [primaryKey({ columns: [table.announcementId, table.accountId] })],
);

export const announcementSignatures = pgTable(
  "announcement_signatures",
  {
    program: text("program").notNull(),
    signature: bytes("signature").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.program, table.signature] })],
);

export const intakeRefusals = pgTable(
  "intake_refusals",
  {
    program: text("program").notNull(),
    way: text("way").notNull(),
    reason: text("reason").notNull(),
    hour: instant("hour").notNull(),
    refused: bigint("refused", { mode: "number" }).notNull(),
    firstAt: instant("first_at").notNull().defaultNow(),
    lastAt: instant("last_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.program, table.way, table.reason, table.hour] })],
);

/** What is kept of an account number. `hash`: base64; `updatedAt`: ISO 8601. */
export type KeptNumber = {
  id: string;
  hash: string | null;
  lastFour: string;
  status: string;
  entityId: string | null;
  clientCustomerId: string | null;
  settlesTo: string | null;
  updatedAt: string;
};

export const leadEvents = pgTable(
  "lead_events",
  {
    program: text("program").notNull(),
    eventId: text("event_id").notNull(),
    type: text("type").notNull(),
    via: text("via").$type<"webhook" | "list">().notNull(),
    state: text("state").$type<EventState>().notNull(),
    objectId: text("object_id"),
    number: jsonb("number").$type<KeptNumber>(),
    happenedAt: instant("happened_at"),
    receivedAt: instant("received_at").notNull().defaultNow(),
    settledAt: instant("settled_at"),
  },
  (table) => [primaryKey({ columns: [table.program, table.eventId] })],
);

export const accountNumbers = pgTable(
  "account_numbers",
  {
    program: text("program").notNull(),
    accountNumberId: text("account_number_id").notNull(),
    numberHash: bytes("number_hash"),
    lastFour: text("last_four").notNull(),
    status: text("status").notNull(),
    entityId: text("entity_id"),
    clientCustomerId: text("client_customer_id"),
    settlesTo: text("settles_to"),
    isOwnAccount: boolean("is_own_account").notNull().default(false),
    checkedAt: instant("checked_at"),
    leadUpdatedAt: instant("lead_updated_at").notNull(),
    readAt: instant("read_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.program, table.accountNumberId] })],
);

export type SettlementHolder = { entityId: string; clientCustomerId: string | null };

export const settlementAccounts = pgTable(
  "settlement_accounts",
  {
    program: text("program").notNull(),
    accountId: text("account_id").notNull(),
    holders: jsonb("holders").$type<SettlementHolder[]>(),
    askedAt: instant("asked_at"),
    hasUnchecked: boolean("has_unchecked").notNull().default(true),
    tries: integer("tries").notNull().default(0),
    nextLookAt: instant("next_look_at").notNull().defaultNow(),
    leasedBy: uuid("leased_by"),
    leasedUntil: instant("leased_until"),
  },
  (table) => [primaryKey({ columns: [table.program, table.accountId] })],
);

export type WalkedList = "events" | "account-numbers";

export const leadWalks = pgTable(
  "lead_walks",
  {
    program: text("program").notNull(),
    list: text("list").$type<WalkedList>().notNull(),
    since: instant("since"),
    after: text("after"),
    newest: instant("newest"),
    begunAt: instant("begun_at"),
    reached: instant("reached"),
    finishedAt: instant("finished_at"),
    lookedAt: instant("looked_at"),
    nextLookAt: instant("next_look_at").notNull().defaultNow(),
    tries: integer("tries").notNull().default(0),
    problem: text("problem"),
    leasedBy: uuid("leased_by"),
    leasedUntil: instant("leased_until"),
  },
  (table) => [primaryKey({ columns: [table.program, table.list] })],
);
