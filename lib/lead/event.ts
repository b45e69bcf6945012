import { z } from "zod";
import { optionalField } from "./optional-field";

/** An event; `object` is the newest version of the object it speaks of (FACTS 9). Accounts have none (FACTS 8.2). */
export const leadEvent = z.looseObject({
  id: z.string().min(1),
  event: optionalField(z.string()),
  created_at: optionalField(z.string()),
  object: optionalField(z.looseObject({})),
});
