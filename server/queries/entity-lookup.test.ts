import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../db/client";
import { auditEntries } from "../db/schema";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { leadReader } from "../lead/lead-client";
import { startTestLead, testProgram, type TestLead } from "../lead/test-lead";
import type { OperatorInProgram } from "../operator";
import { lookUpApplication } from "./application-lookup";
import { lookUpEntity } from "./entity-lookup";

let database: TestDatabase;
let opened: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  database = await createTestDatabase();
  opened = openDatabase(database.appUrl, 2);
});
afterAll(async () => {
  await opened.pool.end();
  await database.drop();
});
let lead: TestLead;
beforeEach(async () => {
  lead = await startTestLead();
});
afterEach(() => lead.stop());

function context(permissions: string[] = ["open-account"]): OperatorInProgram {
  return {
    operator: { subject: "person-priya", name: "Priya", email: null, groups: [] },
    actor: { subject: "person-priya", name: "Priya", roles: ["program_manager"] },
    program: testProgram(lead.baseUrl),
    roles: ["program_manager"],
    permissions: new Set(permissions) as OperatorInProgram["permissions"],
  };
}
const entity = (text: string, permissions?: string[]) => lookUpEntity(context(permissions), text, leadReader(context().program), opened.db);
const application = (text: string) => lookUpApplication(context(), text, leadReader(context().program), opened.db);

describe("looking a person up", () => {
  it("by entity id and by client customer id, with no more than the form shows", async () => {
    const body = {
      id: "entity_1", type: "individual", client_customer_id: "cust-1", individual_details: { first_name: "Ann", last_name: "Lee", date_of_birth: "1990-01-01" },
      kyc_details: { result: "passed" }, role_details: [{ name: "authorized_signer", status: "inactive", criteria_details: [{ failed_checks: ["kyc_passed"], entity_id: "entity_1" }] }],
    };
    lead.steps = [{ status: 200, body }];
    const found = {
      id: "entity_1", name: "Ann Lee", type: "individual", clientCustomerId: "cust-1",
      standing: { kyc: { result: "passed", at: null }, ofac: null, rfi: null, roles: [{ name: "authorized_signer", status: "inactive", failed: [{ checks: ["kyc_passed"], entityId: "entity_1" }] }] },
    };
    expect(await entity(" entity_1 ")).toEqual({ ok: true, value: found });
    expect(await entity("cust-1")).toEqual({ ok: true, value: found });
    expect(lead.calls.map((call) => call.path)).toEqual(["/v0/entities/entity_1", "/v0/entities?client_customer_id=cust-1"]);
  });

  it("tells nobody there apart from Lead not answering", async () => {
    lead.steps = [{ status: 404 }];
    expect(await entity("entity_x")).toEqual({ ok: true, value: null });
    lead.steps = [{ status: 503 }];
    expect(await entity("entity_x")).toMatchObject({ ok: false, problem: { kind: "unavailable" } });
  });

  it("asks Lead nothing for a wrong id or without the permission", async () => {
    expect(await entity("entity_ with spaces")).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    expect(await entity("c".repeat(65))).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    expect(await entity("entity_1", ["read-accounts"])).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await opened.db.select({ action: auditEntries.action, details: auditEntries.details }).from(auditEntries)).toEqual([{ action: "denied", details: { permission: "open-account" } }]);
    for (const personal of ["123-45-6789", "ann@example.test"]) expect(await entity(personal)).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    expect(await application("account_1")).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    expect(lead.calls).toEqual([]);
  });
});

describe("looking an application up", () => {
  it("brings its status, people and credit terms; half a report is none", async () => {
    lead.steps = [{
      status: 200,
      body: {
        id: "application_1", status: "approved", entities: { account_holder_type: "consumer", account_holders: ["entity_1"] },
        documents: [
          { document_id: "a.pdf", type: "esign_agreement", consented_at: "2026-01-03T10:00:00Z" },
          { document_id: "b.pdf", type: "esign_agreement", consented_at: "2025-01-03T10:00:00Z" },
        ],
        details: { product_name: "Line", credit: { is_secured: false, is_mla: true, currency: "USD", limit: 100, report: { score: 700 } } },
      },
    }];
    expect(await application("application_1")).toEqual({
      ok: true,
      value: {
        id: "application_1", status: "approved", productName: "Line", holderType: "consumer", holderIds: ["entity_1"], signerIds: [],
        credit: { is_secured: false, is_mla: true, currency: "USD", underwriting_grade: null, limit: 100, max_limit: null, report: null },
        esignConsentedAt: "2026-01-03T10:00:00Z",
      },
    });
  });
});
