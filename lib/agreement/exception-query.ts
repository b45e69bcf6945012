import { z } from "zod";
import { plainParameters } from "../directory-query";
import { exceptionCauses } from "./exceptions";

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/** Older than so many days. */
export const exceptionAges = ["7", "30", "90"] as const;

const urlSchema = z.object({
  state: optional(z.enum(["resolved"])),
  /** `none`: not named yet. */
  cause: optional(z.enum([...exceptionCauses, "none"])),
  /** The subject of the person; `none`: nobody's. */
  owner: optional(z.string().regex(/^[^\u0000]{1,255}$/)),
  age: optional(z.enum(exceptionAges)),
  after: optional(z.string().regex(/^[\w-]{4,200}$/)),
  before: optional(z.string().regex(/^[\w-]{4,200}$/)),
});

/** Which exceptions an address shows; without a state those that are open. */
export type ExceptionQuery = z.infer<typeof urlSchema>;

/** Reads an address; what makes no sense in it is left out. */
export function parseExceptionQuery(parameters: Parameters<typeof plainParameters>[0]): ExceptionQuery {
  return urlSchema.parse(plainParameters(parameters));
}

export function serializeExceptionQuery({ after, before, ...filters }: ExceptionQuery): string {
  const place = after === undefined ? { before } : { after };
  const entries = Object.entries({ ...filters, ...place }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return new URLSearchParams(entries).toString();
}
