import { expect } from "@playwright/test";
import { exactRequest, fillOpening, openEmptyForm, openedAccountId, review } from "../fixtures/account-form";
import { accountPath } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { answer } from "../fixtures/form";
import { newCustomer } from "../fixtures/own-account";
import { calls, changeElsewhere, effects, effectsOn, landmark } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test.describe("opening", () => {
  test.use({ person: "priya" });

  test("a deposit account, from what is asked to the receipt", async ({ page }) => {
    const customer = await newCustomer("growth");
    await openEmptyForm(page, "growth");
    await expect(page.getByRole("region", { name: "Credit terms" })).toBeHidden();
    await fillOpening(page, { product: "Growth Personal Checking", capabilities: ["Deposit"], holders: [customer.clientCustomerId] });
    // The customer's own id was replaced by Lead's, and their name stands beside it.
    await expect(page.getByRole("textbox", { name: "Account holder 1" })).toHaveValue(customer.entityId);
    await expect(page.getByRole("region", { name: "People" }).getByText(customer.name)).toBeVisible();
    await review(page);
    expect(await exactRequest(page)).toEqual({
      capabilities: ["deposit"], details: { product_name: "Growth Personal Checking" }, documents: [], entities: { account_holders: [customer.entityId] },
    });
    await page.getByRole("button", { name: "Open the account" }).click();
    const accountId = await openedAccountId(page);
    expect(await effectsOn(accountId)).toEqual(["POST /v0/accounts"]);
    await page.getByRole("link", { name: "Go to the account" }).click();
    await page.waitForURL(`**${accountPath("growth", accountId)}`);
    await expect(page.getByRole("region", { name: "Timeline" }).getByText(/Priya Nair/).first()).toBeVisible();
  });

  test("an underwritten credit account, with the terms of its application", async ({ page }) => {
    const application = await landmark("growth", "applicationApprovedConsumer");
    await openEmptyForm(page, "growth");
    await fillOpening(page, { product: "Growth Card", capabilities: ["Credit, underwritten"], holders: [application.entity_id] });
    await page.getByRole("textbox", { name: "Application", exact: true }).fill(application.application_id);
    await page.getByRole("button", { name: "Copy the credit terms" }).click();
    const terms = page.getByRole("region", { name: "Credit terms" });
    await expect(terms.getByRole("textbox", { name: "Limit", exact: true })).not.toHaveValue("");
    await review(page);
    expect(await exactRequest(page)).toMatchObject({
      application_id: application.application_id,
      capabilities: ["credit_with_underwriting"],
      details: { credit: { currency: "USD", limit: expect.any(Number) as unknown, is_mla: expect.any(Boolean) as unknown } },
    });
    await page.getByRole("button", { name: "Open the account" }).click();
    const accountId = await openedAccountId(page);
    expect(await effectsOn(accountId)).toEqual(["POST /v0/accounts"]);
  });

  test("a commercial account, which needs a signer", async ({ page }) => {
    const business = await landmark("growth", "prospectBusiness");
    const signer = await landmark("growth", "prospectSigner");
    await openEmptyForm(page, "growth");
    await fillOpening(page, { product: `Growth Operating Account ${Date.now()}`, capabilities: ["Deposit"], holders: [business.entity_id] });
    await expect(page.getByRole("region", { name: "People" }).getByText("Commercial account")).toBeVisible();
    await page.getByRole("button", { name: "Review", exact: true }).click();
    const summary = page.getByRole("main").getByRole("alert");
    await expect(summary.getByRole("link", { name: /signer/i })).toBeVisible();
    await page.getByRole("button", { name: "Add an authorized signer" }).click();
    await page.getByRole("textbox", { name: "Authorized signer 1" }).fill(signer.entity_id);
    await review(page);
    await page.getByRole("button", { name: "Open the account" }).click();
    const accountId = await openedAccountId(page);
    expect(await effectsOn(accountId)).toEqual(["POST /v0/accounts"]);
  });

  test("by a form that everybody can use: empty, with mistakes, and as it is reviewed", async ({ page }) => {
    const customer = await newCustomer("growth");
    await openEmptyForm(page, "growth");
    await expectAccessible(page);
    await page.getByRole("checkbox", { name: "Credit, underwritten" }).click();
    await page.getByRole("button", { name: "Review", exact: true }).click();
    await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("checkbox", { name: "Credit, underwritten" }).click();
    await fillOpening(page, { product: "Growth Personal Checking", capabilities: ["Deposit"], holders: [customer.entityId] });
    await review(page);
    await expectAccessible(page);
  });

  test("another one like it, from the receipt: what belongs to the one account is asked again", async ({ page }) => {
    const [first, second] = [await newCustomer("growth"), await newCustomer("growth")];
    const metadata = page.getByRole("region", { name: "Metadata" });
    await openEmptyForm(page, "growth");
    await fillOpening(page, { product: "Growth Personal Checking", capabilities: ["Deposit"], holders: [first.entityId] });
    await metadata.getByRole("button", { name: "Add a pair" }).click();
    await metadata.getByRole("textbox", { name: "Name", exact: true }).fill("branch");
    await metadata.getByRole("textbox", { name: "Value", exact: true }).fill("Topeka");
    await review(page);
    await page.getByRole("button", { name: "Open the account" }).click();
    const like = await openedAccountId(page);
    await expectAccessible(page);

    await page.getByRole("link", { name: "New account like this one" }).click();
    await expect(page.getByText(/People, amounts, notices and documents belong to each account\./)).toBeVisible();
    await expect(page.getByRole("checkbox", { name: "Deposit", exact: true })).toBeChecked();
    await expect(page.getByRole("textbox", { name: "Product", exact: true })).toHaveValue("Growth Personal Checking");
    await expect(page.getByRole("textbox", { name: "Account holder 1" })).toHaveValue("");
    await expect(metadata.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("branch");
    await expect(metadata.getByRole("textbox", { name: "Value", exact: true })).toHaveValue("");
    await fillOpening(page, { product: "Growth Personal Checking", capabilities: [], holders: [second.entityId] });
    await metadata.getByRole("textbox", { name: "Value", exact: true }).fill("Lawrence");
    await review(page);
    expect(await exactRequest(page)).toEqual({
      capabilities: ["deposit"], details: { product_name: "Growth Personal Checking" }, documents: [], entities: { account_holders: [second.entityId] }, metadata: { branch: "Lawrence" },
    });
    await page.getByRole("button", { name: "Open the account" }).click();
    const accountId = await openedAccountId(page);
    expect(accountId).not.toBe(like);
    expect(await effectsOn(accountId)).toEqual(["POST /v0/accounts"]);
  });

  test("twice with a double click is once at Lead", async ({ page }) => {
    const customer = await newCustomer("growth");
    await openEmptyForm(page, "growth");
    await fillOpening(page, { product: "Growth Personal Checking", capabilities: ["Deposit"], holders: [customer.entityId] });
    await review(page);
    await page.getByRole("button", { name: "Open the account" }).dblclick();
    const accountId = await openedAccountId(page);
    const [effect] = await effects({ accountId });
    expect(await effects({ key: effect?.key ?? "no key" })).toHaveLength(1);
    expect((await calls({ key: effect?.key ?? "no key" })).map(({ route }) => route)).toEqual(["POST /v0/accounts"]);
  });
});

test.describe("editing", () => {
  test.use({ person: "priya" });

  test("a limit: old and new in the review, and only what changed is sent", async ({ page, open, ownCredit }) => {
    const { accountId } = await ownCredit({ limit: 500_000, max_limit: 1_000_000, available_credit: 400_000 });
    await open(accountPath("growth", accountId));
    await page.getByRole("link", { name: "Edit", exact: true }).click();
    const limit = page.getByRole("region", { name: "Credit terms" }).getByRole("textbox", { name: "Limit", exact: true });
    await expect(limit).toHaveValue("5000.00");
    await limit.fill("7500");
    await review(page);
    const row = page.getByRole("region", { name: "What changes" }).getByRole("row", { name: /Limit/ });
    await expect(row).toContainText("$5,000.00");
    await expect(row).toContainText("$7,500.00");
    expect(await exactRequest(page)).toEqual({ details: { credit: { limit: 750_000 } } });
    await page.getByRole("button", { name: "Send the changes" }).click();
    await expect(page.getByRole("heading", { name: "The account is changed" })).toBeVisible();
    await expectAccessible(page);
    expect(await effectsOn(accountId)).toEqual(["PATCH /v0/accounts/:id"]);
  });

  test("what Lead changed meanwhile is shown before it is overwritten", async ({ page, open, ownCredit }) => {
    const { accountId } = await ownCredit({ limit: 500_000, max_limit: 1_000_000, available_credit: 400_000 });
    // Read before the change: else the form itself would see it and go back from the review.
    const read = page.waitForResponse(/\/live$/);
    await open(`${accountPath("growth", accountId)}/edit`);
    const limit = page.getByRole("region", { name: "Credit terms" }).getByRole("textbox", { name: "Limit", exact: true });
    await read;
    await limit.fill("7500");
    await review(page);
    await changeElsewhere(accountId, { details: { credit: { limit: 600_000 } } });
    await page.getByRole("button", { name: "Send the changes" }).click();
    const conflict = page.getByRole("main").getByRole("alert");
    await expect(conflict).toContainText("The account changed at Lead after you looked at it.");
    const row = conflict.getByRole("row", { name: /Limit/ });
    await expect(row).toContainText("$5,000.00");
    await expect(row).toContainText("$6,000.00");
    await expect(limit).toHaveValue("7500");
    expect(await effectsOn(accountId)).toEqual([]);
  });

  test("a closed account offers no edit and says why", async ({ page, open, ownAccount }) => {
    const { accountId } = await ownAccount("growth", { change: { status: "closed", status_reason: "canceled" } });
    await open(accountPath("growth", accountId));
    await expect(page.getByRole("link", { name: "Edit", exact: true })).toHaveCount(0);
    await page.getByRole("button", { name: /not possible/ }).click();
    await expect(page.getByText("Lead takes no change of a closed account.")).toBeVisible();
    await open(`${accountPath("growth", accountId)}/edit`);
    await expect(page.getByRole("button", { name: "Review", exact: true })).toHaveCount(0);
  });

  test("a lower limit asks why, and whether it is an adverse action", async ({ page, open, ownCredit }) => {
    const { accountId } = await ownCredit({ limit: 500_000, max_limit: 1_000_000, available_credit: 400_000 });
    await open(`${accountPath("growth", accountId)}/edit`);
    await page.getByRole("region", { name: "Credit terms" }).getByRole("textbox", { name: "Limit", exact: true }).fill("4000");
    await page.getByRole("button", { name: "Review", exact: true }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Reason" })).toBeVisible();
    await page.getByRole("textbox", { name: "Reason", exact: true }).fill("The holder asked for a lower limit");
    await answer(page, "Is it an adverse action?", /agreed/i);
    await page.getByRole("textbox", { name: "Which holder agreed, how and when" }).fill("The holder, by phone, today");
    await review(page);
    expect(await exactRequest(page)).toEqual({ details: { credit: { limit: 400_000 } } });
    await page.getByRole("button", { name: "Send the changes" }).click();
    await expect(page.getByRole("heading", { name: "The account is changed" })).toBeVisible();
    expect(await effectsOn(accountId)).toEqual(["PATCH /v0/accounts/:id"]);
  });
});
