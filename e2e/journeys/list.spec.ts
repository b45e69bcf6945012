import { expect } from "@playwright/test";
import { inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { test } from "../fixtures/test";

test.use({ person: "ada" });

test("a limit's range is asked for again where it is wrong, keeps what was typed, and is in the address", async ({ page, open }) => {
  await open(inProgram("growth", "accounts?holder=commercial&reason=frozen"));
  const filters = page.getByRole("group", { name: "Filters" });
  await filters.getByRole("button", { name: "More filters" }).click();
  await filters.getByRole("button", { name: "Limit", exact: true }).click();
  const form = page.getByRole("dialog", { name: "Limit" });
  await form.getByRole("textbox", { name: "From (USD)" }).fill("1,000");
  await form.getByRole("textbox", { name: "To (USD)" }).fill("five hundred");
  await form.getByRole("button", { name: "Show" }).click();
  await expect(form.getByText("Enter an amount in USD, for example 1234.50.")).toBeVisible();
  await expectAccessible(page, { popupIsOpen: true });
  await form.getByRole("textbox", { name: "To (USD)" }).fill("500");
  await form.getByRole("button", { name: "Show" }).click();
  await expect(form.getByText("Less than the amount it starts from.")).toBeVisible();
  await expect(form.getByRole("textbox", { name: "From (USD)" })).toHaveValue("1,000");
  await form.getByRole("textbox", { name: "To (USD)" }).fill("9999999");
  await form.getByRole("button", { name: "Show" }).click();
  await page.waitForURL(/limit=100000\.\.999999900/);
  await page.reload();
  await expect(filters.getByRole("button", { name: /^Limit ?\$1,000\.00 to \$9,999,999\.00/ })).toBeVisible();
  await filters.getByRole("button", { name: "Clear all" }).click();
  await page.waitForURL((url) => !url.search.includes("limit"));
});

test("a product is chosen with its count, and the list is put into another order", async ({ page, open }) => {
  // Accounts that no other test moves about.
  await open(inProgram("growth", "accounts?status=closed&holder=commercial"));
  const filters = page.getByRole("group", { name: "Filters" });
  const rows = page.getByRole("region", { name: "Accounts" }).getByRole("row");
  await filters.getByRole("button", { name: "Product", exact: true }).click();
  const choices = page.getByRole("dialog", { name: "Product" });
  const first = choices.getByRole("checkbox").first();
  const [, name = "", count = ""] = /^(.*?)\s*(\d+)$/.exec((await choices.getByText(/\d+$/).first().locator("xpath=..").innerText()).replaceAll("\n", " ")) ?? [];
  await expectAccessible(page, { popupIsOpen: true });
  await first.click();
  await page.waitForURL(/product=/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("status").filter({ hasText: count === "1" ? "1 account fits" : `${count} accounts fit` })).toBeVisible();
  await expect(rows.filter({ hasNotText: name })).toHaveCount(1);

  await open(inProgram("growth", "accounts"));
  await expect(page.getByRole("columnheader", { name: "Updated" })).toHaveAttribute("aria-sort", "descending");
  await filters.getByRole("button", { name: "Order" }).click();
  await expect(page.getByRole("button", { name: "Closed last" })).toHaveCount(0);
  await page.getByRole("button", { name: "Product, Z to A" }).click();
  await page.waitForURL(/sort=product&direction=desc/);
  await expect(page.getByRole("columnheader", { name: "Product" })).toHaveAttribute("aria-sort", "descending");
  const products = await rows.getByRole("link").allInnerTexts();
  expect(products.length).toBeGreaterThan(10);
  expect(products.map((product) => product.toLowerCase())).toEqual(products.map((product) => product.toLowerCase()).sort().reverse());
});
