import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import { accountPath, inProgram } from "../fixtures/addresses";
import { dormant } from "../fixtures/own-account";
import { effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test.use({ person: "sam" });

/** Goes on by Tab until it is there; a person would give up after this many. */
async function tabTo(page: Page, target: Locator, most = 40): Promise<void> {
  for (let step = 0; step < most; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

test("an account is found and reactivated without a mouse, and the focus is always somewhere", async ({ page, open, ownAccount }) => {
  const { accountId, customer } = await ownAccount("growth", { change: dormant });
  await open(inProgram("growth", "accounts"));
  await page.keyboard.press("Control+k");
  await page.keyboard.type(customer.clientCustomerId);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${accountPath("growth", accountId)}`);

  const reactivate = page.getByRole("main").getByRole("button", { name: "Reactivate" });
  await expect(reactivate).toBeVisible();
  await tabTo(page, reactivate);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: /^Reactivate/ });
  await expect(dialog).toBeVisible();
  const verified = dialog.getByRole("combobox", { name: "Verified by" });
  await tabTo(page, verified);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option", { name: "Security questions" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(verified).toHaveText(/Security questions|One-time code/);
  const note = dialog.getByRole("textbox", { name: "Note" });
  await tabTo(page, note);
  await page.keyboard.type("Asked for the card to work again");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByText("The account is active again.")).toBeVisible();
  expect(await effectsOn(accountId)).toEqual(["POST /v0/accounts/:id/activate"]);
});

test("a dialog keeps the focus within, and gives it back", async ({ page, open, ownAccount }) => {
  const { accountId } = await ownAccount("growth", { change: dormant });
  await open(accountPath("growth", accountId));
  const reactivate = page.getByRole("main").getByRole("button", { name: "Reactivate" });
  await reactivate.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: /^Reactivate/ });
  await expect(dialog).toBeVisible();
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press("Tab");
    expect(await dialog.evaluate((element) => element.contains(document.activeElement) || document.activeElement?.hasAttribute("data-base-ui-focus-guard"))).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(reactivate).toBeFocused();
});

test("the content is one key away, and rows are walked with the arrows", async ({ page, open }) => {
  await open(inProgram("growth", "accounts"));
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  const rows = page.getByRole("region", { name: "Accounts" }).getByRole("row");
  await tabTo(page, rows.nth(1));
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(2)).toBeFocused();
  const name = await rows.nth(2).getAttribute("aria-label");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/${name?.split(", ").at(-1) ?? "none"}`);
});
