import "server-only";
import { randomUUID } from "node:crypto";
import type { ForeignCommandName } from "@/lib/command";
import type { Actor } from "@/lib/operator";
import { processes } from "../db/schema";
import type { ProcessStep } from "./command-id";
import { processCommandId } from "./command-id";
import { person } from "./command-test-bed";
import type { CommandTestBed } from "./command-test-bed";

/** One command that can be asked for now, and what Lead should have done once it is settled. */
export type Sample = {
  name: ForeignCommandName;
  actor: Actor;
  id: string;
  input: Record<string, unknown>;
  /** Null for an opening. */
  accountId: string | null;
  process?: ProcessStep;
  operation: string;
};

type Row = { actor: Parameters<typeof person>[0]; operation: string; prepare(bed: CommandTestBed): Promise<{ accountId: string | null; input?: Record<string, unknown>; kind?: ProcessStep["kind"] }> };

const contact = () => ({ verifiedBy: "one-time-code", channel: "phone", at: new Date(Date.now() - 60_000).toISOString() });
const notice = { delivered_at: "2026-01-15T10:00:00Z", reason: "Delinquent credit obligations with us", delivery_method: "other" };

const rows = {
  "open-account": {
    actor: "priya", operation: "POST /v0/accounts",
    prepare: async (bed) => ({
      accountId: null,
      input: { capabilities: ["deposit"], entities: { account_holders: [bed.entity("prospectIndividual")] }, details: { product_name: "Everyday Checking" }, documents: [], metadata: { order: randomUUID() } },
    }),
  },
  "update-account": {
    actor: "priya", operation: "PATCH /v0/accounts/:id",
    prepare: async (bed) => ({ accountId: await bed.made(), input: { changes: { details: { product_name: "Everyday Plus" }, metadata: { branch: "12" } } } }),
  },
  "add-relationships": {
    actor: "priya", operation: "POST /v0/accounts/:id/entity_relationships/batch",
    prepare: async (bed) => ({ accountId: await bed.made(), input: { relationshipType: "authorized_user", entityIds: [bed.entity("prospectUser")], reason: "Asked for by the holder" } }),
  },
  "remove-relationship": {
    actor: "priya", operation: "DELETE /v0/accounts/:id/entity_relationships/:entity_id",
    prepare: async (bed) => {
      const pairs = [[bed.entity("prospectIndividual"), "account_holder"], [bed.entity("prospectUser"), "authorized_user"]];
      const accountId = await bed.made({ relationships: pairs.map(([entity_id, relationship_type]) => ({ entity_id, relationship_type })) });
      return { accountId, input: { entityId: bed.entity("prospectUser"), relationshipType: "authorized_user", reason: "Moved away" } };
    },
  },
  "deactivate-account": {
    actor: "carmen", operation: "POST /v0/accounts/:id/deactivate",
    prepare: async (bed) => ({ accountId: await bed.made(), input: { reason: "frozen", note: "By order of the court", hold: { type: "court-or-levy", reference: "24-CV-1" } } }),
  },
  "activate-account": {
    actor: "sam", operation: "POST /v0/accounts/:id/activate",
    prepare: async (bed) => ({ accountId: await bed.made({ status: "inactive", status_reason: "dormant" }), input: { contact: contact() } }),
  },
  "reopen-account": {
    actor: "carmen", operation: "POST /v0/accounts/:id/activate",
    prepare: async (bed) => ({ accountId: await bed.made({ status: "closed", status_reason: "paid_off", details: { closed_at: "2026-01-01T00:00:00Z" } }), kind: "correction" }),
  },
  "record-notice": {
    actor: "carmen", operation: "PATCH /v0/accounts/:id",
    prepare: async (bed) => ({ accountId: await bed.made(), input: { notice }, kind: "closing" }),
  },
  "close-account": {
    actor: "carmen", operation: "POST /v0/accounts/:id/close",
    prepare: async (bed) => ({ accountId: await bed.made({ details: { adverse_action_notice: notice } }), input: { reason: "client_closed" }, kind: "closing" }),
  },
} satisfies Record<ForeignCommandName, Row>;

/** A fresh account and everything that the command needs; a process's step gets its process. */
export async function sampleOf(bed: CommandTestBed, name: ForeignCommandName): Promise<Sample> {
  const row: Row = rows[name];
  const { accountId, input, kind } = await row.prepare(bed);
  const process = kind && accountId ? await processFor(bed, accountId, kind) : undefined;
  return {
    name, accountId, process, operation: row.operation, actor: person(row.actor),
    id: process ? processCommandId(process) : randomUUID(),
    input: { ...(accountId === null ? {} : { accountId }), ...input },
  };
}

async function processFor(bed: CommandTestBed, accountId: string, kind: ProcessStep["kind"]): Promise<ProcessStep> {
  const id = randomUUID();
  await bed.deps.db.insert(processes).values({ id, program: bed.slug, accountId, kind, stage: "decided", plan: {}, planHash: Buffer.alloc(32), startedBy: "person-carmen", startedByName: "Carmen Ortiz", startedByRoles: ["compliance"] });
  return { id, kind, step: "step", attempt: 1 };
}
