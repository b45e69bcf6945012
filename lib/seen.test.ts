import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foreignCommandNames } from "./command";
import { differingPaths, reliedOnPaths, relationshipsPath, seenDigest } from "./seen";

const account = {
  id: "account_1",
  status: "active",
  status_reason: "active",
  capabilities: ["deposit", "credit_with_underwriting"],
  details: { product_name: "Line", credit: { limit: 5000, available_credit: 100, scra: { start_date: "2026-01-01", end_date: "2026-02-01" } } },
  documents: [{ document_id: "a", type: "aan" }, { document_id: "b", type: "mla_notice" }],
  metadata: { branch: "12" },
};
const pairs = [
  { entity_id: "entity_1", relationship_type: "account_holder" },
  { entity_id: "entity_2", relationship_type: "authorized_user" },
];

describe("the digest of what was seen", () => {
  it.each(foreignCommandNames)("of %s does not move with the balance, the time or the order of lists", (name) => {
    const paths = reliedOnPaths[name];
    const later = {
      ...account,
      updated_at: "2026-11-20T00:00:00Z",
      capabilities: account.capabilities.toReversed(),
      documents: account.documents.toReversed(),
      details: { credit: { ...account.details.credit, available_credit: 42 }, product_name: "Line" },
    };
    expect(seenDigest(paths, later, pairs.toReversed())).toBe(seenDigest(paths, account, pairs));
  });

  it("names exactly the paths that changed", () => {
    const paths = reliedOnPaths["update-account"];
    const later = structuredClone(account);
    later.details.credit.limit = 6000;
    later.documents.push({ document_id: "c", type: "aan" });
    expect(differingPaths(paths, seenDigest(paths, account), seenDigest(paths, later))).toEqual(["details.credit.limit", "documents"]);
  });

  it("covers who is on the account", () => {
    const paths = reliedOnPaths["add-relationships"];
    expect(differingPaths(paths, seenDigest(paths, account, pairs), seenDigest(paths, account, pairs.slice(1)))).toEqual([relationshipsPath]);
  });

  it("takes a forged or foreign digest for a difference everywhere", () => {
    const paths = reliedOnPaths["deactivate-account"];
    expect(differingPaths(paths, "anything", seenDigest(paths, account))).toEqual(["status", "status_reason"]);
  });

  it("is the same for null and absent, and differs for different JSON", () => {
    expect(seenDigest(["a"], { a: null })).toBe(seenDigest(["a"], {}));
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(seenDigest(["a"], { a: one }) === seenDigest(["a"], { a: other })).toBe(one === other);
      }),
    );
  });
});
