import "server-only";
import { pino } from "pino";
import type { DestinationStream, Logger, LoggerOptions } from "pino";
import { describeError } from "./describe-error";
import { processSettings } from "./env";
import { withoutSecrets } from "./secret";

/** The only fields that reach a log line. What is not listed is left out and only its name is noted. */
const allowedFields: ReadonlySet<string> = new Set([
  "accountId", "applicationId", "attempt", "code", "commandId", "commandName", "count", "durationMs", "entityId", "err", "errorId",
  "event", "job", "leadRequestId", "method", "mayHaveHappened", "operator", "outcome", "part", "path", "phase", "pid", "port",
  "processId", "program", "reason", "requestId", "route", "scope", "signal", "status", "tries", "version",
]);

function onlyAllowedFields(fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields);
  const kept = entries.filter(([key]) => allowedFields.has(key));
  const leftOut = entries.filter(([key]) => !allowedFields.has(key)).map(([key]) => key);
  return leftOut.length === 0 ? Object.fromEntries(kept) : { ...Object.fromEntries(kept), leftOut };
}

/** The library would take an error's own words for the message of a line that has none. */
const sayItSafely: NonNullable<NonNullable<LoggerOptions["hooks"]>["logMethod"]> = function (input, method) {
  const [fields, message] = input as unknown as [{ err?: unknown }, string | undefined];
  return fields.err instanceof Error && message === undefined ? method.call(this, fields, describeError(fields.err).message) : method.apply(this, input);
};

/** One JSON line per entry. `destination` is for tests; otherwise standard output. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: onlyAllowedFields, bindings: onlyAllowedFields },
    serializers: { err: describeError },
    hooks: { streamWrite: withoutSecrets, logMethod: sayItSafely },
  };
  return destination ? pino(options, destination) : pino(options);
}

let logger: Logger | undefined;

/** The process's logger, made at first use so that a build needs no settings. */
export function log(): Logger {
  logger ??= createLogger(processSettings().logLevel);
  return logger;
}
