import { z } from "zod";
import { plainParameters } from "../directory-query";
import { rowKinds } from "./import-words";

const rowNumber = z.coerce.number().int().min(1).max(10_000_000).optional().catch(undefined);
const urlSchema = z.object({ kind: z.enum(rowKinds).optional().catch(undefined), after: rowNumber, before: rowNumber });

/** Which rows of an import an address shows: of one kind, and from which row number on. */
export type RowQuery = z.infer<typeof urlSchema>;

/** Reads an address; what makes no sense in it is left out. */
export function parseRowQuery(parameters: Parameters<typeof plainParameters>[0]): RowQuery {
  return urlSchema.parse(plainParameters(parameters));
}

export function serializeRowQuery({ kind, after, before }: RowQuery): string {
  const entries = Object.entries({ kind, ...(after === undefined ? { before } : { after }) }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return new URLSearchParams(entries).toString();
}
