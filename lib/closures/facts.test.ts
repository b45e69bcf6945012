import fc from "fast-check";
import { expect, test } from "vitest";
import { changedFacts, changedSinceSeen, closingFacts, factsSeen } from "./facts";

const account = {
  id: "account_a", status: "active", capabilities: ["deposit", "credit_with_underwriting"], application_id: "application_a",
  details: {
    product_name: "Line",
    credit: { is_mla: false, currency: "USD", available_credit: 10, limit: 20, max_limit: 30, scra: { start_date: "2026-01-01" } },
    adverse_action_notice: { delivered_at: "2026-01-05T10:00:00Z", reason: "Late.", delivery_method: "email" },
  },
  documents: [{ document_id: "1", type: "esign_agreement", consented_at: "2026-01-01T00:00:00Z" }, { document_id: "2", type: "esign_agreement", consented_at: "2026-03-01T00:00:00Z" }],
};
const facts = closingFacts(account, ["entity_b", "entity_a"], []);

test("amounts, documents and the order of lists are no change; the same instant in other words is none", () => {
  const same = closingFacts(
    {
      ...account, capabilities: ["credit_with_underwriting", "deposit"], documents: [],
      details: { ...account.details, credit: { ...account.details.credit, available_credit: 0, limit: 1 }, adverse_action_notice: { ...account.details.adverse_action_notice, delivered_at: "2026-01-05T04:00:00-06:00" } },
    },
    ["entity_a", "entity_b"], [],
  );
  expect(changedFacts(facts, same)).toEqual([]);
  expect(factsSeen(same)).toBe(factsSeen(facts));
});

const changes = {
  status: closingFacts({ ...account, status: "inactive" }, facts.holderIds, []),
  status_reason: closingFacts({ ...account, status_reason: "frozen" }, facts.holderIds, []),
  capabilities: closingFacts({ ...account, capabilities: ["deposit"] }, facts.holderIds, []),
  "entities.account_holders": closingFacts(account, ["entity_a"], []),
  "details.credit.scra": closingFacts({ ...account, details: { ...account.details, credit: { ...account.details.credit, scra: { start_date: "2026-01-01", end_date: "2027-01-01" } } } }, facts.holderIds, []),
  "details.credit.is_mla": closingFacts({ ...account, details: { ...account.details, credit: { ...account.details.credit, is_mla: true } } }, facts.holderIds, []),
  "details.adverse_action_notice": closingFacts({ ...account, details: { ...account.details, adverse_action_notice: undefined } }, facts.holderIds, []),
  open_holds: closingFacts(account, facts.holderIds, [{ id: "1", type: "fraud" }]),
};

test.each(Object.entries(changes))("%s is what matters", (name, now) => {
  expect(changedFacts(facts, now).map(({ path }) => path)).toEqual([name]);
  expect(changedSinceSeen(factsSeen(facts), now).map(({ path }) => path)).toEqual([name]);
});

test("a digest that is none of ours counts as all changed", () => {
  fc.assert(fc.property(fc.string({ maxLength: 30 }), (seen) => changedSinceSeen(seen, facts).length > 0));
});

test("the newest E-Sign consent counts", () => expect(facts.esignConsentedAt).toBe("2026-03-01T00:00:00Z"));
