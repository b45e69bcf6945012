import type { z } from "zod";
import type { Choice, FieldKind } from "./field-kinds";

/** One field, declared once: the form draws it, the view shows it, the diff names it, the schema checks it. */
export type Field<Group extends string = string> = {
  /** Lead's dotted path with indices folded: `documents[].type`. */
  path: string;
  kind: FieldKind;
  label: string;
  group: Group;
  hint?: string;
  choices?: readonly Choice[];
  /** Where the currency of an amount is found in the same body. */
  currencyPath?: string;
  /** Masked for those who may not read sensitive fields. */
  sensitive?: boolean;
  /** Of one value; a whole body is for the request's own schema. */
  schema: z.ZodType;
};
