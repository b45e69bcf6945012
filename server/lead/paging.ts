import "server-only";
import type { z } from "zod";
import { leadEntityRelationship } from "@/lib/lead/entity-relationship";
import type { LeadEntityRelationship } from "@/lib/lead/entity-relationship";
import { leadPage } from "@/lib/lead/page";
import type { Program } from "../programs";
import { mapAnswer } from "./lead-error";
import type { LeadOutcome } from "./lead-error";
import { deadlineOf, leadRequest } from "./lead-request";
import type { LeadRequest, RequestContext } from "./lead-request";

/** One page of a list that goes on by ids; the next one starts after the last id (FACTS 8.1). */
export interface LeadPage<T> {
  objects: T[];
  hasMore: boolean;
}

/** `limit` is 1 to 100. */
export interface PageQuery {
  limit?: number;
  startingAfter?: string;
  endingBefore?: string;
}

const largestPage = 100;
/** 60 relationships fit on an account (FACTS 8.1); far beyond that a list is not believed. */
const maxPages = 50;

export async function onePage<T>(program: Program, context: RequestContext, path: string, item: z.ZodType<T>, query: PageQuery, filters: LeadRequest<unknown>["query"]): Promise<LeadOutcome<LeadPage<T>>> {
  const outcome = await leadRequest(program, context, {
    method: "GET",
    path,
    query: { ...filters, limit: query.limit ?? largestPage, starting_after: query.startingAfter, ending_before: query.endingBefore },
    access: "read",
    effect: "read",
    answer: leadPage(item),
  });
  return mapAnswer(outcome, ({ objects, has_more }) => ({ objects, hasMore: has_more === true }));
}

const relationshipPage = leadPage(leadEntityRelationship).refine((page) => page.has_more !== true || page.cursor !== undefined, {
  path: ["cursor"],
  message: "A page that has more must carry a cursor",
});

/** Every page, within one deadline. What an answer repeats between two pages is there once. */
export async function allRelationships(program: Program, context: RequestContext, path: string): Promise<LeadOutcome<LeadEntityRelationship[]>> {
  const deadlineAt = deadlineOf(program, context);
  const found = new Map<string, LeadEntityRelationship>();
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const outcome = await leadRequest(program, context, {
      method: "GET",
      path,
      query: { limit: largestPage, starting_after: cursor },
      access: "read",
      effect: "read",
      answer: relationshipPage,
      deadlineAt,
    });
    if (outcome.kind !== "answered") return outcome;
    for (const relationship of outcome.value.objects) found.set(`${relationship.relationship_type} ${relationship.entity_id}`, relationship);
    if (outcome.value.has_more !== true) return { kind: "answered", value: [...found.values()] };
    if (outcome.value.cursor === cursor) break;
    cursor = outcome.value.cursor;
  }
  return { kind: "no-answer", reason: "malformed-answer", mayHaveHappened: false };
}
