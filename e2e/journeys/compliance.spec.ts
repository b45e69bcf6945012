import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { showsStatus } from "../fixtures/account-page";
import { accountPath, inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { amounts, approveRequest, askToCloseAsPaidOff, goOn, openRequest, planLetter, startClosing } from "../fixtures/closing";
import { answer, choose } from "../fixtures/form";
import { dormant, frozen } from "../fixtures/own-account";
import { printed } from "../fixtures/pdf-text";
import { hydrated } from "../fixtures/sign-in";
import { effects, effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test.describe("closing", () => {
  test.use({ person: "carmen" });

  test("as client_closed, with the notice: the letter as it was approved, one PATCH, one close, a receipt and the timeline", async ({ page, open, ownCredit, pageOf }) => {
    const { accountId } = await ownCredit(amounts);
    await open(accountPath("growth", accountId));
    const dialog = await startClosing(page, "Growth Card");
    await planLetter(dialog, { withReport: true });
    await expect(dialog.getByText("Closed by the program (client_closed)")).toBeVisible();
    await expect(dialog.getByText("A complete notice: nothing is lacking")).toBeVisible();
    const letterSays = ["Payments on this account were missed or late", "Equal Credit Opportunity Act", "Lead Bank, 1801 Main Street", "Northern Credit Bureau, PO Box 7, Springfield, IL 62701, 800 555 0142", "Your score was 541", "High use of revolving credit", "free copy of your report", accountId];
    const draft = dialog.getByRole("region", { name: /^Letter to/ });
    for (const words of ["DRAFT", ...letterSays]) await expect(draft).toContainText(words);
    await expectAccessible(page);

    await dialog.getByRole("textbox", { name: /last four characters/ }).fill(accountId.slice(-4));
    await dialog.getByRole("button", { name: "Ask another person to decide" }).click();
    await expect(dialog.getByText("It waits for another person in compliance", { exact: false })).toBeVisible();
    const other = await pageOf("chen");
    await openRequest(other, accountId);
    const asked = other.getByRole("region", { name: "The letter", exact: true });
    for (const words of ["DRAFT", ...letterSays]) await expect(asked).toContainText(words);
    const hash = (await asked.getByText(/^[0-9a-f]{64}$/).innerText()).trim();
    await approveRequest(other, accountId);

    const opened = page.waitForEvent("popup");
    await dialog.getByRole("link", { name: "Print or download the approved letter" }).click();
    const letter = await opened;
    await hydrated(letter);
    await expect(letter.getByText("Approved: the text is fixed")).toBeVisible();
    await expect(letter.getByText(hash)).toBeVisible();
    await expectAccessible(letter);
    const { text } = printed(await letter.pdf({ format: "Letter" }));
    for (const words of letterSays) expect(text, words).toContain(words.replace(/\s+/g, ""));
    for (const words of ["DRAFT", "SHA-256", "Download", "Skip to the content", "Approvals"]) expect(text, words).not.toContain(words.replace(/\s+/g, ""));
    const download = letter.waitForEvent("download");
    await letter.getByRole("link", { name: "Download" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`letters-${accountId}.html`);
    expect(await readFile(await file.path(), "utf8")).toContain("Your score was 541");
    await letter.close();

    await dialog.getByRole("checkbox", { name: "Time of day not known" }).click();
    expect(await effectsOn(accountId)).toEqual([]);
    await dialog.getByRole("button", { name: "The letter was sent: record it and close" }).click();

    await expect(dialog.getByText("Closed at Lead.", { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(dialog.getByText(/^Carmen Ortiz, /).first()).toBeVisible();
    await expectAccessible(page);
    expect(await effectsOn(accountId)).toEqual(["PATCH /v0/accounts/:id", "POST /v0/accounts/:id/close"]);
    const keys = (await effects({ accountId })).map(({ key }) => key).filter((key) => key !== null);
    expect(new Set(keys).size).toBe(2);
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText(/Closed · by the program/).first()).toBeVisible();
    const timeline = page.getByRole("region", { name: "Timeline" });
    await expect(timeline.getByText(/Carmen Ortiz/).first()).toBeVisible();
  });

  test("as paid_off: one close and nothing before it", async ({ page, open, ownCredit }) => {
    const { accountId } = await ownCredit(amounts);
    await open(accountPath("growth", accountId));
    const dialog = await startClosing(page, "Growth Card");
    await answer(dialog, "Reason reported to Lead", "Paid off");
    await answer(dialog, "Is the balance zero?", "Yes");
    await dialog.getByRole("textbox", { name: "How this is known" }).fill("The servicing system shows zero.");
    await goOn(dialog);
    await answer(dialog, "Determination", "It is excluded");
    await choose(dialog, "Which exclusion", /agreed to it or asked for it/);
    await dialog.getByRole("textbox", { name: "Which holder agreed, and when" }).fill("The holder, by phone, today");
    await dialog.getByRole("textbox", { name: "What this rests on" }).fill("The holder paid the line off and asked to end it.");
    await goOn(dialog);
    await dialog.getByRole("button", { name: "Close the account" }).click();
    await expect(dialog.getByText("Closed at Lead.", { exact: true })).toBeVisible({ timeout: 30_000 });
    expect(await effectsOn(accountId)).toEqual(["POST /v0/accounts/:id/close"]);
  });

  test("is refused before sending while something is missing, and keeps what was chosen", async ({ page, open, ownAccount }) => {
    const { accountId } = await ownAccount("growth");
    await open(accountPath("growth", accountId));
    const dialog = await startClosing(page, "Growth Personal Checking");
    await answer(dialog, "Reason reported to Lead", "Paid off");
    await goOn(dialog);
    await expect(dialog.getByRole("alert")).toContainText(/missing or wrong/);
    await expect(dialog.getByRole("radiogroup", { name: "Reason reported to Lead" }).getByRole("radio", { name: "Paid off" })).toBeChecked();
    expect(await effectsOn(accountId)).toEqual([]);
  });

  test("deactivates as frozen with a hold, which then blocks reactivation until it is released", async ({ page, open, ownAccount }) => {
    const { accountId } = await ownAccount("growth");
    await open(accountPath("growth", accountId));
    await page.getByRole("button", { name: "Deactivate", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: /^Deactivate/ });
    await answer(dialog, "Reason reported to Lead", "Frozen");
    await choose(dialog, "Kind of hold", "Dispute");
    const served = dialog.getByRole("textbox", { name: "Served on" });
    await served.fill("1 Jan 2199");
    await dialog.getByRole("button", { name: "Deactivate" }).click();
    await dialog.getByRole("alert").getByRole("link", { name: "Served on: This day has not come yet." }).click();
    await expect(served).toBeFocused();
    await served.fill("5 Jan 2026");
    await dialog.getByRole("button", { name: "Deactivate" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("region", { name: "Holds" }).getByText("Served 5 Jan 2026")).toBeVisible();
    await expect(page.getByText("Inactive · frozen").first()).toBeVisible();
    await expect(page.getByText("1 hold").first()).toBeVisible();
    expect(await effectsOn(accountId)).toEqual(["POST /v0/accounts/:id/deactivate"]);
    await page.getByRole("button", { name: /not possible/ }).click();
    const why = page.getByRole("dialog", { name: "Not possible now" });
    for (const action of ["Reactivate", "Change the reason"]) await expect(why.getByRole("term").filter({ hasText: action })).toBeVisible();
    await expect(why.getByText("A hold is open: release it first.")).toHaveCount(2);
  });

  test("reactivates what support may not", async ({ page, open, ownAccount }) => {
    const { accountId } = await ownAccount("growth", { change: frozen });
    await open(accountPath("growth", accountId));
    await page.getByRole("button", { name: "Reactivate" }).click();
    const dialog = page.getByRole("dialog", { name: /^Reactivate/ });
    await dialog.getByRole("textbox", { name: "Note" }).fill("The order was lifted.");
    await dialog.getByRole("button", { name: "Reactivate" }).click();
    await expect(dialog).toBeHidden();
    expect(await effectsOn(accountId)).toEqual(["POST /v0/accounts/:id/activate"]);
  });

  test("changes why an account is inactive, by two commands", async ({ page, open, ownAccount }) => {
    const { accountId } = await ownAccount("growth", { change: dormant });
    await open(accountPath("growth", accountId));
    await page.getByRole("button", { name: "Change the reason" }).click();
    const dialog = page.getByRole("dialog", { name: "Change why it is inactive" });
    await answer(dialog, "New reason", "Other");
    await dialog.getByRole("textbox", { name: "Why" }).fill("The holder is moving abroad.");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Change the reason" }).click();
    await expect(dialog.getByRole("list", { name: "Calls to Lead" }).getByText("Done")).toHaveCount(2, { timeout: 30_000 });
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText("Inactive · other").first()).toBeVisible();
    expect(await effectsOn(accountId)).toEqual(["POST /v0/accounts/:id/activate", "POST /v0/accounts/:id/deactivate"]);
  });

  test("changes it to frozen with the hold of an order, which is there with its reference and days", async ({ page, open, ownAccount }) => {
    const { accountId } = await ownAccount("growth", { change: dormant });
    await open(accountPath("growth", accountId));
    await page.getByRole("button", { name: "Change the reason" }).click();
    const dialog = page.getByRole("dialog", { name: "Change why it is inactive" });
    await answer(dialog, "New reason", "Frozen");
    await choose(dialog, "Kind of hold", "Court order or levy");
    await dialog.getByRole("textbox", { name: "Reference" }).fill("Levy 26-4471");
    const served = dialog.getByRole("textbox", { name: "Served on" });
    await served.fill("1 Jan 2199");
    await dialog.getByRole("textbox", { name: "Why" }).fill("A levy was served.");
    await dialog.getByRole("button", { name: "Change the reason" }).click();
    await dialog.getByRole("alert").getByRole("link", { name: "Served on: This day has not come yet." }).click();
    await expect(served).toBeFocused();
    await served.fill("5 Jan 2026");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Change the reason" }).click();
    await expect(dialog.getByRole("list", { name: "Calls to Lead" }).getByText("Done")).toHaveCount(2, { timeout: 30_000 });
    await dialog.getByRole("button", { name: "Done" }).click();
    const holds = page.getByRole("region", { name: "Holds" });
    await expect(holds.getByText("Levy 26-4471")).toHaveCount(1);
    await expect(holds.getByText("Served 5 Jan 2026")).toBeVisible();
  });

  test("places a hold, and nothing of it goes to Lead", async ({ page, open, ownAccount }) => {
    const { accountId } = await ownAccount("growth");
    await open(accountPath("growth", accountId));
    await page.getByRole("button", { name: "Place a hold" }).click();
    const dialog = page.getByRole("dialog", { name: /hold/i });
    await answer(dialog, "Kind of hold", "Returned mail");
    await dialog.getByRole("button", { name: /^Place/ }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("region", { name: "Holds" }).getByText("Returned mail")).toBeVisible();
    await expect(page.getByText("1 hold").first()).toBeVisible();
    expect(await effectsOn(accountId)).toEqual([]);
  });
});

test.describe("a program manager", () => {
  test.use({ person: "priya" });

  test("asks for a closing, which compliance finds and decides", async ({ page, open, ownCredit, pageOf }) => {
    const { accountId } = await ownCredit(amounts);
    await open(accountPath("growth", accountId));
    await askToCloseAsPaidOff(page, "Growth Card");
    expect(await effectsOn(accountId)).toEqual([]);

    const compliance = await pageOf("carmen");
    await compliance.goto(inProgram("growth", "work?section=approvals"));
    await hydrated(compliance);
    await expectAccessible(compliance);
    await compliance.getByRole("row").filter({ hasText: "Decide on it" }).getByRole("link", { name: accountId }).click();
    const card = compliance.getByRole("region", { name: "Closing: paid off" });
    await expect(card.getByText(/^Priya Nair, /)).toBeVisible();
    await card.getByRole("button", { name: "Decide" }).click();
    const deciding = compliance.getByRole("dialog", { name: "Decide on the closing" });
    await expect(deciding.getByRole("button", { name: "Decline" })).toBeDisabled();
    await expectAccessible(compliance);
    await deciding.getByRole("button", { name: "Approve" }).click();
    await expect(deciding).toBeHidden();
    await expect(card.getByRole("button", { name: "Receipt" })).toBeVisible();
    await showsStatus(compliance, "Closed · paid off");
    expect(await effectsOn(accountId)).toEqual(["POST /v0/accounts/:id/close"]);
  });
});
