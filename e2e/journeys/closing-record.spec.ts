import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { accountPath } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { amounts, decideWithLetter, planLetter, startClosing } from "../fixtures/closing";
import { answer } from "../fixtures/form";
import { printed } from "../fixtures/pdf-text";
import { hydrated } from "../fixtures/sign-in";
import { effects } from "../fixtures/simulator";
import { test } from "../fixtures/test";

/** Closed with a letter, up to the account with its card. */
async function closeWithLetter(page: Page, other: Page, accountId: string): Promise<void> {
  await page.goto(accountPath("growth", accountId));
  await hydrated(page);
  const dialog = await startClosing(page, "Growth Card");
  await planLetter(dialog);
  await decideWithLetter(dialog, accountId, other);
  await dialog.getByRole("checkbox", { name: "Time of day not known" }).click();
  await dialog.getByRole("button", { name: "The letter was sent: record it and close" }).click();
  await expect(dialog.getByText("Closed at Lead.", { exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
}

test.describe("the record of a closing", () => {
  test.use({ person: "carmen" });

  test("is followed up, added to, held, kept as JSON and printed on one page", async ({ page, ownCredit, pageOf }) => {
    const { accountId } = await ownCredit(amounts);
    await closeWithLetter(page, await pageOf("chen"), accountId);

    const card = page.getByRole("region", { name: "Follow-ups" });
    await expect(card.getByText("Left to do: 4 of 4")).toBeVisible();
    await card.getByRole("button", { name: /^Tick off.*Close the cards$/ }).click();
    const ticking = page.getByRole("dialog", { name: "Close the cards" });
    await ticking.getByRole("textbox", { name: "Note" }).fill("Blocked and shredded.");
    await ticking.getByRole("button", { name: "Tick off" }).click();
    await expect(card.getByText("Left to do: 3 of 4")).toBeVisible();
    await expect(card.getByText(/Blocked and shredded/)).toBeVisible();

    await page.getByRole("main").getByRole("link", { name: "Record", exact: true }).first().click();
    await expect(page.getByRole("heading", { name: "Record of a closing", level: 1 })).toBeVisible();
    await hydrated(page);
    await page.getByRole("button", { name: "Add to the record…" }).click();
    const adding = page.getByRole("dialog", { name: "Add to the record" });
    await answer(adding, "What it is", "Request for the reasons");
    await adding.getByRole("textbox", { name: "What is entered" }).fill("Asked by letter, received at the branch.");
    await expectAccessible(page);
    await adding.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByText(/^Reasons due .*: 30 days left$/)).toBeVisible();

    await page.getByRole("button", { name: "Place a legal hold…" }).click();
    const holding = page.getByRole("dialog", { name: "Place a legal hold" });
    await holding.getByRole("textbox", { name: "Reason" }).fill("Inquiry 26-11 of the regulator");
    await holding.getByRole("button", { name: "Place it" }).click();
    await expect(page.getByText("Under a legal hold.")).toBeVisible();
    await expectAccessible(page);

    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download as JSON" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(new RegExp(`^closing-${accountId}-\\d{4}-\\d\\d-\\d\\d\\.json$`));
    const record = JSON.parse(await readFile(await file.path(), "utf8")) as Record<string, unknown>;
    const keys = (await effects({ accountId })).flatMap(({ key }) => key ?? []);
    expect(record).toMatchObject({
      version: 1, kind: "closing", stage: "closed", account: { id: accountId }, closing: { reason: "client_closed", requested: { name: "Carmen Ortiz" }, noticeInTime: true },
      calls: keys.map((key) => ({ key, status: 200 })), addenda: [{ kind: "reasons-requested" }], legalHolds: [{ reason: "Inquiry 26-11 of the regulator", lifted: null }],
    });

    for (const format of ["A4", "Letter"] as const) {
      const { pages, text } = printed(await page.pdf({ format }));
      expect(pages, format).toBe(1);
      const saysOnPaper = (words: string) => expect(text, words).toContain(words.replace(/\s+/g, ""));
      for (const words of ["Record of a closing", accountId, "Carmen Ortiz, compliance", "Closed by the program (client_closed)", "It is an adverse action", "Payments on this account were missed or late", "By registered mail", "met: delivered in time", "Inquiry 26-11 of the regulator", "Blocked and shredded.", "Asked by letter, received at the branch.", " UTC", ...keys]) saysOnPaper(words);
      for (const words of ["Download as JSON", "Place a legal hold", "Add to the record", "Accounts", "Skip to the content"]) expect(text, words).not.toContain(words.replace(/\s+/g, ""));
    }
    await page.evaluate(() => (document.documentElement.dataset["theme"] = "dark"));
    await page.emulateMedia({ media: "print" });
    await expect(page.locator("body")).toHaveCSS("background-color", "rgb(255, 255, 255)");
    await expect(page.getByRole("heading", { level: 1 })).toHaveCSS("color", "rgb(28, 27, 24)");

    const support = await pageOf("sam");
    await support.goto(page.url());
    await expect(support.getByText("Only program managers, compliance and auditors can see closure records.")).toBeVisible();
    expect((await support.request.get(page.url().replace("/programs/", "/api/programs/"))).status()).toBe(403);
  });
});
