import type { LeadOpenApi } from "./lead-openapi";
import type { Reply } from "./simulator-process";

export type Departure = { operations: string[]; kind: "operation" | "status" | "body"; statuses?: number[]; reason: string };

/** Judges answers by Lead's OpenAPI, and remembers which operations have answered what. */
export class ContractCheck {
  readonly answered = new Map<string, Set<number>>();

  constructor(
    private readonly openApi: LeadOpenApi,
    private readonly departures: readonly Departure[],
  ) {}

  private departs(kind: Departure["kind"], { operation, status }: Reply): boolean {
    return this.departures.some(
      (departure) =>
        departure.kind === kind &&
        departure.operations.includes(operation) &&
        (departure.statuses === undefined || departure.statuses.includes(status)),
    );
  }

  /** What is wrong with an answer, departures aside. */
  errors(reply: Reply): string[] {
    const { operation, status, body } = reply;
    this.answered.set(operation, (this.answered.get(operation) ?? new Set()).add(status));
    const at = `${operation} ${status}`;
    if (!this.openApi.has(operation)) {
      if (!this.departs("operation", reply)) return [`${at}: the operation is not in the OpenAPI`];
      const schema = operation.includes("applications") ? "Application" : "Account";
      return this.openApi.schemaErrors(status === 200 ? schema : "APIError", body);
    }
    if (!this.openApi.lists(operation, status)) {
      if (!this.departs("status", reply)) return [`${at}: the status is not listed`];
      return this.openApi.schemaErrors("APIError", body);
    }
    const errors = this.openApi.answerErrors(operation, status, body);
    if (errors.length > 0 && this.departs("body", reply)) return [];
    return errors.map((error) => `${at}:${error} in ${JSON.stringify(body).slice(0, 300)}`);
  }
}
