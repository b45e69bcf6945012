import { z } from "zod";
import { auditActions, auditOutcomes } from "./audit-entry";
import { plainParameters } from "./directory-query";
import { isAccountId } from "./lead/ids";

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

const urlSchema = z.object({
  /** The subject of the person, or "console". */
  person: optional(z.string().regex(/^[^\u0000]{1,200}$/)),
  action: optional(z.enum(auditActions)),
  outcome: optional(z.enum(auditOutcomes)),
  account: optional(z.string().refine(isAccountId)),
  /** Business days of the program, both included. */
  from: optional(z.iso.date()),
  to: optional(z.iso.date()),
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
