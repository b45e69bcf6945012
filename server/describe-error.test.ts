import { Writable } from "node:stream";
import { DrizzleQueryError } from "drizzle-orm";
import { DatabaseError } from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { consoleToLog } from "./console-to-log";
import { createLogger } from "./log";

const customersWords = "Maria Gomez, SSN 123-45-6789\n    at noon, called";

function failedQuery(): DrizzleQueryError {
  const cause = new DatabaseError(`duplicate key: ${customersWords}`, 1, "error");
  Object.assign(cause, { code: "23505", constraint: "notes_pkey", detail: customersWords });
  return new DrizzleQueryError("insert into notes (text) values ($1)", [customersWords], cause);
}

function lines(): { lines: string[]; logger: ReturnType<typeof createLogger> } {
  const written: string[] = [];
  const destination = new Writable({ write: (chunk: Buffer, _encoding, done) => (written.push(chunk.toString()), done()) });
  return { lines: written, logger: createLogger("info", destination) };
}

function logged(error: unknown): string {
  const { lines: written, logger } = lines();
  logger.error({ event: "x", err: error });
  return written.join("");
}

describe("an error in the log", () => {
  test.each([["itself", failedQuery()], ["as a cause", new Error("could not be written", { cause: failedQuery() })]])("a failed query %s has its statement, its code and its frames, and nothing of what it was given", (_as, error) => {
    const line = logged(error);
    expect(line).not.toContain("Maria");
    expect(line).not.toContain("at noon");
    expect(line).toContain("insert into notes (text) values ($1)");
    expect(line).toContain('"code":"23505","constraint":"notes_pkey"');
    expect(line).toContain("describe-error.test");
  });

  test("any other keeps its words", () => {
    expect(JSON.parse(logged(new TypeError("no such thing")))).toMatchObject({ err: { name: "TypeError", message: "no such thing" } });
    expect(JSON.parse(logged("a text"))).toMatchObject({ err: { message: "not an Error" } });
  });
});

describe("what the framework prints", () => {
  const printing: Pick<Console, "error"> = console;
  const own = printing.error;
  afterEach(() => {
    printing.error = own;
  });

  test("is a line of the log under the id that the page shows, without anybody's words", () => {
    const { lines: written, logger } = lines();
    consoleToLog(logger);
    printing.error(" ⨯", Object.assign(failedQuery(), { digest: "4711" }));
    printing.error(customersWords);
    expect(written.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ event: "framework-error", errorId: "4711", err: { name: "Error" } }, { event: "framework-error", count: 1 }]);
    expect(written.join("")).not.toContain("Maria");
  });
});
