import "server-only";
import type { Logger } from "pino";
import { log } from "./log";

/**
 * What the framework prints of an error in a page, a route or an action becomes one line of the log, under the id that
 * the error's page shows. Words that are not an error's are counted and left out: they may be a customer's.
 */
export function consoleToLog(logger: Logger = log()): void {
  const error = (...parts: unknown[]) => {
    const thrown = parts.find((part) => part instanceof Error);
    const { digest } = (thrown ?? {}) as { digest?: unknown };
    const errorId = typeof digest === "string" ? digest : undefined;
    logger.error({ event: "framework-error", ...(thrown ? { err: thrown } : { count: parts.length }), ...(errorId ? { errorId } : {}) });
  };
  Object.assign(console, { error });
}
