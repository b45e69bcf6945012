import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { inProgram } from "../fixtures/addresses";
import { test } from "../fixtures/test";

// Of accounts that no other test moves about.
const settled = inProgram("growth", "accounts?holder=commercial&reason=frozen");

const accountRows = (page: Page) => page.getByRole("region", { name: "Accounts" }).getByRole("row");

test.describe("counts", () => {
  test.use({ person: "ada" });

  test("are waited for by no row, and move nothing when they come", async ({ page, open }) => {
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route("**/accounts/counts?**", async (route) => {
      await held;
      await route.continue();
    });
    await open(settled);
    const rows = accountRows(page);
    const places = async () => Promise.all([rows.nth(1).boundingBox(), page.getByRole("group", { name: "Filters" }).boundingBox()]);
    await expect(rows.nth(1)).toBeVisible();
    const before = await places();
    await expect(page.getByText(/accounts? fits?$/)).toHaveCount(0);
    await page.getByRole("button", { name: "Product", exact: true }).click();
    await expect(page.getByText("Reading the products…")).toBeVisible();
    answer();
    await expect(page.getByRole("status").filter({ hasText: /accounts? fits?$/ })).toBeVisible();
    await expect(page.getByRole("dialog", { name: "Product" }).getByRole("checkbox").first()).toBeVisible();
    expect(await places()).toEqual(before);
  });

  test("that fail leave the rows, say so and are asked for again", async ({ page, open }) => {
    await page.route("**/accounts/counts?**", (route) => route.abort());
    await open(settled);
    await expect(accountRows(page).nth(1)).toBeVisible();
    await expect(page.getByText("Not counted")).toBeVisible();
    await page.unroute("**/accounts/counts?**");
    await page.getByRole("button", { name: "Count again" }).click();
    await expect(page.getByRole("status").filter({ hasText: /accounts? fits?$/ })).toBeVisible();
  });
});
