import { expect } from "@playwright/test";
import { inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { hydrated, signIn } from "../fixtures/sign-in";
import { test } from "../fixtures/test";

test("a program manager begins at the figures, goes to the list that one counts, and asks for a day before they were kept", async ({ page }) => {
  await signIn(page, "gus");
  await page.waitForURL(/\/programs\/growth\/overview$/);
  await hydrated(page);
  await expectAccessible(page);
  const byStatus = page.getByRole("region", { name: "Accounts by status and capability" });
  for (const figure of [byStatus.getByRole("link", { name: /^[\d,]+ inactive, all accounts$/ }), byStatus.getByRole("link", { name: /^[\d,]+ active, deposit$/ }), page.getByRole("region", { name: "Inactive by reason and age" }).getByRole("link", { name: /, 30 to 89 days$/ }).first()]) {
    // Others work on the same accounts meanwhile: the figure is read again where one of them came between.
    await expect(async () => {
      await page.goto(inProgram("growth", "overview"));
      const many = /^[\d,]+/.exec((await figure.getAttribute("aria-label")) ?? "")?.[0] ?? "";
      await figure.click();
      await page.waitForURL(/\/accounts\?/);
      await expect(page.getByRole("status").filter({ hasText: new RegExp(`^${many} accounts? fits?$`) })).toBeVisible({ timeout: 5_000 });
    }).toPass();
  }
  await page.goto(inProgram("growth", "overview"));
  await hydrated(page);
  const weeks = page.getByRole("region", { name: "Opened and closed per week" });
  await weeks.getByText("As a table, with the lists").click();
  await expect(weeks.getByRole("table", { name: "Opened and closed per week" }).getByRole("row")).toHaveCount(14);
  await expectAccessible(page);

  await page.getByLabel("As of the end of").fill("2020-02-29");
  await page.getByRole("button", { name: "Show" }).click();
  await page.waitForURL(/as_of=2020-02-29$/);
  await expect(page.getByRole("heading", { name: "No figures are kept of 29 Feb 2020" })).toBeVisible();
  await expect(page.getByText(/^They are kept since /)).toBeVisible();
  await page.getByRole("link", { name: "Now" }).last().click();
  await page.waitForURL(/overview$/);
  await expect(byStatus).toBeVisible();
  await page.goto(inProgram("growth", "overview?as_of=nonsense"));
  await expect(byStatus).toBeVisible();
});
