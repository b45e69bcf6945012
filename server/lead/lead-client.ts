import "server-only";
import type { z } from "zod";
import { leadAccountNumber } from "@/lib/lead/account-number";
import { leadApplication } from "@/lib/lead/application";
import { leadCallerFacts } from "@/lib/lead/caller-facts";
import { leadEntity } from "@/lib/lead/entity";
import type { LeadEntity } from "@/lib/lead/entity";
import { leadEvent } from "@/lib/lead/event";
import { accountNumberId, applicationId, entityId, eventId, subledgerBalanceId } from "@/lib/lead/ids";
import { leadSubledgerBalance } from "@/lib/lead/subledger-balance";
import type { Program } from "../programs";
import { accountReads, accountWrites } from "./account-requests";
import type { LeadOutcome } from "./lead-error";
import { leadRequest } from "./lead-request";
import type { RequestContext } from "./lead-request";
import { allRelationships, onePage } from "./paging";
import type { PageQuery } from "./paging";
import { pathId } from "./path-id";

export type AccountNumberQuery = PageQuery & { accountId?: string; accountNumber?: string };

/** Type, `objectId` and the times (ISO 8601) narrow the list; events are kept for 90 days (FACTS 9). */
export type EventQuery = PageQuery & { type?: string; objectId?: string; createdOnOrAfter?: string; createdBefore?: string };

/** An answer about something else than what was asked for is not believed. */
function thisOne<T extends { id: string }>(answer: z.ZodType<T>, id: string): z.ZodType<T> {
  return answer.refine((found) => found.id === id, { path: ["id"], message: "Another one" });
}

function theirEntity(clientCustomerId: string): z.ZodType<LeadEntity> {
  const isTheirs = (entity: LeadEntity) => entity.client_customer_id === undefined || entity.client_customer_id === clientCustomerId;
  return leadEntity.refine(isTheirs, { path: ["client_customer_id"], message: "Another one" });
}

/** Reads one program at Lead. It holds no token that could write. */
export function leadReader(program: Program, context: RequestContext = {}) {
  const get = <T>(path: string, answer: z.ZodType<T>, query?: Record<string, string>): Promise<LeadOutcome<T>> =>
    leadRequest(program, context, { method: "GET", path, query, access: "read", effect: "read", answer });
  return {
    accounts: accountReads(program, context),
    entities: {
      get: (id: string) => get(`/v0/entities/${pathId(entityId, id)}`, thisOne(leadEntity, id)),
      /** How to reach someone, for verifying a caller; `get` keeps none of it. */
      callerFacts: (id: string) => get(`/v0/entities/${pathId(entityId, id)}`, thisOne(leadCallerFacts, id)),
      getByClientCustomerId: (clientCustomerId: string) => get("/v0/entities", theirEntity(clientCustomerId), { client_customer_id: clientCustomerId }),
    },
    applications: {
      get: (id: string) => get(`/v0/applications/${pathId(applicationId, id)}`, thisOne(leadApplication, id)),
      relationships: {
        list: (id: string) => allRelationships(program, context, `/v0/applications/${pathId(applicationId, id)}/entity_relationships`),
      },
    },
    accountNumbers: {
      get: (id: string) => get(`/v1/account_number/${pathId(accountNumberId, id)}`, thisOne(leadAccountNumber, id)),
      list: (query: AccountNumberQuery) =>
        onePage(program, context, "/v1/account_number", leadAccountNumber, query, { account_id: query.accountId, account_number: query.accountNumber }),
    },
    events: {
      get: (id: string) => get(`/v1/event/${pathId(eventId, id)}`, thisOne(leadEvent, id)),
      list: (query: EventQuery) =>
        onePage(program, context, "/v1/event", leadEvent, query, {
          events: query.type,
          object_id: query.objectId,
          "created_at[on_or_after]": query.createdOnOrAfter,
          "created_at[before]": query.createdBefore,
        }),
    },
    subledgerBalances: {
      get: (id: string) => get(`/v0/subledger_balances/${pathId(subledgerBalanceId, id)}`, thisOne(leadSubledgerBalance, id)),
    },
  };
}

/** Writes to one program at Lead, and reads it. Only commands hold one. */
export function leadWriter(program: Program, context: RequestContext = {}) {
  const reader = leadReader(program, context);
  const writes = accountWrites(program, context);
  return {
    ...reader,
    accounts: { ...reader.accounts, ...writes, relationships: { ...reader.accounts.relationships, ...writes.relationships } },
  };
}

export type LeadReader = ReturnType<typeof leadReader>;
export type LeadWriter = ReturnType<typeof leadWriter>;
