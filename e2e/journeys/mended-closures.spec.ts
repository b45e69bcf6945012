import { expect } from "@playwright/test";
import type { Locator } from "@playwright/test";
import { showsStatus, timelineEntries } from "../fixtures/account-page";
import { accountPath } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { amounts, approveRequest, decideWithLetter, planLetter, startClosing } from "../fixtures/closing";
import { answer, choose } from "../fixtures/form";
import { changeElsewhere, effects, effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test.use({ person: "carmen" });

test.describe("a mistaken closure", () => {
  async function explain(dialog: Locator, errorClass: string): Promise<void> {
    await answer(dialog, "What was wrong", errorClass);
    await dialog.getByRole("textbox", { name: "Who found it" }).fill("Dana Reyes, quality review");
    await dialog.getByRole("textbox", { name: "What happened" }).fill("It was reported as canceled; the program had ended it for missed payments.");
  }

  test("is reopened, given the notice that was delivered, and closed again with its true reason, once another person agreed", async ({ page, open, ownCredit, pageOf }) => {
    const { accountId } = await ownCredit(amounts, { status: "closed", status_reason: "canceled", details: { closed_at: "2026-01-15T18:00:00.000Z" } });
    await open(accountPath("growth", accountId));
    await page.getByRole("button", { name: "Correct the closure…" }).click();
    const dialog = page.getByRole("dialog", { name: "Correct the closure" });
    await expect(dialog.getByText("Lead's own texts disagree whether this is allowed; if it is refused, ask your Technical Account Manager.")).toBeVisible();
    await explain(dialog, "Wrong reason");
    await dialog.getByRole("textbox", { name: "Truly closed on" }).fill("2026-01-15");
    await choose(dialog, "Reason reported to Lead", /client_closed/);
    await dialog.getByRole("button", { name: "Ask another person to approve" }).click();
    // Lead requires a notice for this reason, and nothing is begun without it.
    await expect(dialog.getByRole("alert").getByRole("link", { name: /Lead requires a delivered notice/ })).toBeVisible();
    await expectAccessible(page);
    expect(await effectsOn(accountId)).toEqual([]);

    await dialog.getByRole("checkbox", { name: "Record another notice in between" }).click();
    await choose(dialog, "Add a reason", "Payments on this account were missed or late");
    await choose(dialog, "How it was delivered", "Email");
    await dialog.getByRole("textbox", { name: "Delivered or mailed on" }).fill("2026-01-14");
    await dialog.getByRole("textbox", { name: /last four characters/ }).fill(accountId.slice(-4));
    await dialog.getByRole("button", { name: "Ask another person to approve" }).click();
    await expect(dialog.getByText("Another person in compliance decides on it.", { exact: false })).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Done" }).click();
    expect(await effectsOn(accountId)).toEqual([]);
    await expect(page.getByText("Correct the closure: waits for another person.")).toBeVisible();

    await approveRequest(await pageOf("chen"), accountId);
    await open(accountPath("growth", accountId));
    expect(await effectsOn(accountId)).toEqual(["POST /v0/accounts/:id/activate", "PATCH /v0/accounts/:id", "POST /v0/accounts/:id/close"]);
    const keys = (await effects({ accountId })).flatMap(({ key }) => key ?? []);
    expect(new Set(keys).size).toBe(3);
    await expect(page.getByText(/Closed · by the program/).first()).toBeVisible();
    const card = page.getByRole("region", { name: "Correcting the closure" });
    await expect(card.getByText("Dana Reyes, quality review", { exact: false })).toBeVisible();
    await expect(card.getByRole("definition").filter({ hasText: "Closed by the program" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Adverse action notice" }).getByText("Payments on this account were missed or late")).toBeVisible();
    for (const sentence of [/^Reopened to correct a closure/, /^Recorded the adverse action notice at Lead/, /^Closed \(by the program\)/]) {
      await expect(timelineEntries(page).filter({ hasText: sentence }).filter({ hasText: "Carmen Ortiz" })).toHaveCount(1);
    }
    await expect(timelineEntries(page).filter({ hasText: /^Corrected a mistaken closure, approved by Chen Wei/ }).filter({ hasText: "Carmen Ortiz" })).toHaveCount(1);
  });

  test("of a deposit account that its holder closed is not asked for without a documented contact", async ({ page, open, ownAccount }) => {
    const { accountId } = await ownAccount("growth", { change: { status: "closed", status_reason: "entity_closed" } });
    await open(accountPath("growth", accountId));
    await page.getByRole("button", { name: "Correct the closure…" }).click();
    const dialog = page.getByRole("dialog", { name: "Correct the closure" });
    await explain(dialog, "Never closed");
    const contact = dialog.getByRole("textbox", { name: "Documented contact with the holder: who, how, when" });
    await expect(contact).toHaveAccessibleDescription(/never to let a transaction post/);
    await dialog.getByRole("textbox", { name: /last four characters/ }).fill(accountId.slice(-4));
    await dialog.getByRole("button", { name: "Ask another person to approve" }).click();
    await dialog.getByRole("alert").getByRole("link", { name: /only with a documented contact/ }).click();
    await expect(contact).toBeFocused();
    expect(await effectsOn(accountId)).toEqual([]);
  });

  test("of an account that was never closed leaves it active, and support learns nothing of it", async ({ page, open, ownAccount, pageOf }) => {
    const { accountId } = await ownAccount("growth", { change: { status: "closed", status_reason: "canceled" } });
    await open(accountPath("growth", accountId));
    await page.getByRole("button", { name: "Correct the closure…" }).click();
    const dialog = page.getByRole("dialog", { name: "Correct the closure" });
    await explain(dialog, "Never closed");
    await dialog.getByRole("textbox", { name: /last four characters/ }).fill(accountId.slice(-4));
    await dialog.getByRole("button", { name: "Ask another person to approve" }).click();
    await dialog.getByRole("button", { name: "Done" }).click();
    await approveRequest(await pageOf("chen"), accountId);
    await open(accountPath("growth", accountId));
    await showsStatus(page, "Active");
    expect(await effectsOn(accountId)).toEqual(["POST /v0/accounts/:id/activate"]);

    const support = await pageOf("sam");
    await support.goto(accountPath("growth", accountId));
    await showsStatus(support, "Active");
    await expect(support.getByText("Dana Reyes")).toHaveCount(0);
  });
});

test.describe("a closing that its letter has announced", () => {
  test("stops when the account changed meanwhile, and is abandoned with a corrective letter", async ({ page, open, ownCredit, pageOf }) => {
    const { accountId } = await ownCredit(amounts);
    await open(accountPath("growth", accountId));
    const dialog = await startClosing(page, "Growth Card");
    await planLetter(dialog);
    await decideWithLetter(dialog, accountId, await pageOf("chen"));
    await dialog.getByRole("button", { name: "Later" }).click();
    await expect(dialog).toBeHidden();
    await changeElsewhere(accountId, { details: { credit: { is_mla: true } } });

    await open(accountPath("growth", accountId));
    const card = page.getByRole("region", { name: "Closing: closed by the program" });
    await card.getByRole("button", { name: "The letter was sent" }).click();
    const letter = page.getByRole("dialog", { name: "The letter was sent" });
    await letter.getByRole("checkbox", { name: "Time of day not known" }).click();
    await expectAccessible(page);
    await letter.getByRole("button", { name: "The letter was sent: record it and close" }).click();
    await expect(letter.getByText("The account changed in what matters since it was decided.")).toBeVisible();
    await letter.getByRole("button", { name: "Done" }).click();

    await card.getByRole("button", { name: "Abandon" }).click();
    const abandoning = page.getByRole("dialog", { name: "Abandon the closing" });
    await expect(abandoning.getByText("A corrective letter is sent first; it is recorded here.")).toBeVisible();
    await expect(abandoning.getByRole("textbox", { name: "What it says" })).toHaveValue(/your account stays open/);
    await expect(abandoning.getByRole("link", { name: "Print it in the program’s wording" })).toHaveAttribute("href", /letter\?which=corrective$/);
    await abandoning.getByRole("button", { name: "Abandon it" }).click();
    await expect(abandoning.getByRole("alert").getByRole("link", { name: /Reason/ })).toBeVisible();
    await expectAccessible(page);
    await abandoning.getByRole("textbox", { name: "Why it is abandoned" }).fill("The holder entered active duty; the line stays open.");
    await abandoning.getByRole("textbox", { name: "What it says" }).fill("Our letter of today is withdrawn. Your line stays open.");
    await abandoning.getByRole("button", { name: "Abandon it" }).click();
    await expect(abandoning).toBeHidden();

    await expect(card.getByRole("definition").filter({ hasText: /^Carmen Ortiz.*The holder entered active duty; the line stays open\./ })).toBeVisible();
    await showsStatus(page, "Active");
    await expect(timelineEntries(page).filter({ hasText: /^Abandoned the closing/ }).filter({ hasText: "Carmen Ortiz" })).toHaveCount(1);
    // Nobody may go on with it, and nothing of it ever reached Lead.
    await expect(card.getByRole("button")).toHaveText(["Add evidence"]);
    expect(await effectsOn(accountId)).toEqual([]);
  });
});
