import { describe, expect, it } from "vitest";
import { documentTimestampField, documentTypeKinds, documentTypes } from "./document-types";
import { addRelationshipsRequest, closeAccountRequest, createAccountRequest, deactivateAccountRequest, patchAccountRequest } from "./requests";

const time = "2026-05-01T12:00:00Z";
const credit = { is_secured: false, is_mla: false, underwriting_grade: "A", currency: "USD", available_credit: 100, limit: 100, max_limit: 200 };
const base = { capabilities: ["deposit"], entities: { account_holders: ["entity_1"] }, details: { product_name: "Checking" }, documents: [] };

/** The paths that are wrong, as one sorted list. */
function wrongPaths(schema: typeof createAccountRequest | typeof patchAccountRequest, body: unknown): string[] {
  const result = schema.safeParse(body);
  return result.success ? [] : result.error.issues.map((issue) => issue.path.join("."));
}

describe("the body that opens an account", () => {
  it("is accepted at its smallest and at its fullest", () => {
    expect(wrongPaths(createAccountRequest, base)).toEqual([]);
    const full = {
      ...base,
      capabilities: ["deposit", "credit_with_underwriting"],
      application_id: "application_1",
      metadata: { source: "branch" },
      details: {
        product_name: "Line",
        credit: { ...credit, scra: { start_date: "2026-01-01", end_date: "2026-02-01" }, report: { score: 700, pulled_at: time, source: "experian" } },
        adverse_action_notice: { delivered_at: time, reason: "r", delivery_method: "email" },
      },
      documents: [{ document_id: "a.pdf", type: "aan", displayed_at: time, version: "1" }, { document_id: "b.pdf", type: "esign_agreement", consented_at: time }],
    };
    expect(wrongPaths(createAccountRequest, full)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["no capability", { capabilities: [] }, "capabilities"],
    ["no holder", { entities: { account_holders: [] } }, "entities.account_holders"],
    ["21 signers", { entities: { account_holders: ["entity_1"], authorized_signers: Array.from({ length: 21 }, (_, index) => `entity_${index}`) } }, "entities.authorized_signers"],
    ["an id of another kind", { entities: { account_holders: ["account_1"] } }, "entities.account_holders.0"],
    ["a status, which Lead decides", { status: "active" }, ""],
    ["half a report", { details: { product_name: "x", credit: { ...credit, report: { score: 700 } } } }, "details.credit.report.pulled_at"],
    ["a score beyond the scale", { details: { product_name: "x", credit: { ...credit, report: { score: 851, pulled_at: time, source: "experian" } } } }, "details.credit.report.score"],
    ["half a notice", { details: { product_name: "x", adverse_action_notice: { reason: "r", delivery_method: "email" } } }, "details.adverse_action_notice.delivered_at"],
    ["part of a cent", { details: { product_name: "x", credit: { ...credit, limit: 1.5 } } }, "details.credit.limit"],
    ["an SCRA end before its start", { details: { product_name: "x", credit: { ...credit, scra: { start_date: "2026-02-01", end_date: "2026-01-31" } } } }, "details.credit.scra.end_date"],
    ["a date that does not exist", { details: { product_name: "x", credit: { ...credit, scra: { start_date: "2026-02-30" } } } }, "details.credit.scra.start_date"],
    ["a time without a zone", { details: { product_name: "x", adverse_action_notice: { delivered_at: "2026-05-01T12:00:00", reason: "r", delivery_method: "email" } } }, "details.adverse_action_notice.delivered_at"],
    ["a disclosure with the time of a consent", { documents: [{ document_id: "a", type: "tcpa_consent", consented_at: time }] }, "documents.0"],
  ])("is refused with %s, at the field", (_name, change, path) => {
    expect(wrongPaths(createAccountRequest, { ...base, ...change })).toContain(path);
  });
});

describe("the body that changes an account", () => {
  it("may hold any part, and what Lead already holds that we do not know", () => {
    expect(wrongPaths(patchAccountRequest, {})).toEqual([]);
    expect(wrongPaths(patchAccountRequest, { details: { credit: { limit: 5 } } })).toEqual([]);
    const documents = [{ document_id: "a", type: "business_license", consented_at: time, filed_by: "x" }, { document_id: "b", type: "aan", displayed_at: time, consented_at: time }];
    expect(patchAccountRequest.parse({ capabilities: ["deposit", "rewards"], documents })).toEqual({ capabilities: ["deposit", "rewards"], documents });
  });

  it("holds no status, no entities and no document without its time", () => {
    expect(wrongPaths(patchAccountRequest, { status: "active" })).toEqual([""]);
    expect(wrongPaths(patchAccountRequest, { entities: {} })).toEqual([""]);
    expect(wrongPaths(patchAccountRequest, { documents: [{ document_id: "a", type: "aan", consented_at: time }] })).toEqual(["documents.0.displayed_at"]);
  });
});

describe("the other bodies", () => {
  it("take their own reasons only", () => {
    expect(deactivateAccountRequest.safeParse({ status_reason: "paid_off" }).success).toBe(false);
    expect(closeAccountRequest.safeParse({ status_reason: "dormant" }).success).toBe(false);
    expect(closeAccountRequest.safeParse({ status_reason: "paid_off" }).success).toBe(true);
    expect(addRelationshipsRequest.safeParse({ entity_ids: [], relationship_type: "account_holder" }).success).toBe(false);
  });
});

describe("document types", () => {
  it("are 24 disclosures and 5 consents, each with its time", () => {
    expect(documentTypes.filter((type) => documentTypeKinds[type] === "disclosure")).toHaveLength(24);
    expect(documentTypes.filter((type) => documentTypeKinds[type] === "consent")).toHaveLength(5);
    expect([documentTimestampField("tcpa_consent"), documentTimestampField("esign_agreement"), documentTimestampField("new_type")]).toEqual(["displayed_at", "consented_at", undefined]);
  });
});
