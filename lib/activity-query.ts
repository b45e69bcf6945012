import { z } from "zod";
import { auditActions, auditOutcomes } from "./audit-entry";
import { plainParameters } from "./directory-query";
import { isAccountId } from "./lead/ids";
import { roles } from "./permissions";

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/** A business day of the program, or a minute of one: "2026-11-20", "2026-11-20T14:30". */
const moment = z.union([z.iso.date(), z.iso.datetime({ local: true, precision: -1 }).regex(/^[^Z]*$/)]);

const urlSchema = z.object({
  /** The subject of the person, or "console". */
  person: optional(z.string().regex(/^[^\u0000]{1,200}$/)),
  /** The role in which it was done. */
  role: optional(z.enum(roles)),
  action: optional(z.enum(auditActions)),
  outcome: optional(z.enum(auditOutcomes)),
  account: optional(z.string().refine(isAccountId)),
  /** In the program's time zone, both included. */
  from: optional(moment),
  to: optional(moment),
  after: optional(z.string().regex(/^[\w-]{4,200}$/)),
  before: optional(z.string().regex(/^[\w-]{4,200}$/)),
});

/** The activity of a program as an address says it. */
export type ActivityQuery = z.infer<typeof urlSchema>;

/** Reads an address; what makes no sense in it is left out. */
export function parseActivityQuery(parameters: Parameters<typeof plainParameters>[0]): ActivityQuery {
  return urlSchema.parse(plainParameters(parameters));
}

export function serializeActivityQuery(query: ActivityQuery): string {
  const { after, before, ...filters } = query;
  const place = after === undefined ? { before } : { after };
  const entries = Object.entries({ ...filters, ...place }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return new URLSearchParams(entries).toString();
}

export type ActivityFilter = Omit<ActivityQuery, "after" | "before">;

/** What the trail is narrowed by, by the names that its address uses; empty for all of it. */
export function activityFilter({ person, role, action, outcome, account, from, to }: ActivityFilter): Record<string, string> {
  const named = { person, role, action, outcome, account, from, to };
  return Object.fromEntries(Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
