import { expect } from "@playwright/test";
import { readFromLead } from "../fixtures/account-page";
import { accountPath, inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { amounts, askToCloseAsPaidOff, decideWithLetter, planLetter, startClosing } from "../fixtures/closing";
import { hydrated, signIn } from "../fixtures/sign-in";
import { test } from "../fixtures/test";

test.describe("compliance", () => {
  test.use({ person: "carmen" });

  test("begins at what waits, goes to a letter by the keyboard, and an auditor reads the same", async ({ page, open, ownCredit, pageOf, browser }) => {
    const { accountId } = await ownCredit(amounts);
    await open(accountPath("growth", accountId));
    const dialog = await startClosing(page, "Growth Card");
    await planLetter(dialog);
    await decideWithLetter(dialog, accountId, await pageOf("chen"));
    // Another thing that waits, above the letters.
    const asked = await ownCredit(amounts);
    const manager = await pageOf("priya");
    await manager.goto(accountPath("growth", asked.accountId));
    await hydrated(manager);
    await askToCloseAsPaidOff(manager, "Growth Card");

    const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
    const fresh = await context.newPage();
    await signIn(fresh, "carmen");
    await fresh.waitForURL(/\/programs\/[a-z]+\/work$/);
    await fresh.goto(inProgram("growth", "work"));
    await hydrated(fresh);
    await expect(fresh.getByRole("navigation", { name: "Places" }).getByRole("link", { name: /^Work queue [\d+]+ waiting$/ })).toBeVisible();
    await expectAccessible(fresh);
    const letters = fresh.getByRole("region", { name: "Letters and notices to send" }).first();
    const row = letters.getByRole("row").filter({ hasText: accountId.slice(-6) });
    await expect(row).toContainText("Send the letter, then say when it was delivered or mailed");
    await expect(row).toContainText(/Notice 30 days left/);
    const link = row.getByRole("link", { name: "Closing: closed by the program" });
    await link.focus();
    await fresh.keyboard.press("ArrowUp");
    await expect(link).not.toBeFocused();
    await fresh.keyboard.press("ArrowDown");
    await expect(link).toBeFocused();
    await fresh.keyboard.press("Enter");
    await fresh.waitForURL(`**${accountPath("growth", accountId)}`);
    await readFromLead(fresh);
    const card = fresh.getByRole("region", { name: "Closing: closed by the program" });
    await expect(card.getByRole("list", { name: "Stages" }).locator("[aria-current=step]")).toContainText("Decided");
    await expect(card.getByText("Notice 30 days left")).toBeVisible();
    await expect(card.getByRole("button", { name: "The letter was sent" })).toBeVisible();
    await context.close();

    const auditor = await pageOf("ada");
    await auditor.goto(inProgram("growth", "work?section=notices"));
    await hydrated(auditor);
    await expect(auditor.getByRole("region", { name: "Letters and notices to send" }).first().getByRole("row").filter({ hasText: accountId.slice(-6) })).toBeVisible();
    await expect(auditor.getByRole("button", { name: /^(Settle|Complete)/ })).toHaveCount(0);
    await expectAccessible(auditor);
  });
});
