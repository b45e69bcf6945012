import { z } from "zod";
import type { Simulator } from "../simulator";
import type { ProgramStore } from "../store/store";
import { parsedQuery } from "./control-input";

const querySchema = z.strictObject({
  program: z.string().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(100_000).default(10_000),
  after: z.string().optional(),
});

type Kind = "accounts" | "entities" | "applications";
type Row = { id: string; program: string } & Record<string, string | undefined>;

const ROWS: Record<Kind, (store: ProgramStore, program: string) => Row[]> = {
  accounts: (store, program) =>
    [...store.accounts.values()].map(({ account: { id, status, status_reason, client_account_id } }) => ({
      id, program, status, status_reason, client_account_id,
    })),
  entities: (store, program) =>
    [...store.entities.values()].map(({ entity: { id, type, client_customer_id } }) => ({ id, program, type, client_customer_id })),
  applications: (store, program) =>
    [...store.applications.values()].map(({ application: { id, status }, clientApplicationId }) => ({
      id, program, status, client_application_id: clientApplicationId,
    })),
};

/** Ids in the order of creation, which Lead itself never lists; `after` is an id. */
export function listIds(simulator: Simulator, kind: Kind, query: Record<string, string>): { count: number; objects: Row[]; has_more: boolean } {
  const { program, limit, after } = parsedQuery(querySchema, query);
  const slugs = program === undefined ? simulator.state.store.slugs() : [program];
  const rows = slugs.flatMap((slug) => ROWS[kind](simulator.state.store.program(slug), slug));
  const start = after === undefined ? 0 : rows.findIndex((row) => row.id === after) + 1;
  const objects = rows.slice(start, start + limit);
  return { count: rows.length, objects, has_more: start + objects.length < rows.length };
}
