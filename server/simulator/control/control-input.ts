import type { Context } from "hono";
import type { z } from "zod";

/** What is wrong with a control request, in words. */
export class ControlError extends Error {
  constructor(
    message: string,
    readonly status: 400 | 404 | 422 = 400,
  ) {
    super(message);
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
  throw new ControlError(issues.join("; "));
}

export async function parsedBody<Schema extends z.ZodType>(schema: Schema, context: Context): Promise<z.output<Schema>> {
  const text = await context.req.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new ControlError("body: is not JSON");
  }
  return parsed(schema, body);
}

export const parsedQuery = <Schema extends z.ZodType>(schema: Schema, query: Record<string, string>): z.output<Schema> =>
  parsed(schema, query);
