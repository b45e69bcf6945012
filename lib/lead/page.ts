import { z } from "zod";
import { optionalField } from "./optional-field";

/** One page of any of Lead's lists (FACTS 8.1). Relationship lists carry `cursor`; the others go on by the last id. */
export function leadPage<Item extends z.ZodType>(item: Item) {
  return z.looseObject({
    objects: z.array(item),
    has_more: optionalField(z.boolean()),
    cursor: optionalField(z.string()),
  });
}
