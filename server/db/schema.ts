import "server-only";
import { sql } from "drizzle-orm";
import { bigint, boolean, date, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { CommandStatus } from "@/lib/command";
import type { LeadAccount } from "@/lib/lead/account";
import type { Problem } from "@/lib/result";
import { bytes, instant, texts } from "./columns";

// The tables as the SQL migrations make them; a test compares the two.

export const sessions = pgTable("sessions", {
  id: uuid("id").primaryKey(),
  subject: text("subject").notNull(),
  name: text("name").notNull(),
  email: text("email"),
  groups: texts("groups").notNull(),
  tokens: bytes("tokens").notNull(),
  checkedAt: instant("checked_at").notNull().defaultNow(),
  leaseUntil: instant("lease_until"),
  revokedAt: instant("revoked_at"),
  revokedReason: text("revoked_reason"),
  createdAt: instant("created_at").notNull().defaultNow(),
  expiresAt: instant("expires_at").notNull(),
});

export const directoryEntries = pgTable(
  "directory_entries",
  {
    program: text("program").notNull(),
    accountId: text("account_id").notNull(),
    clientAccountId: text("client_account_id"),
    applicationId: text("application_id"),
    status: text("status").notNull(),
    statusReason: text("status_reason"),
    capabilities: texts("capabilities").notNull().default([]),
    holderType: text("holder_type"),
    holderCount: integer("holder_count").notNull().default(0),
    productName: text("product_name").notNull().default(""),
    productFolded: text("product_folded").notNull().default(""),
    currency: text("currency"),
    /** Minor units, as the three below. */
    availableCredit: bigint("available_credit", { mode: "number" }),
    creditLimit: bigint("credit_limit", { mode: "number" }),
    maxLimit: bigint("max_limit", { mode: "number" }),
    isMla: boolean("is_mla"),
    /** Plain dates: never shifted by a zone. */
    scraStart: date("scra_start", { mode: "string" }),
    scraEnd: date("scra_end", { mode: "string" }),
    hasNotice: boolean("has_notice").notNull().default(false),
    metadata: jsonb("metadata").$type<Record<string, string>>().notNull().default({}),
    metadataPairs: texts("metadata_pairs").notNull().default([]),
    /** Their values, one a line; the database keeps it. */
    metadataText: text("metadata_text").generatedAlwaysAs(sql`metadata_values(metadata_pairs)`),
    leadCreatedAt: instant("lead_created_at"),
    leadUpdatedAt: instant("lead_updated_at"),
    closedAt: instant("closed_at"),
    sortedAt: instant("sorted_at").notNull(),
    body: jsonb("body").$type<LeadAccount>().notNull(),
    enteredAt: instant("entered_at").notNull().defaultNow(),
    enteredBy: text("entered_by").$type<EnteredBy>().notNull(),
    readAt: instant("read_at").notNull(),
    writtenAt: instant("written_at"),
    missingSince: instant("missing_since"),
  },
  (table) => [primaryKey({ columns: [table.program, table.accountId] })],
);
export type EnteredBy = "opened" | "looked-up" | "seeded" | "imported" | "announced" | "account-number";

export const directoryRelationships = pgTable(
  "directory_relationships",
  {
    program: text("program").notNull(),
    accountId: text("account_id").notNull(),
    entityId: text("entity_id").notNull(),
    relationshipType: text("relationship_type").notNull(),
  },
  (table) => [primaryKey({ columns: [table.program, table.accountId, table.relationshipType, table.entityId] })],
);

export const entities = pgTable(
  "entities",
  {
    program: text("program").notNull(),
    entityId: text("entity_id").notNull(),
    clientCustomerId: text("client_customer_id"),
    type: text("type").notNull(),
    displayName: text("display_name").notNull(),
    displayFolded: text("display_folded").notNull(),
    standing: jsonb("standing").$type<Record<string, unknown>>().notNull().default({}),
    readAt: instant("read_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.program, table.entityId] })],
);

export const processes = pgTable("processes", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  accountId: text("account_id").notNull(),
  kind: text("kind").$type<"closing" | "inactive-reason" | "correction">().notNull(),
  stage: text("stage").notNull(),
  plan: jsonb("plan").$type<Record<string, unknown>>().notNull(),
  planHash: bytes("plan_hash").notNull(),
  problem: jsonb("problem").$type<Problem>(),
  startedBy: text("started_by").notNull(),
  startedByName: text("started_by_name").notNull(),
  startedByRoles: texts("started_by_roles").notNull(),
  startedAt: instant("started_at").notNull().defaultNow(),
  runsUntil: instant("runs_until"),
  leasedBy: uuid("leased_by"),
  leasedUntil: instant("leased_until"),
  nextLookAt: instant("next_look_at"),
  waits: integer("waits").notNull().default(0),
  updatedAt: instant("updated_at").notNull().defaultNow(),
  finishedAt: instant("finished_at"),
  keptStatus: text("kept_status"),
  keptReason: text("kept_reason"),
  keptBy: text("kept_by"),
  keptByName: text("kept_by_name"),
  keptByRoles: texts("kept_by_roles"),
  keptAt: instant("kept_at"),
});

/** Exactly what goes to Lead. `body` is the text that is sent, byte for byte; null where the call has none. */
export type StoredRequest = { method: "POST" | "PATCH" | "DELETE"; path: string; body: string | null };

export const commands = pgTable("commands", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  name: text("name").notNull(),
  accountId: text("account_id"),
  subjectKey: text("subject_key").notNull(),
  processId: uuid("process_id"),
  step: text("step"),
  bulkRunId: uuid("bulk_run_id"),
  attempt: integer("attempt").notNull().default(1),
  input: jsonb("input").$type<unknown>().notNull(),
  inputHash: bytes("input_hash").notNull(),
  request: jsonb("request").$type<StoredRequest>(),
  before: jsonb("before").$type<unknown>(),
  expected: jsonb("expected").$type<unknown>(),
  reliedOn: text("relied_on"),
  status: text("status").$type<CommandStatus>().notNull(),
  problem: jsonb("problem").$type<Problem>(),
  surprises: jsonb("surprises").$type<{ path: string; expected: unknown; actual: unknown }[]>().notNull().default([]),
  operator: text("operator").notNull(),
  operatorName: text("operator_name").notNull(),
  operatorRoles: texts("operator_roles").notNull(),
  /** Another person, where the command needed one. */
  approver: text("approver"),
  approverName: text("approver_name"),
  approverRoles: texts("approver_roles"),
  sends: integer("sends").notNull().default(0),
  firstSentAt: instant("first_sent_at"),
  lastSentAt: instant("last_sent_at"),
  leasedBy: uuid("leased_by"),
  leasedUntil: instant("leased_until"),
  nextSendAt: instant("next_send_at"),
  askedAt: instant("asked_at").notNull().defaultNow(),
  settledAt: instant("settled_at"),
  settledBy: text("settled_by"),
  settledHow: text("settled_how"),
  settledReason: text("settled_reason"),
  after: jsonb("after").$type<unknown>(),
});

export const auditHeads = pgTable("audit_heads", {
  chain: text("chain").primaryKey(),
  seq: bigint("seq", { mode: "number" }).notNull(),
  hash: bytes("hash").notNull(),
});

export const auditEntries = pgTable(
  "audit_entries",
  {
    chain: text("chain").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    at: instant("at").notNull(),
    program: text("program"),
    actor: text("actor").notNull(),
    actorName: text("actor_name").notNull(),
    actorRoles: texts("actor_roles").notNull(),
    action: text("action").notNull(),
    outcome: text("outcome").notNull(),
    accountId: text("account_id"),
    commandId: uuid("command_id"),
    processId: uuid("process_id"),
    changes: jsonb("changes").$type<{ path: string; old: unknown; new: unknown }[]>().notNull().default([]),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
    canonical: text("canonical").notNull(),
    previous: bytes("previous").notNull(),
    hash: bytes("hash").notNull(),
  },
  (table) => [primaryKey({ columns: [table.chain, table.seq] })],
);

export const leadCalls = pgTable("lead_calls", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  commandId: uuid("command_id"),
  accountId: text("account_id"),
  operator: text("operator"),
  method: text("method").notNull(),
  path: text("path").notNull(),
  idempotencyKey: text("idempotency_key"),
  status: integer("status"),
  outcome: text("outcome").notNull(),
  tries: integer("tries").notNull(),
  startedAt: instant("started_at").notNull(),
  durationMs: integer("duration_ms").notNull(),
  leadRequestId: text("lead_request_id"),
  request: jsonb("request").$type<unknown>(),
  response: jsonb("response").$type<unknown>(),
});

export const drafts = pgTable(
  "drafts",
  {
    owner: text("owner").notNull(),
    program: text("program").notNull(),
    form: text("form").notNull(),
    subject: text("subject").notNull(),
    content: bytes("content").notNull(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.owner, table.program, table.form, table.subject] })],
);
