import { z } from "zod";
import { plainParameters } from "../directory-query";
import { bulkRowKinds } from "./bulk-actions";

const rowNumber = z.coerce.number().int().min(1).max(10_000_000).optional().catch(undefined);
const urlSchema = z.object({ kind: z.enum(bulkRowKinds).optional().catch(undefined), after: rowNumber, before: rowNumber });

/** Which accounts of a bulk action an address shows: of one kind, and from which on. */
export type BulkRowQuery = z.infer<typeof urlSchema>;

/** Reads an address; what makes no sense in it is left out. */
export function parseBulkRowQuery(parameters: Parameters<typeof plainParameters>[0]): BulkRowQuery {
  return urlSchema.parse(plainParameters(parameters));
}

export function serializeBulkRowQuery({ kind, after, before }: BulkRowQuery): string {
  const entries = Object.entries({ kind, ...(after === undefined ? { before } : { after }) }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return new URLSearchParams(entries).toString();
}
