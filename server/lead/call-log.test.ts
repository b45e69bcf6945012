import fc from "fast-check";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLogger } from "../log";
import { redactedBody, redactedPath } from "./call-log";
import type { LeadCall } from "./call-log";
import { leadReader, leadWriter } from "./lead-client";
import { startTestLead, testProgram, testSecrets } from "./test-lead";
import type { TestLead } from "./test-lead";

let lead: TestLead;
beforeEach(async () => {
  lead = await startTestLead();
});
afterEach(() => lead.stop());

describe("what is kept of a body", () => {
  it("is what the list allows", () => {
    const body = {
      id: "account_1",
      details: { product_name: "Checking", credit: { limit: 5_000, report: { score: 700 } }, adverse_action_notice: { reason: "free text", delivery_method: "email" } },
      documents: [{ document_id: "jane-doe.pdf", type: "aan" }],
      metadata: { ssn: "123-45-6789" },
    };
    expect(redactedBody(body)).toEqual({
      id: "account_1",
      details: { product_name: "Checking", credit: { limit: 5_000, report: "[redacted]" }, adverse_action_notice: { reason: "[redacted]", delivery_method: "email" } },
      documents: [{ document_id: "[redacted]", type: "aan" }],
      metadata: "[redacted]",
    });
  });

  it("keeps a refusal whole and a business's name not", () => {
    const refusal = { code: "parameters_invalid", detail: "No.", invalid_parameters: [{ name: "id", reason: "missing" }] };
    expect(redactedBody(refusal)).toEqual(refusal);
    expect(redactedBody({ name: "Ann", business_details: { name: "Ann's" } })).toEqual({ name: "[redacted]", business_details: "[redacted]" });
    expect(redactedBody({ objects: [{ id: "account_number_1", account_number: "123456789012" }] })).toEqual({ objects: [{ id: "account_number_1", account_number: "[redacted]" }] });
  });

  it("never holds a value from a place that is not listed", () => {
    const place = fc.constantFrom("metadata", "individual_details", "account_number", "routing_number", "anything", "credit_details");
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 4 }), (places) => {
        const body = places.reduceRight<unknown>((inner, key) => ({ [key]: inner }), "sensitive-value");
        expect(JSON.stringify(redactedBody(body))).not.toContain("sensitive-value");
      }),
    );
  });

  it("hides an account number in a path", () => {
    expect(redactedPath("/v1/account_number", new URLSearchParams({ account_number: "123456789012", limit: "10" }), true)).toBe("/v1/account_number?account_number=[redacted]&limit=10");
  });

  it.each(["client_customer_id", "client_account_id"])("holds a %s only where Lead found something by it: it may be a name that somebody typed", (name) => {
    const typed = new URLSearchParams({ [name]: "Maria Gomez" });
    expect(redactedPath("/v0/accounts", typed, false)).toBe(`/v0/accounts?${name}=[redacted]`);
    expect(redactedPath("/v0/accounts", new URLSearchParams({ [name]: "own-1" }), true)).toBe(`/v0/accounts?${name}=own-1`);
  });
});

describe("every call", () => {
  it("is recorded once with its key, its command and its tries", async () => {
    const calls: LeadCall[] = [];
    lead.steps = [{ status: 503 }, { status: 200, body: { id: "account_1", status: "inactive" }, headers: { "x-request-id": "req_1" } }];
    const context = { operator: "person-priya", commandId: "command-1", sink: { record: (call: LeadCall) => void calls.push(call) } };
    await leadWriter(testProgram(lead.baseUrl), context).accounts.deactivate("account_1", { status_reason: "dormant" }, "command-1");
    expect(calls.map((call) => call.path)).toEqual(["/v1/oauth/token", "/v0/accounts/account_1/deactivate"]);
    expect(calls[1]).toMatchObject({
      program: "everyday",
      operator: "person-priya",
      commandId: "command-1",
      method: "POST",
      status: 200,
      idempotencyKey: "command-1",
      tries: 2,
      outcome: "answered",
      leadRequestId: "req_1",
      requestBody: { status_reason: "dormant" },
      responseBody: { id: "account_1", status: "inactive" },
    });
    expect(calls[1]?.startedAt).toBeInstanceOf(Date);
  });

  it("is answered even where recording fails", async () => {
    lead.steps = [{ status: 200, body: { id: "account_1" } }];
    const sink = { record: () => Promise.reject(new Error("no database")) };
    expect((await leadReader(testProgram(lead.baseUrl), { sink }).accounts.get("account_1")).kind).toBe("answered");
  });
});

describe("secrets", () => {
  it("appear in no record, no outcome, no printed program and no log line", async () => {
    const seen: unknown[] = [];
    const program = testProgram(lead.baseUrl);
    const context = { sink: { record: (call: LeadCall) => void seen.push(call) } };
    lead.steps = [{ status: 401 }, { status: 500, body: { detail: "Bearer token-number-2 is odd" } }, { status: 200, body: "not json" }, "reset"];
    seen.push(await leadWriter(program, context).accounts.activate("account_1", "key-1"));
    lead.tokenSteps = [{ status: 400, body: { detail: "bad" } }, { status: 400, body: { detail: "bad" } }];
    seen.push(await leadReader(program, context).accounts.get("account_1"));
    const lines: string[] = [];
    const logger = createLogger("trace", { write: (line: string) => void lines.push(line) });
    logger.error({ err: new Error(`refused ${testSecrets[0]} and Bearer token-number-1`), program, token: "token-number-1" }, `with ${testSecrets[1]}`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("leftOut");
    seen.push(program, JSON.stringify(program), String(program.credentials[0]?.clientSecret), ...lines);
    const printed = inspect(seen, { depth: 12, maxStringLength: null });
    expect(lead.tokenCalls.length).toBeGreaterThan(2);
    for (const secret of testSecrets) expect(printed).not.toContain(secret);
    expect(printed).toContain("Bearer [secret] is odd");
    expect(printed).not.toMatch(/token-number-\d/);
  });
});
