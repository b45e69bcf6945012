import type { z } from "zod";

/** A field that may be absent or null in Lead's answer; both are read as absent. */
export function optionalField<Schema extends z.ZodType>(schema: Schema) {
  return schema
    .nullish()
    .transform((value) => value ?? undefined)
    .optional();
}
