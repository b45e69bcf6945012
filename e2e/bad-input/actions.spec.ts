import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { captureAction, Forger } from "../fixtures/forged-action";
import { enterDirectory, newAccount } from "../fixtures/own-account";
import { calls, effectsOn, landmark } from "../fixtures/simulator";
import { test } from "../fixtures/test";

type Body = Record<string, unknown>;

// The same rules at the action itself, where no form stands before it.
test("bad openings are refused with their field before Lead is called", async ({ browser, signedIn }) => {
  const call = await captureAction(browser, await signedIn("sam"));
  const forger = await Forger.as(await signedIn("priya"), call);
  const approved = await landmark("growth", "applicationApprovedConsumer");
  const declined = await landmark("growth", "applicationDeclined");
  const business = await landmark("growth", "prospectBusiness");
  const credit = { currency: "USD", limit: 500_000, max_limit: 500_000, available_credit: 500_000, underwriting_grade: "B", is_secured: false, is_mla: false };
  const sound: Body = {
    capabilities: ["credit_with_underwriting"], application_id: approved.application_id, entities: { account_holders: [approved.entity_id] },
    details: { product_name: "Growth Card", credit }, documents: [],
  };
  const withCredit = (change: Body): Body => ({ ...sound, details: { product_name: "Growth Card", credit: { ...credit, ...change } } });
  const withNotice = (notice: Body): Body => ({ ...sound, details: { product_name: "Growth Card", credit, adverse_action_notice: notice } });
  const past = "2026-01-05T15:00:00Z";
  const future = "2199-01-01T00:00:00Z";
  const cases: [string, Body, RegExp][] = [
    ["an amount with decimals", withCredit({ limit: 5000.5 }), /credit\.limit$/],
    ["an amount as text", withCredit({ limit: "5000" }), /credit\.limit$/],
    ["a date that does not exist", withCredit({ scra: { start_date: "2026-02-30" } }), /scra\.start_date$/],
    ["an SCRA end before its start", withCredit({ scra: { start_date: "2026-05-01", end_date: "2026-04-01" } }), /scra\.end_date$/],
    ["a partial bureau report", withCredit({ report: { score: 700 } }), /report/],
    ["a partial notice", withNotice({ reason: "Returned payments" }), /adverse_action_notice/],
    ["a notice in the future", withNotice({ reason: "Returned payments", delivered_at: future, delivery_method: "email" }), /adverse_action_notice\.delivered_at$/],
    ["mixed holders", { ...sound, entities: { account_holders: [approved.entity_id, business.entity_id] } }, /account_holders/],
    ["a declined application", { ...sound, application_id: declined.application_id }, /application_id$/],
    ["an unknown application", { ...sound, application_id: "application_doesnotexist" }, /application_id$/],
    ["no application", { ...sound, application_id: undefined }, /application_id$/],
    ["an unknown holder", { ...sound, entities: { account_holders: ["entity_doesnotexist"] } }, /account_holders/],
    ["a wrong id", { ...sound, entities: { account_holders: ["account_x"] } }, /account_holders/],
    ["21 signers", { ...sound, entities: { account_holders: [approved.entity_id], authorized_signers: Array.from({ length: 21 }, (_, index) => `entity_s${index}`) } }, /authorized_signers/],
    ["a consent with the time of a disclosure", { ...sound, documents: [{ type: "esign_agreement", document_id: "d-1", displayed_at: past }] }, /documents\[0\]/],
    ["a document from the future", { ...sound, documents: [{ type: "esign_agreement", document_id: "d-1", consented_at: future }] }, /documents\[0\]\.consented_at$/],
    ["a name of 300 characters", { ...sound, metadata: { ["k".repeat(300)]: "v" } }, /^metadata/],
    ["a field of nobody's", { ...sound, surprise: true }, /surprise/],
    ["a capability that nobody has", { ...sound, capabilities: ["teleport"] }, /capabilities/],
  ];
  for (const [name, input, field] of cases) {
    const commandId = randomUUID();
    const result = await forger.submit({ program: "growth", name: "open-account", commandId, input });
    expect(result, name).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    const fields = result.ok ? [] : (result.problem.fields ?? []);
    expect(fields.map(({ path }) => path).some((path) => field.test(path)), `${name}: ${JSON.stringify(fields)}`).toBe(true);
    expect(await calls({ key: commandId }), name).toEqual([]);
  }
  await forger.close();
});

test.describe("changes", () => {
  test.use({ person: "priya" });

  test("of unknown accounts, and of what nobody looked at, are refused", async ({ browser, signedIn, request }) => {
    const call = await captureAction(browser, await signedIn("sam"));
    const forger = await Forger.as(await signedIn("priya"), call);
    const account = await newAccount("growth");
    const changes = { details: { product_name: "Another name" } };
    const asked = async (accountId: string, seen?: string) => {
      const commandId = randomUUID();
      const result = await forger.submit({ program: "growth", name: "update-account", commandId, input: { accountId, changes }, seen });
      expect(await calls({ key: commandId })).toEqual([]);
      return result;
    };
    expect(await asked("account_doesnotexist")).toMatchObject({ ok: false });
    expect(await asked("not-an-id")).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    // Known to Lead, and not to the directory.
    expect(await asked(account.accountId, "seen by nobody")).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    await enterDirectory(request, account);
    expect(await asked(account.accountId)).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    expect(await asked(account.accountId, "seen by nobody")).toMatchObject({ ok: false, problem: { kind: "conflict" } });
    expect(await effectsOn(account.accountId)).toEqual([]);
    await forger.close();
  });
});
