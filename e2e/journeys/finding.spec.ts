import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { accountPath, inProgram } from "../fixtures/addresses";
import { newAccount } from "../fixtures/own-account";
import { landmark } from "../fixtures/simulator";
import { hydrated } from "../fixtures/sign-in";
import { test } from "../fixtures/test";

test.use({ person: "sam" });

async function search(page: Page, text: string): Promise<void> {
  await page.goto(inProgram("growth", "accounts"));
  await hydrated(page);
  await page.getByRole("search").getByRole("textbox").fill(text);
  await page.keyboard.press("Enter");
}

test("an account that the directory does not know is asked of Lead by its id, and kept", async ({ page }) => {
  const { accountId } = await newAccount("growth");
  await search(page, accountId);
  await page.waitForURL(`**${accountPath("growth", accountId)}`);
  await expect(page.getByRole("heading", { name: "Growth Personal Checking" })).toBeVisible();
});

test("by its address it is offered to ask Lead", async ({ page, open }) => {
  const { accountId } = await newAccount("growth");
  await open(accountPath("growth", accountId));
  await expect(page.getByRole("heading", { name: "The directory does not know this account" })).toBeVisible();
  await page.getByRole("button", { name: "Ask Lead" }).click();
  await expect(page.getByRole("heading", { name: "Growth Personal Checking" })).toBeVisible();
});

test("whatever a caller has leads there", async ({ page }) => {
  const one = await landmark("growth", "activeCredit");
  for (const text of [one.account_id, one.client_account_id, one.application_id, one.client_customer_id, one.entity_id]) {
    await search(page, text);
    await page.waitForURL(`**${accountPath("growth", one.account_id)}`);
  }
  const held = await landmark("growth", "activeDeposit");
  await search(page, held.client_customer_id);
  await expect(page.getByRole("status").filter({ hasText: "2 accounts fit" })).toBeVisible();
});

test("wrong ids and unknown accounts are said so", async ({ page, open }) => {
  await search(page, "account_doesnotexist");
  await expect(page.getByText("Neither the directory nor Lead knows “account_doesnotexist” in this program.")).toBeVisible();
  await open(accountPath("growth", "account_doesnotexist"));
  await page.getByRole("button", { name: "Ask Lead" }).click();
  await expect(page.getByText("Lead does not know this id in this program either.")).toBeVisible();
  for (const wrong of ["entity_x", "account_../../everyday", `account_${"x".repeat(300)}`, "%00"]) {
    const answer = await page.goto(accountPath("growth", encodeURIComponent(wrong)));
    expect(answer?.status(), wrong).toBeGreaterThanOrEqual(400);
    expect(answer?.status(), wrong).toBeLessThan(500);
  }
});

test("a personal detail is neither searched for nor put into the address", async ({ page }) => {
  for (const text of ["robin@example.com", "123-45-6789", "+1 816 555 0100"]) {
    await search(page, text);
    await expect(page.getByText(/looks like a personal detail/)).toBeVisible();
    expect(page.url()).not.toContain(encodeURIComponent(text));
  }
});

test("filters are in the address and survive going there and back", async ({ page, open }) => {
  await open(inProgram("growth", "accounts"));
  await page.getByRole("link", { name: "Inactive: dormant" }).click();
  await page.waitForURL(/status=inactive/);
  const rows = page.getByRole("region", { name: "Accounts" }).getByRole("row");
  // The list as it was stays until the new one is there.
  await expect(rows.filter({ hasNotText: "Inactive · dormant" })).toHaveCount(1);
  await rows.nth(1).click();
  await page.waitForURL(/accounts\/account_/);
  await page.goBack();
  await page.waitForURL(/status=inactive/);
  await expect(page.getByText("Inactive · dormant").first()).toBeVisible();
});
