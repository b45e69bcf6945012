import type { z } from "zod";
import { invalid, type Item } from "./refusal";

type Path = readonly PropertyKey[];

/** `entities.account_holders[0]`, as Lead writes a parameter. */
function parameterName(path: Path): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === "number") return `${name}[${part}]`;
    return name === "" ? String(part) : `${name}.${String(part)}`;
  }, "");
}

/** The body as its schema reads it, or a 422 that names every parameter that does not fit. */
export function shaped<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.flatMap((issue) => itemsOf(issue, body)));
}

function itemsOf(issue: z.core.$ZodIssue, body: unknown): Item[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ at: parameterName([...issue.path, key]), sentence: `property "${key}" is unsupported` }));
  }
  const at = parameterName(issue.path);
  const property = String(issue.path.at(-1) ?? "");
  if (valueAt(body, issue.path) === undefined) return [{ at, sentence: `property "${property}" is missing` }];
  return [{ at, sentence: issue.message }];
}

export function valueAt(body: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined),
    body,
  );
}
