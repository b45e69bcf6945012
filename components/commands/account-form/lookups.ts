"use client";

import { useQueries, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { z } from "zod";
import type { FormHolderType } from "@/lib/accounts/capability-sections";
import { applicationFacts, entityFacts, type ApplicationFacts, type EntityFacts, type KnownEntities } from "@/lib/accounts/entity-facts";
import { holderTypeOfAll } from "@/lib/accounts/entity-relationships";
import { isApplicationId, isEntityId } from "@/lib/lead/ids";

type Kind = "entities" | "applications";

const keyOf = (program: string, kind: Kind, id: string) => [program, "lookup", kind, id] as const;
const keptForMs = 60_000;

async function ask<T>(program: string, kind: Kind, id: string, facts: z.ZodType<T>, signal?: AbortSignal): Promise<T | null> {
  const response = await fetch(`/api/programs/${encodeURIComponent(program)}/lookups/${kind}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ id }), signal });
  const answer = z.object({ ok: z.literal(true), value: facts.nullable() }).safeParse(await response.json());
  if (!answer.success) throw new Error("Lead could not be asked.");
  return answer.data.value;
}

const entityQuery = (program: string, id: string) => ({
  queryKey: keyOf(program, "entities", id),
  queryFn: ({ signal }: { signal: AbortSignal }) => ask(program, "entities", id, entityFacts, signal),
  staleTime: keptForMs,
});
const applicationQuery = (program: string, id: string) => ({
  queryKey: keyOf(program, "applications", id),
  queryFn: ({ signal }: { signal: AbortSignal }) => ask(program, "applications", id, applicationFacts, signal),
  staleTime: keptForMs,
});

function useSettled(text: string, afterMs = 350): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), afterMs);
    return () => clearTimeout(timer);
  }, [text, afterMs]);
  return settled;
}

export type Lookup<T> = { state: "empty" } | { state: "looking" } | { state: "failed" } | { state: "none" } | { state: "found"; facts: T };

function lookupOf<T>(text: string, settled: string, query: { data: T | null | undefined; isError: boolean }): Lookup<T> {
  if (text === "") return { state: "empty" };
  if (text !== settled) return { state: "looking" };
  if (query.isError) return { state: "failed" };
  if (query.data === undefined) return { state: "looking" };
  return query.data === null ? { state: "none" } : { state: "found", facts: query.data };
}

/** A person or business, looked up while an entity id or a client customer id is typed. */
export function useEntityLookup(program: string, typed: string): Lookup<EntityFacts> {
  const text = typed.trim().length < 3 ? "" : typed.trim();
  const settled = useSettled(text);
  const client = useQueryClient();
  const query = useQuery({ ...entityQuery(program, settled), enabled: settled !== "" });
  const { data } = query;
  useEffect(() => {
    if (data && data.id !== settled) client.setQueryData(keyOf(program, "entities", data.id), data);
  }, [client, data, program, settled]);
  return lookupOf(text, settled, query);
}

export function useApplicationLookup(program: string, typed: string): Lookup<ApplicationFacts> {
  const text = isApplicationId(typed.trim()) ? typed.trim() : "";
  const settled = useSettled(text);
  const query = useQuery({ ...applicationQuery(program, settled), enabled: settled !== "" });
  return lookupOf(text, settled, query);
}

/** What was looked up so far, by id; it asks nothing. */
export function knownEntities(client: QueryClient, program: string, ids: readonly string[]): KnownEntities {
  const found = ids.map((id) => [id, client.getQueryData<EntityFacts | null>(keyOf(program, "entities", id))] as const);
  return Object.fromEntries(found.filter((pair): pair is [string, EntityFacts | null] => pair[1] !== undefined));
}

export function knownApplication(client: QueryClient, program: string, id: string): ApplicationFacts | null | undefined {
  return client.getQueryData<ApplicationFacts | null>(keyOf(program, "applications", id));
}

/** Looks up what was not looked up yet, so that the review judges it; Lead not answering stops nothing. */
export async function completeLookups(client: QueryClient, program: string, entityIds: readonly string[], applicationId: string): Promise<void> {
  const wanted = [...new Set(entityIds)].filter(isEntityId).map((id) => client.fetchQuery(entityQuery(program, id)));
  const application = isApplicationId(applicationId) ? [client.fetchQuery(applicationQuery(program, applicationId))] : [];
  await Promise.allSettled([...wanted, ...application]);
}

/** What the holders make of the account, as far as they were looked up; it asks nothing. */
export function holderTypeNow(client: QueryClient, program: string, ids: readonly string[]): FormHolderType {
  const made = holderTypeOfAll(ids, knownEntities(client, program, ids));
  const failed = ids.some((id) => client.getQueryState(keyOf(program, "entities", id))?.status === "error");
  return made ?? (failed ? "unknown" : "none");
}

/** The same, renewed as answers arrive. */
export function useHolderType(program: string, ids: readonly string[]): FormHolderType {
  const client = useQueryClient();
  useQueries({ queries: [...new Set(ids)].map((id) => ({ ...entityQuery(program, id), enabled: false })) });
  return holderTypeNow(client, program, ids);
}
