import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAccountRequest } from "../lead/requests";
import { emptyAccountForm, type AccountForm } from "./account-form";
import { bodyToSend } from "./body-to-send";
import type { ApplicationFacts, EntityFacts } from "./entity-facts";
import { openAccountProblems, openAccountWarnings, type OpeningDraft, type OpeningKnown } from "./open-account-problems";

const now = "2026-11-20T12:00:00Z";
const entity = (id: string, type = "individual", roles: EntityFacts["standing"]["roles"] = []): EntityFacts => ({
  id, type, name: id, clientCustomerId: null, standing: { kyc: null, ofac: null, rfi: null, roles },
});
const application = (changes: Partial<ApplicationFacts> = {}): ApplicationFacts => ({
  id: "application_1", status: "approved", productName: "Line", holderType: "consumer", holderIds: ["entity_a"], signerIds: [], credit: null, ...changes,
});
const known = (changes: Partial<OpeningKnown> = {}): OpeningKnown => ({ now, entities: { entity_a: entity("entity_a"), entity_b: entity("entity_b", "business"), entity_s: entity("entity_s") }, ...changes });

function depositForm(): AccountForm {
  const form = emptyAccountForm();
  form.capabilities = ["deposit"];
  form.details.product_name = "Checking";
  form.entities.account_holders = [{ id: "entity_a" }];
  return form;
}

function creditForm(): AccountForm {
  const form = depositForm();
  form.capabilities = ["credit_with_underwriting"];
  form.application_id = "application_1";
  Object.assign(form.details.credit, { limit: "8,500.00", max_limit: "12500", available_credit: "8500", underwriting_grade: "B2", is_secured: "false", is_mla: "false" });
  return form;
}

const read = (form: AccountForm, holderType: "consumer" | "commercial" | "unknown" = "consumer") => bodyToSend(form, { zone: "America/Chicago", holderType });
const problemsOf = (draft: OpeningDraft, changes: Partial<OpeningKnown> = {}) => openAccountProblems(draft, known(changes));
const paths = (problems: { path: string }[]) => problems.map((problem) => problem.path);
const opening = (form: AccountForm): OpeningDraft => read(form).body;

describe("the body of an opening", () => {
  it("is Lead's shape for a deposit account and for a credit account", () => {
    for (const form of [depositForm(), creditForm()]) {
      const { body, problems } = read(form);
      expect(problems).toEqual([]);
      expect(createAccountRequest.safeParse(body).error).toBeUndefined();
      expect(openAccountProblems(body, known({ application: application() }))).toEqual([]);
    }
  });

  it("sends nothing of a section that the capabilities hide, and keeps it in the form", () => {
    const form = creditForm();
    form.capabilities = ["deposit"];
    form.details.adverse_action_notice.reason = "typed before";
    expect(read(form).body).toEqual({ capabilities: ["deposit"], entities: { account_holders: ["entity_a"] }, details: { product_name: "Checking" }, documents: [] });
    form.capabilities = ["credit_with_underwriting"];
    expect(read(form).body).toMatchObject({ application_id: "application_1", details: { credit: { limit: 850000, max_limit: 1250000 } } });
  });

  it("never sends credit without underwriting, whatever was typed", () => {
    fc.assert(
      fc.property(fc.subarray(["deposit", "credit_without_underwriting"], { minLength: 1 }), fc.string(), (capabilities, typed) => {
        const form = creditForm();
        form.capabilities = capabilities;
        form.details.credit.limit = typed;
        const { body, problems } = read(form);
        expect(body).not.toHaveProperty("application_id");
        expect(body).not.toHaveProperty("details.credit");
        expect(problems).toEqual([]);
      }),
    );
  });

  it("names the field of each text that cannot be read", () => {
    const form = creditForm();
    Object.assign(form.details.credit, { limit: "1.234", currency: "dollars" });
    form.details.credit.scra.start_date = "2026-02-30";
    form.details.credit.report.score = "900";
    form.documents = [{ type: "esign_agreement", document_id: "", at: "", version: "" }];
    form.metadata = [{ key: "k".repeat(300), value: "v" }, { key: "", value: "v" }];
    expect(paths(read(form).problems)).toEqual(expect.arrayContaining([
      "details.credit.limit", "details.credit.currency", "details.credit.scra.start_date", "details.credit.report.score",
      "documents[0].document_id", "documents[0].consented_at", "metadata[0].key", "metadata[1].key",
    ]));
  });

  it("sends a document with the kind of time that its type asks for", () => {
    const form = depositForm();
    form.documents = [
      { type: "esign_agreement", document_id: "a.pdf", at: "2026-11-01 09:00", version: "" },
      { type: "tcpa_consent", document_id: "b.pdf", at: "2026-11-01 09:00", version: "2" },
    ];
    expect(read(form).body["documents"]).toEqual([
      { type: "esign_agreement", document_id: "a.pdf", consented_at: "2026-11-01T15:00:00Z" },
      { type: "tcpa_consent", document_id: "b.pdf", displayed_at: "2026-11-01T15:00:00Z", version: "2" },
    ]);
  });
});

describe("what is known to be wrong with an opening", () => {
  it.each<[string, OpeningDraft, Partial<OpeningKnown>, string]>([
    ["no capability", { ...opening(depositForm()), capabilities: [] }, {}, "capabilities"],
    ["a capability that the program lacks", opening(depositForm()), { supportedCapabilities: ["credit_without_underwriting"] }, "capabilities"],
    ["no holder", { ...opening(depositForm()), entities: { account_holders: [] } }, {}, "entities.account_holders"],
    ["an unknown entity", { ...opening(depositForm()), entities: { account_holders: ["entity_x"] } }, { entities: { entity_x: null } }, "entities.account_holders[0]"],
    ["the same holder twice", { ...opening(depositForm()), entities: { account_holders: ["entity_a", "entity_a"] } }, {}, "entities.account_holders[1]"],
    ["mixed holders", { ...opening(depositForm()), entities: { account_holders: ["entity_a", "entity_b"] } }, {}, "entities.account_holders"],
    ["a business without signers", { ...opening(depositForm()), entities: { account_holders: ["entity_b"] } }, {}, "entities.authorized_signers"],
    ["a business as signer", { ...opening(depositForm()), entities: { account_holders: ["entity_b"], authorized_signers: ["entity_b"] } }, {}, "entities.authorized_signers[0]"],
    ["21 users", { ...opening(depositForm()), entities: { account_holders: ["entity_a"], authorized_users: Array.from({ length: 21 }, (_, index) => `entity_${index}`) } }, {}, "entities.authorized_users"],
    [
      "a role that is not active", opening(depositForm()),
      { entities: { entity_a: entity("entity_a", "individual", [{ name: "account_holder", status: "inactive", failed: [{ checks: ["kyc"], entityId: null }] }]) } },
      "entities.account_holders[0]",
    ],
    ["credit on a deposit account", { ...opening(creditForm()), capabilities: ["deposit"] }, {}, "details.credit"],
    ["an application on a deposit account", { ...opening(creditForm()), capabilities: ["deposit"] }, {}, "application_id"],
    ["no application", { ...opening(creditForm()), application_id: undefined }, {}, "application_id"],
    ["an unknown application", opening(creditForm()), { application: null }, "application_id"],
    ["a declined application", opening(creditForm()), { application: application({ status: "declined" }) }, "application_id"],
    ["an application of the other holder type", opening(creditForm()), { application: application({ holderType: "commercial" }) }, "application_id"],
    ["no holder in common", opening(creditForm()), { application: application({ holderIds: ["entity_z"] }) }, "application_id"],
    ["no credit terms", { ...opening(creditForm()), details: { product_name: "Line" } }, {}, "details.credit.limit"],
    ["part of a report", { ...opening(creditForm()), details: { product_name: "Line", credit: { report: { score: 700 } } } }, {}, "details.credit.report.source"],
    ["an SCRA end before its start", { ...opening(creditForm()), details: { product_name: "Line", credit: { scra: { start_date: "2026-02-01", end_date: "2026-01-31" } } } }, {}, "details.credit.scra.end_date"],
    ["a word about a report in the notice", { ...opening(depositForm()), details: { product_name: "x", adverse_action_notice: { reason: "A SAR was filed", delivery_method: "email", delivered_at: now } } }, {}, "details.adverse_action_notice.reason"],
    ["part of a notice", { ...opening(depositForm()), details: { product_name: "x", adverse_action_notice: { reason: "r" } } }, {}, "details.adverse_action_notice.delivered_at"],
    [
      "a notice in the future", { ...opening(depositForm()), details: { product_name: "x", adverse_action_notice: { reason: "r", delivery_method: "email", delivered_at: "2026-11-20T12:00:01Z" } } }, {},
      "details.adverse_action_notice.delivered_at",
    ],
    ["the wrong kind of time", { ...opening(depositForm()), documents: [{ document_id: "a", type: "esign_agreement", displayed_at: "2026-01-01T00:00:00Z" }] }, {}, "documents[0].displayed_at"],
    ["a long metadata key", { ...opening(depositForm()), metadata: { ["k".repeat(300)]: "v" } }, {}, `metadata.${"k".repeat(300)}`],
  ])("%s is refused at its field", (_, draft, changes, path) => {
    expect(paths(problemsOf(draft, changes))).toContain(path);
  });

  it("warns of a limit above the most approved and does not refuse it", () => {
    const form = creditForm();
    form.details.credit.limit = "20000";
    expect(problemsOf(opening(form), { application: application() })).toEqual([]);
    expect(paths(openAccountWarnings(opening(form)))).toEqual(["details.credit.limit"]);
  });

  it("judges nothing that is not known", () => {
    expect(openAccountProblems(opening(creditForm()), { now })).toEqual([]);
  });
});
