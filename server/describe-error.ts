import "server-only";
import { DrizzleQueryError } from "drizzle-orm";
import { DatabaseError } from "pg";

type Described = { name: string; message: string; stack?: string; code?: string; constraint?: string; cause?: Described };

const deepest = 4;

/**
 * An error as the log may hold it. What a query was given, and what the database says of values, are customers' words
 * and numbers: they are left out, and the statement, the code and the constraint stay.
 */
export function describeError(error: unknown, depth = 0): Described {
  if (!(error instanceof Error)) return { name: "unknown", message: "not an Error" };
  const { code } = error as { code?: unknown };
  const message = messageOf(error);
  return {
    name: error.name,
    message,
    stack: stackOf(error, message),
    ...(typeof code === "string" ? { code } : {}),
    ...(error instanceof DatabaseError && error.constraint ? { constraint: error.constraint } : {}),
    ...(error.cause !== undefined && depth < deepest ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}

function messageOf(error: Error): string {
  if (error instanceof DrizzleQueryError) return `Failed query: ${error.query}`;
  return error instanceof DatabaseError ? "PostgreSQL refused the statement" : error.message;
}

/** V8 begins a stack with the message: where that had to be changed, the frames alone follow the new one. */
function stackOf(error: Error, message: string): string | undefined {
  if (message === error.message || error.stack === undefined) return error.stack;
  const end = error.stack.indexOf(error.message) + error.message.length;
  return `${error.name}: ${message}${end < error.message.length ? "" : error.stack.slice(end)}`;
}
