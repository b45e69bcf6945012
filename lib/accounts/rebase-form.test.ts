import { describe, expect, it } from "vitest";
import type { LeadAccount } from "../lead/account";
import { changesToSend } from "./account-edits";
import { formFromAccount } from "./account-form";
import { rebaseForm } from "./rebase-form";

const zone = "UTC";
const before: LeadAccount = {
  id: "account_1", capabilities: ["credit_with_underwriting"], details: { product_name: "Line", credit: { currency: "USD", limit: 100, max_limit: 900 } },
  documents: [{ document_id: "a", type: "aan", displayed_at: "2026-01-01T00:00:00Z" }], metadata: { branch: "1" },
};
const after: LeadAccount = {
  ...before, details: { product_name: "Line", credit: { currency: "USD", limit: 200, max_limit: 800 } },
  documents: [...(before.documents ?? []), { document_id: "b", type: "aan", displayed_at: "2026-02-01T00:00:00Z" }], metadata: { branch: "2" },
};

describe("a form on a newer state of its account", () => {
  it("follows Lead where nothing was typed: then there is nothing to send", () => {
    const { form, overtaken } = rebaseForm(formFromAccount(before, zone), before, after, zone);
    expect(overtaken).toEqual([]);
    expect(changesToSend(form, after, zone).body).toEqual({});
  });

  it("keeps what was typed, and names what Lead changed under it", () => {
    const typed = formFromAccount(before, zone);
    typed.details.credit.limit = "3.00";
    typed.documents.push({ type: "esign_agreement", document_id: "c", at: "2026-03-01 00:00", version: "" });
    const { form, overtaken, taken } = rebaseForm(typed, before, after, zone);
    expect(overtaken).toEqual(["details.credit.limit", "documents"]);
    expect(taken).toEqual(["details.credit.max_limit", "metadata"]);
    expect(changesToSend(form, after, zone).body).toEqual({
      details: { credit: { limit: 300 } },
      documents: [...(after.documents ?? []), { document_id: "c", type: "esign_agreement", consented_at: "2026-03-01T00:00:00Z" }],
    });
  });

  it("keeps the change of a document that Lead still holds, at its new place", () => {
    const typed = formFromAccount(before, zone);
    Object.assign(typed.documents[0] ?? {}, { version: "2" });
    const moved = { ...after, documents: [...(after.documents ?? [])].reverse() };
    expect(changesToSend(rebaseForm(typed, before, moved, zone).form, moved, zone).body).toMatchObject({ documents: [{ document_id: "b" }, { document_id: "a", version: "2" }] });
  });
});
