import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import { showsStatus } from "../fixtures/account-page";
import { accountPath, inProgram } from "../fixtures/addresses";
import { dormant } from "../fixtures/own-account";
import { effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";

/** Goes on by Tab until it is there; a person would give up after this many. */
async function tabTo(page: Page, target: Locator, most = 40): Promise<void> {
  for (let step = 0; step < most; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

/** The focus is within; a dialog or a list takes it a moment after it is there. */
async function focusWithin(part: Locator): Promise<void> {
  await expect.poll(() => part.evaluate((element) => element.contains(document.activeElement))).toBe(true);
}

/** By Tab to the question and by the arrows to the answer, as radio buttons are used. */
async function pick(page: Page, question: Locator, option: string, most = 40): Promise<void> {
  const holdsFocus = () => question.evaluate((element) => element.contains(document.activeElement));
  for (let step = 0; step < most && !(await holdsFocus()); step += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  const wanted = question.getByRole("radio", { name: option });
  for (let step = 0; step < 8 && !(await wanted.isChecked()); step += 1) await page.keyboard.press("ArrowDown");
  await expect(wanted).toBeChecked();
}

/** From a closed list, which opens on Enter. */
async function select(page: Page, list: Locator, option: string): Promise<void> {
  await tabTo(page, list);
  await page.keyboard.press("Enter");
  await focusWithin(page.getByRole("listbox"));
  const wanted = page.getByRole("option", { name: option });
  for (let step = 0; step < 12 && !(await wanted.evaluate((element) => element === document.activeElement)); step += 1) await page.keyboard.press("ArrowDown");
  await expect(wanted).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(list).toContainText(option);
  // The list takes a moment to go, and gives the focus back then.
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await expect(list).toBeFocused();
}

test.describe("support", () => {
  test.use({ person: "sam" });

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
    await select(page, verified, "Security questions");
    const note = dialog.getByRole("textbox", { name: "Note" });
    await tabTo(page, note);
    await page.keyboard.type("Asked for the card to work again");
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await showsStatus(page, "Active");
    expect(await effectsOn(accountId)).toEqual(["POST /v0/accounts/:id/activate"]);
  });

  test("a dialog keeps the focus within, and gives it back", async ({ page, open, ownAccount }) => {
    const { accountId } = await ownAccount("growth", { change: dormant });
    await open(accountPath("growth", accountId));
    const reactivate = page.getByRole("main").getByRole("button", { name: "Reactivate" });
    await reactivate.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: /^Reactivate/ });
    await focusWithin(dialog);
    for (let step = 0; step < 20; step += 1) {
      await page.keyboard.press("Tab");
      expect(await dialog.evaluate((element) => element.contains(document.activeElement) || document.activeElement?.hasAttribute("data-base-ui-focus-guard"))).toBe(true);
    }
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(reactivate).toBeFocused();
  });

  test("the content is one key away, and rows are walked with the arrows", async ({ page, open }) => {
    // A list that no other test moves about.
    await open(inProgram("growth", "accounts?holder=commercial&status=closed"));
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
});

test.describe("compliance", () => {
  test.use({ person: "carmen" });

  test("closes an account without a mouse", async ({ page, open, ownAccount }) => {
    const { accountId } = await ownAccount("growth");
    await open(accountPath("growth", accountId));
    await tabTo(page, page.getByRole("main").getByRole("button", { name: "Close…" }));
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Close Growth Personal Checking" });
    await focusWithin(dialog);
    const question = (name: string) => dialog.getByRole("radiogroup", { name });
    await pick(page, question("Can anything still post (card, ACH, dispute)?"), "No");
    await pick(page, question("Reason reported to Lead"), "Canceled");
    await select(page, dialog.getByRole("combobox", { name: "What was wrong" }), "Opened in error");
    await tabTo(page, dialog.getByRole("textbox", { name: "What happened" }));
    await page.keyboard.type("Opened for the wrong customer.");
    await pick(page, question("Was it never used?"), "Yes");
    await select(page, dialog.getByRole("combobox", { name: "What became of the remaining balance?" }), "There was none");
    for (const button of ["Continue", "Continue", "Close the account"]) {
      await tabTo(page, dialog.getByRole("button", { name: button }));
      await page.keyboard.press("Enter");
      await focusWithin(dialog);
    }
    await expect(dialog.getByText("Closed at Lead.", { exact: true })).toBeVisible();
    await tabTo(page, dialog.getByRole("button", { name: "Done" }));
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await showsStatus(page, "Closed · canceled");
    expect(await effectsOn(accountId)).toEqual(["POST /v0/accounts/:id/close"]);
  });
});
