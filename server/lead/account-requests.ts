import "server-only";
import { z } from "zod";
import { leadAccount } from "@/lib/lead/account";
import type { LeadAccount } from "@/lib/lead/account";
import { leadEntityRelationshipList, leadRelationshipBatch } from "@/lib/lead/entity-relationship";
import type { LeadEntityRelationship, LeadRelationshipBatch } from "@/lib/lead/entity-relationship";
import { accountId, entityId } from "@/lib/lead/ids";
import { leadPage } from "@/lib/lead/page";
import type { AddRelationshipsRequest, CloseAccountRequest, CreateAccountRequest, DeactivateAccountRequest, PatchAccountRequest } from "@/lib/lead/requests";
import type { Program } from "../programs";
import { mapAnswer } from "./lead-error";
import type { LeadOutcome } from "./lead-error";
import { leadRequest } from "./lead-request";
import type { RequestContext } from "./lead-request";
import { allRelationships } from "./paging";
import { pathId } from "./path-id";

const path = (id: string) => `/v0/accounts/${pathId(accountId, id)}`;

/** An answer about another account than the one asked for is not believed. */
const thisAccount = (id: string) => leadAccount.refine((account) => account.id === id, { path: ["id"], message: "Another account" });

/** Lead's shape for a look-up by the partner's own id is not documented (FACTS 3.2): one account, or a list of one. */
const lookedUp = z.union([leadAccount.transform((account) => [account]), leadPage(leadAccount).transform((page) => page.objects)]);

/** Reads of accounts, with the read token. */
export function accountReads(program: Program, context: RequestContext) {
  const read = { method: "GET", access: "read", effect: "read" } as const;
  return {
    get: (id: string): Promise<LeadOutcome<LeadAccount>> => leadRequest(program, context, { ...read, path: path(id), answer: thisAccount(id) }),

    /** Only where the program's `clientIdLookup` says that Lead offers it. Nobody found is `refused` with 404. */
    async getByClientAccountId(clientAccountId: string): Promise<LeadOutcome<LeadAccount>> {
      const outcome = await leadRequest(program, context, { ...read, path: "/v0/accounts", query: { client_account_id: clientAccountId }, answer: lookedUp });
      if (outcome.kind !== "answered") return outcome;
      const [account, second] = outcome.value.filter((found) => found.client_account_id === clientAccountId);
      if (second) return { kind: "no-answer", reason: "malformed-answer", mayHaveHappened: false };
      return account ? { kind: "answered", value: account } : { kind: "refused", problem: { status: 404, invalidParameters: [] } };
    },

    relationships: {
      /** Every relationship, whatever the number of pages. */
      list: (id: string): Promise<LeadOutcome<LeadEntityRelationship[]>> => allRelationships(program, context, `${path(id)}/entity_relationships`),
    },
  };
}

/** A body to send: an object, or the stored JSON text, which is sent byte for byte. */
export type RequestBody<T> = string | T;

const text = (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body));

/** Writes on accounts, with the token that may write. Every key is the command's id. */
export function accountWrites(program: Program, context: RequestContext) {
  const write = { access: "write", effect: "keyed-write" } as const;
  const post = (id: string, verb: string, idempotencyKey: string, body?: unknown): Promise<LeadOutcome<LeadAccount>> =>
    leadRequest(program, context, {
      ...write,
      method: "POST",
      path: `${path(id)}/${verb}`,
      body: body === undefined ? undefined : text(body),
      idempotencyKey,
      answer: thisAccount(id),
    });
  return {
    create: (body: RequestBody<CreateAccountRequest>, idempotencyKey: string): Promise<LeadOutcome<LeadAccount>> =>
      leadRequest(program, context, { ...write, method: "POST", path: "/v0/accounts", body: text(body), idempotencyKey, answer: leadAccount }),
    update: (id: string, body: RequestBody<PatchAccountRequest>, idempotencyKey: string): Promise<LeadOutcome<LeadAccount>> =>
      leadRequest(program, context, { ...write, method: "PATCH", path: path(id), body: text(body), idempotencyKey, answer: thisAccount(id) }),
    activate: (id: string, idempotencyKey: string) => post(id, "activate", idempotencyKey),
    deactivate: (id: string, body: RequestBody<DeactivateAccountRequest>, idempotencyKey: string) => post(id, "deactivate", idempotencyKey, body),
    close: (id: string, body: RequestBody<CloseAccountRequest>, idempotencyKey: string) => post(id, "close", idempotencyKey, body),
    relationships: {
      addBatch: (id: string, body: RequestBody<AddRelationshipsRequest>, idempotencyKey: string): Promise<LeadOutcome<LeadRelationshipBatch>> =>
        leadRequest(program, context, {
          ...write,
          method: "POST",
          path: `${path(id)}/entity_relationships/batch`,
          body: text(body),
          idempotencyKey,
          answer: leadRelationshipBatch.refine((batch) => batch.account_id === id, { path: ["account_id"], message: "Another account" }),
        }),
      /** Lead has no key for this one (FACTS 3.1): after a doubt it is not repeated; read the list. Answers the list as it is now. */
      async remove(id: string, entity: string, relationshipType: string): Promise<LeadOutcome<LeadEntityRelationship[]>> {
        const outcome = await leadRequest(program, context, {
          method: "DELETE",
          path: `${path(id)}/entity_relationships/${pathId(entityId, entity)}`,
          query: { relationship_type: relationshipType },
          access: "write",
          effect: "unkeyed-write",
          answer: leadEntityRelationshipList,
        });
        return mapAnswer(outcome, ({ objects }) => objects);
      },
    },
  };
}
