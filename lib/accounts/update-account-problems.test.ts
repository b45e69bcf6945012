import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultNoticeRules } from "../closures/notice-rules";
import { leadAccount, type LeadAccount } from "../lead/account";
import { patchAccountRequest } from "../lead/requests";
import { changesToSend, permissionForChanges } from "./account-edits";
import { formFromAccount, type AccountForm } from "./account-form";
import { updateAccountProblems } from "./update-account-problems";

const now = "2026-11-20T12:00:00Z";
const today = "2026-11-20";
const rules = defaultNoticeRules;
const zone = "America/Chicago";

const account: LeadAccount = leadAccount.parse({
  id: "account_1", status: "active", status_reason: "active", capabilities: ["credit_with_underwriting", "later_capability"], application_id: "application_1",
  entities: { account_holder_type: "consumer" },
  details: {
    product_name: "Growth Line",
    credit: {
      is_secured: false, is_mla: false, underwriting_grade: "B2", currency: "USD", available_credit: 576000, limit: 850000, max_limit: 1250000,
      scra: { start_date: "2025-02-03" }, report: { score: 701, pulled_at: "2025-01-28T10:11:12.345Z", source: "experian" },
    },
  },
  documents: [{ document_id: "a.pdf", type: "later_type", displayed_at: "2025-01-28T10:11:12.345Z", extra: "kept" }],
  metadata: { branch: "12" },
});

function edited(change: (form: AccountForm) => void) {
  const form = formFromAccount(account, zone);
  change(form);
  return changesToSend(form, account, zone);
}

const problems = (change: (form: AccountForm) => void, current = account) => {
  const { body } = edited(change);
  return updateAccountProblems({ changes: body }, { now, today, rules, current }).map((problem) => problem.path);
};

describe("only what changed is sent", () => {
  it("nothing, where nothing was typed", () => {
    expect(edited(() => undefined)).toEqual({ body: {}, problems: [] });
    expect(problems(() => undefined)).toEqual([""]);
  });

  it("one amount, and nothing beside it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 11 }).filter((minor) => minor !== 850000), (minor) => {
        const { body } = edited((form) => { form.details.credit.limit = `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}`; });
        expect(body).toEqual({ details: { credit: { limit: minor } } });
      }),
    );
  });

  it("the same amount written in another way is no change", () => {
    expect(edited((form) => { form.details.credit.limit = "8,500"; }).body).toEqual({});
  });

  it("an all-or-nothing object whole, its untouched times as they came", () => {
    const { body } = edited((form) => { form.details.credit.report.score = "702"; });
    expect(body).toEqual({ details: { credit: { report: { score: 702, pulled_at: "2025-01-28T10:11:12.345Z", source: "experian" } } } });
    expect(edited((form) => { form.details.credit.scra.end_date = "2026-12-11"; }).body).toEqual({ details: { credit: { scra: { start_date: "2025-02-03", end_date: "2026-12-11" } } } });
  });

  it("the documents whole, what Lead holds as it came", () => {
    const { body } = edited((form) => { form.documents.push({ type: "esign_agreement", document_id: "b.pdf", at: "2026-11-01 09:00", version: "" }); });
    expect(body).toEqual({ documents: [account.documents?.[0], { document_id: "b.pdf", type: "esign_agreement", consented_at: "2026-11-01T15:00:00Z" }] });
    expect(patchAccountRequest.safeParse(body).success).toBe(true);
    expect(updateAccountProblems({ changes: body }, { now, today, rules, current: account })).toEqual([]);
  });

  it("the capabilities in full, those we do not know too", () => {
    expect(edited((form) => { form.capabilities = ["deposit"]; }).body).toEqual({ capabilities: ["credit_with_underwriting", "later_capability", "deposit"] });
  });

  it("the metadata in full", () => {
    expect(edited((form) => { form.metadata.push({ key: "desk", value: "3" }); }).body).toEqual({ metadata: { branch: "12", desk: "3" } });
  });

  it("all amounts again under a new currency", () => {
    expect(edited((form) => { Object.assign(form.details.credit, { currency: "JPY", limit: "8500", max_limit: "12500", available_credit: "5760" }); }).body)
      .toEqual({ details: { credit: { currency: "JPY", limit: 8500, max_limit: 12500, available_credit: 5760 } } });
  });

  it("what Lead cannot empty is refused", () => {
    expect(edited((form) => { form.details.credit.scra.start_date = ""; }).problems.map((problem) => problem.path)).toEqual(["details.credit.scra.start_date"]);
  });
});

describe("what is known to be wrong with an edit", () => {
  it("a lower limit asks why, and whether it is an adverse action", () => {
    const lower = (form: AccountForm) => { form.details.credit.limit = "8000"; };
    expect(problems(lower)).toEqual(["statement.reason", "statement.scraReason", "statement.determination"]);
    const { body } = edited(lower);
    const said = (statement: object) => updateAccountProblems({ changes: body, statement: { reason: "r", scraReason: "Income fell", ...statement } }, { now, today, rules, current: account }).map((problem) => problem.path);
    expect(said({ determination: "agreed" })).toEqual(["statement.basis", "statement.actionTakenOn"]);
    expect(said({ determination: "agreed", basis: "by phone", actionTakenOn: today })).toEqual([]);
    expect(said({ determination: "adverse-action", actionTakenOn: today })).toEqual(["statement.noticeReasons"]);
    expect(said({ determination: "adverse-action", actionTakenOn: today, noticeReasons: [{ code: "own-words", text: "Income fell by half" }] })).toEqual([]);
  });

  it("MLA and an added capability ask why, and no determination", () => {
    expect(problems((form) => { form.details.credit.is_mla = "true"; })).toEqual(["statement.reason"]);
    expect(problems((form) => { form.capabilities.push("deposit"); })).toEqual(["statement.reason"]);
  });

  it("a fall of what is available is none, unless it is said to be a restriction", () => {
    const { body } = edited((form) => { form.details.credit.available_credit = "10"; });
    const asked = (statement?: { reason: string; availableCreditIsRestricted: boolean }) => updateAccountProblems({ changes: body, statement }, { now, today, rules, current: account }).map((problem) => problem.path);
    expect(asked()).toEqual([]);
    expect(asked({ reason: "r", availableCreditIsRestricted: true })).toEqual(["statement.scraReason", "statement.determination"]);
  });

  it("a closed account and a capability taken away", () => {
    expect(problems((form) => { form.details.product_name = "x"; }, { ...account, status: "closed" })).toEqual(["status"]);
    expect(updateAccountProblems({ changes: { capabilities: ["deposit"] }, statement: { reason: "r" } }, { now, today, rules, current: account }).map((problem) => problem.path)).toEqual(["capabilities"]);
  });

  it("underwriting added without its application and terms", () => {
    const deposit: LeadAccount = { id: "account_2", status: "active", capabilities: ["deposit"], details: { product_name: "Checking" } };
    const found = updateAccountProblems({ changes: { capabilities: ["deposit", "credit_with_underwriting"] }, statement: { reason: "r" } }, { now, today, rules, current: deposit });
    expect(found.map((problem) => problem.path)).toEqual(expect.arrayContaining(["application_id", "details.credit.limit", "details.credit.is_mla"]));
  });

  it("a cut under SCRA protection, open or to come, asks for a reason apart from it", () => {
    const cut = { details: { credit: { limit: 800_000 } } };
    const statement = { reason: "r", determination: "agreed" as const, basis: "by phone", actionTakenOn: today };
    const credit = account.details?.credit;
    const under = (scra: { start_date: string; end_date?: string } | undefined, changes: object = cut, said: object = {}) =>
      updateAccountProblems({ changes, statement: { ...statement, ...said } }, { now, today, rules, current: { ...account, details: { ...account.details, credit: { ...credit, scra } } } }).map(({ path }) => path);
    expect(under({ start_date: "2025-02-03" })).toEqual(["statement.scraReason"]);
    expect(under({ start_date: "2026-12-01" })).toEqual(["statement.scraReason"]);
    expect(under({ start_date: "2025-02-03" }, cut, { scraReason: "Income fell" })).toEqual([]);
    expect(under({ start_date: "2025-02-03", end_date: "2026-01-01" })).toEqual([]);
    expect(under(undefined)).toEqual([]);
    expect(under(undefined, { details: { credit: { limit: 800_000, scra: { start_date: "2025-02-03" } } } })).toEqual(["statement.scraReason"]);
    expect(under({ start_date: "2025-02-03" }, { details: { credit: { available_credit: 10 } } }, { availableCreditIsRestricted: true })).toEqual(["statement.scraReason"]);
  });
});

describe("who may make a change", () => {
  it("compliance may change protections, notice and documents, alone", () => {
    expect(permissionForChanges({ details: { credit: { scra: { start_date: "2026-01-01" }, is_mla: true } }, documents: [] })).toBe("update-protections");
    expect(permissionForChanges({ details: { credit: { limit: 1 } }, documents: [] })).toBe("update-account");
    expect(permissionForChanges({})).toBe("update-account");
  });
});
