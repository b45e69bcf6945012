import { expect } from "@playwright/test";
import { accountPath } from "../fixtures/addresses";
import { newCreditAccount, enterDirectory } from "../fixtures/own-account";
import { hydrated, signIn } from "../fixtures/sign-in";
import { effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";

// Signs in for itself: it also signs out.
test("a draft survives a reload and a sign-out, and nothing of it stays in the browser", async ({ page }) => {
  const account = await newCreditAccount({ limit: 500_000, max_limit: 1_000_000, available_credit: 400_000 });
  await signIn(page, "priya");
  await enterDirectory(page.request, account);
  const path = `${accountPath("growth", account.accountId)}/edit`;
  const limit = page.getByRole("region", { name: "Credit terms" }).getByRole("textbox", { name: "Limit", exact: true });

  await page.goto(path);
  await hydrated(page);
  await limit.fill("6123.45");
  await expect(page.getByText(/^Draft saved/)).toBeVisible();
  await page.reload();
  await hydrated(page);
  await expect(limit).toHaveValue("6123.45");
  await expect(page.getByText(/^Draft from/)).toBeVisible();

  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored).not.toContain("6123");
  await page.getByRole("button", { name: /Priya Nair/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
  await signIn(page, "priya", path);
  await hydrated(page);
  await expect(limit).toHaveValue("6123.45");

  await page.getByRole("button", { name: "Discard it" }).click();
  await expect(limit).toHaveValue("5000.00");
  expect(await effectsOn(account.accountId)).toEqual([]);
});

test("a draft is its author's alone", async ({ page, pageOf }) => {
  const account = await newCreditAccount({ limit: 500_000, max_limit: 1_000_000, available_credit: 400_000 });
  await signIn(page, "priya");
  await enterDirectory(page.request, account);
  const path = `${accountPath("growth", account.accountId)}/edit`;
  const limit = "6123.45";
  await page.goto(path);
  await hydrated(page);
  await page.getByRole("region", { name: "Credit terms" }).getByRole("textbox", { name: "Limit", exact: true }).fill(limit);
  await expect(page.getByText(/^Draft saved/)).toBeVisible();
  const other = await pageOf("gus");
  await other.goto(path);
  await expect(other.getByRole("region", { name: "Credit terms" }).getByRole("textbox", { name: "Limit", exact: true })).toHaveValue("5000.00");
});
