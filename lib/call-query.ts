import { z } from "zod";
import { plainParameters } from "./directory-query";
import { isAccountId } from "./lead/ids";

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);
const cursor = z.string().regex(/^[\w-]{4,200}$/);

const urlSchema = z.object({
  account: optional(z.string().refine(isAccountId)),
  command: optional(z.uuid().transform((id) => id.toLowerCase())),
  after: optional(cursor),
  before: optional(cursor),
});

/** The API log as an address says it. */
export type CallLogQuery = z.infer<typeof urlSchema>;

/** Reads an address; what makes no sense in it is left out. */
export function parseCallQuery(parameters: Parameters<typeof plainParameters>[0]): CallLogQuery {
  return urlSchema.parse(plainParameters(parameters));
}

export function serializeCallQuery({ account, command, after, before }: CallLogQuery): string {
  const place = after === undefined ? { before } : { after };
  const entries = Object.entries({ account, command, ...place }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return new URLSearchParams(entries).toString();
}

export function isCommandId(text: string): boolean {
  return z.uuid().safeParse(text).success;
}
