import type { HeldRelationship, Relationship } from "../store/records";
import { badRequest } from "./refusal";

const LIMIT_DETAIL = "The limit parameter must be an integer between 1 and 100.";

function limitOf(query: URLSearchParams, standard: number): number {
  const text = query.get("limit");
  if (text === null) return standard;
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > 100) throw badRequest([{ at: "limit", token: "invalid" }], LIMIT_DETAIL);
  return limit;
}

type RelationshipPage = { has_more: boolean; objects: Relationship[]; cursor?: string };

/** Relationships: 25 a page, forward only, opaque cursor present only when more follows (FACTS 8.1). */
export function relationshipPage(held: readonly HeldRelationship[], query: URLSearchParams): RelationshipPage {
  const limit = limitOf(query, 25);
  const after = positionOf(query.get("starting_after"));
  const rest = held.filter((relationship) => relationship.position > after);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const more = rest.length > page.length;
  const objects = page.map(shownRelationship);
  return { has_more: more, objects, ...(more && last ? { cursor: cursorAt(last.position) } : {}) };
}

export const shownRelationship = ({ entity_id, relationship_type }: Relationship): Relationship => ({
  entity_id,
  relationship_type,
});

const cursorAt = (position: number) => Buffer.from(`position:${position}`).toString("base64url");

function positionOf(cursor: string | null): number {
  if (cursor === null) return -1;
  const position = Buffer.from(cursor, "base64url").toString("utf8").match(/^position:(\d+)$/)?.[1];
  if (position === undefined) {
    throw badRequest([{ at: "starting_after", token: "invalid" }], "The starting_after parameter is not a cursor.");
  }
  return Number(position);
}

/** Lists of objects: 10 a page, newest first, cursors are object ids (FACTS 8.1). */
export function objectPage<T extends { id: string }>(
  objects: readonly T[],
  query: URLSearchParams,
): { has_more: boolean; objects: T[] } {
  const limit = limitOf(query, 10);
  const after = indexOf(objects, query.get("starting_after"), "starting_after");
  const before = indexOf(objects, query.get("ending_before"), "ending_before");
  if (before !== null) {
    const preceding = objects.slice(0, before);
    return { has_more: preceding.length > limit, objects: preceding.slice(-limit) };
  }
  const following = objects.slice(after === null ? 0 : after + 1);
  return { has_more: following.length > limit, objects: following.slice(0, limit) };
}

function indexOf(objects: readonly { id: string }[], id: string | null, parameter: string): number | null {
  if (id === null) return null;
  const index = objects.findIndex((object) => object.id === id);
  if (index < 0) throw badRequest([{ at: parameter, token: "not_found" }], `The ${parameter} parameter names no object.`);
  return index;
}
