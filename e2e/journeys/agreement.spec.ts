import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { readFromLead } from "../fixtures/account-page";
import { accountPath, consoleUrl, inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { choose } from "../fixtures/form";
import { changeElsewhere } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test.describe.configure({ mode: "serial", timeout: 180_000 });

const files = inProgram("growth", "agreement/files");

/** A ledger as of now, read and not started. */
async function upload(page: Page, rows: readonly string[], name = "ledger.csv"): Promise<void> {
  const asOf = new Date().toISOString();
  const content = ["account_id,status,status_reason,closed_at,balance,as_of", ...rows.map((row) => `${row},12.50,${asOf}`)].join("\n");
  await page.getByLabel("Your ledger").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  await page.getByRole("button", { name: "Read the file" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

async function compared(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "The file is compared." })).toHaveCount(1);
}

const closedInMay = (accountId: string) => `${accountId},closed,paid_off,2026-05-03`;
const sentence = "Your ledger: closed 3 May 2026 (paid off). Lead: active.";

test.describe("a program manager", () => {
  test.use({ person: "priya" });

  test("compares a ledger, sees what differs, and looks after it until both agree", async ({ page, open, ownAccount }) => {
    const [differs, agrees] = [await ownAccount("growth"), await ownAccount("growth")];
    await open(inProgram("growth", "accounts"));
    await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Agreement" }).click();
    await page.getByRole("navigation", { name: "Agreement" }).getByRole("link", { name: "Files" }).click();
    await upload(page, [closedInMay(differs.accountId), `${agrees.accountId},active,active,`, "account_nobodyknows,active,active,", `=entity_1,Open,,`]);

    const columns = page.getByRole("region", { name: "Columns" }).getByRole("row");
    await expect(columns.filter({ hasText: "closed_at" })).toContainText("Since when it has that status");
    await expect(columns.filter({ hasText: "balance" })).toContainText("Not compared: the directory holds no balances");
    await expect(page.getByLabel("As of")).not.toHaveValue("");
    await expectAccessible(page);
    await compared(page);
    await expect(page.getByText("2 rows compared, 2 unmapped. 1 exception opened, 0 still there, 0 resolved.")).toBeVisible();
    const unmapped = page.getByRole("region", { name: "Unmapped rows" }).getByRole("row");
    await expect(unmapped.filter({ hasText: "account_nobodyknows" })).toContainText("The directory knows no account with this id in this program.");
    await expectAccessible(page);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download unmapped rows" }).click()]);
    const lines = (await readFile(await download.path(), "utf8")).split("\r\n");
    expect(lines[0]).toBe("line,id,value,reason");
    expect(lines[2]).toContain("'=entity_1");

    await open(accountPath("growth", differs.accountId));
    await page.getByRole("link", { name: sentence }).click();
    await expect(page.getByRole("heading", { level: 1, name: sentence })).toBeVisible();
    await page.getByRole("button", { name: "Assign to me" }).click();
    await expect(page.getByRole("combobox", { name: "Owner" })).toContainText("Priya Nair");
    await choose(page, "Cause", "A change reached one side only");
    await expect(page.getByText("The cause is recorded.")).toBeVisible();
    await expectAccessible(page);

    await page.getByRole("link", { name: "All exceptions" }).click();
    await page.getByRole("group", { name: "Filters" }).getByRole("button", { name: "Owner" }).click();
    await page.getByRole("button", { name: "Priya Nair", exact: true }).click();
    await page.getByRole("group", { name: "Filters" }).getByRole("button", { name: "Cause" }).click();
    await page.getByRole("button", { name: "A change reached one side only", exact: true }).click();
    const row = page.getByRole("region", { name: "Open exceptions" }).getByRole("row").filter({ has: page.getByTitle(differs.accountId) });
    await expect(row).toContainText(sentence);
    await expectAccessible(page);

    await changeElsewhere(differs.accountId, { status: "closed", status_reason: "paid_off" });
    await open(accountPath("growth", differs.accountId));
    await readFromLead(page);
    await expect(page.getByText("Your ledger and Lead agree again about status")).toBeVisible();
    await expect(page.getByText("Your ledger differs.")).toHaveCount(0);
    await open(inProgram("growth", "agreement?state=resolved"));
    await expect(page.getByRole("region", { name: "Resolved exceptions" }).getByRole("row").filter({ has: page.getByTitle(differs.accountId) })).toContainText("Lead came to show what your ledger says");
    await expectAccessible(page);
  });

  test("resolves one with a note; the same file again leaves it, and one that differs again is linked", async ({ page, open, ownAccount }) => {
    const { accountId } = await ownAccount("growth");
    await open(files);
    await upload(page, [closedInMay(accountId)]);
    await compared(page);
    await open(accountPath("growth", accountId));
    await page.getByRole("link", { name: sentence }).click();
    await page.getByRole("button", { name: "Resolve…" }).click();
    const dialog = page.getByRole("dialog", { name: "Resolve this exception" });
    await dialog.getByRole("radio", { name: "Known difference" }).click();
    await dialog.getByRole("textbox", { name: "Note" }).fill("A SAR was filed");
    await dialog.getByRole("button", { name: "Resolve" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Leave out any mention of a suspicious activity report");
    await expectAccessible(page);
    await dialog.getByRole("textbox", { name: "Note" }).fill("The ledger closes a day early, as agreed.");
    await dialog.getByRole("button", { name: "Resolve" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText("The ledger closes a day early, as agreed.")).toBeVisible();
    await expectAccessible(page);

    await open(files);
    await upload(page, [closedInMay(accountId)]);
    await compared(page);
    await expect(page.getByText("0 exceptions opened, 1 still there")).toBeVisible();
    await open(files);
    await upload(page, [`${accountId},inactive,dormant,`]);
    await compared(page);
    await open(accountPath("growth", accountId));
    await page.getByRole("link", { name: "Your ledger: inactive (dormant). Lead: active." }).click();
    await expect(page.getByText("It came back as this one.")).toBeVisible();
  });

  test("is told what is wrong with a file, and can cancel one", async ({ page, open, ownAccount }) => {
    await open(files);
    await page.getByLabel("Your ledger").setInputFiles({ name: "wrong.csv", mimeType: "text/csv", buffer: Buffer.from("account_id,balance\naccount_1,5\n") });
    await page.getByRole("button", { name: "Read the file" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("No column has anything to compare.");
    await expectAccessible(page);
    const { accountId } = await ownAccount("growth");
    await upload(page, [closedInMay(accountId)]);
    await page.getByLabel("As of").fill("2099-01-01 10:00");
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await expect(page.getByText("Enter a time that has passed.")).toBeVisible();
    await page.getByRole("button", { name: "Cancel the comparison" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel the comparison" }).click();
    await expect(page.getByText("Canceled", { exact: true }).first()).toBeVisible();
  });
});

test.describe("owners who are silent", () => {
  test.use({ person: "priya" });

  test("are listed as the ledger tells of them, until one of them is heard of", async ({ page, open, ownAccount }) => {
    const { accountId, customer } = await ownAccount("growth");
    await open(files);
    const content = ["account_id,last_owner_activity,owner_state,as_of", `${accountId},2019-02-28,TX,${new Date().toISOString()}`].join("\n");
    await page.getByLabel("Your ledger").setInputFiles({ name: "owners.csv", mimeType: "text/csv", buffer: Buffer.from(content) });
    await page.getByRole("button", { name: "Read the file" }).click();
    await expect(page.getByRole("region", { name: "Columns" }).getByRole("row").filter({ hasText: "last_owner_activity" })).toContainText("kept, not compared");
    await compared(page);

    await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Dormancy" }).click();
    const row = page.getByRole("row").filter({ has: page.getByTitle(accountId) });
    await expect(row).toContainText("28 Feb 2019");
    await expect(row).toContainText("Report as unclaimed");
    await expectAccessible(page);
    await page.getByRole("link", { name: "Report as unclaimed" }).click();
    await page.waitForURL(/dormancy\?step=report$/);
    await row.getByRole("link", { name: "TX alone" }).click();
    await page.waitForURL(/dormancy\?step=report&state=TX$/);
    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: /CSV/ }).click()]);
    expect(await readFile(await download.path(), "utf8")).toContain(`${accountId},Growth Personal Checking,active,active,TX,,,2019-02-28,2019-02-28,`);

    await row.getByRole("link").first().click();
    const owner = page.getByRole("region", { name: "The owner" });
    await expect(owner).toContainText("28 Feb 2019");
    await owner.getByRole("button", { name: "Record a contact" }).click();
    const dialog = page.getByRole("dialog", { name: "Record a contact with the owner" });
    await expect(dialog.getByRole("combobox", { name: "Who" })).toHaveText(customer.name);
    await dialog.getByRole("button", { name: "Record", exact: true }).click();
    await expect(dialog.getByRole("link", { name: /Choose how the holder was verified/ })).toBeVisible();
    await choose(dialog, "Verified by", "Call back to a known number");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Record", exact: true }).click();
    await expect(page.getByText("The contact is recorded.")).toBeVisible();
    await expect(owner).toContainText("phone");
    await open(inProgram("growth", "dormancy?state=TX"));
    await expect(page.getByRole("heading", { level: 1, name: "Dormancy" })).toBeVisible();
    await expect(row).toHaveCount(0);
  });
});

test.describe("an auditor", () => {
  test.use({ person: "ada" });

  test("reads it all and changes nothing", async ({ page, open, request }) => {
    await open(files);
    await expect(page.getByRole("region", { name: "Files" })).toBeVisible();
    await expect(page.getByLabel("Your ledger")).toHaveCount(0);
    await expectAccessible(page);
    await page.getByRole("region", { name: "Files" }).getByRole("link", { name: "ledger.csv" }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: "ledger.csv" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Start", exact: true })).toHaveCount(0);
    const refused = await request.put(`/api/intake${inProgram("growth", "agreement")}/7d444840-9dc0-41d1-b245-5ffdce74fad2`, { data: "account_id,status\na,active\n", headers: { origin: consoleUrl } });
    expect(refused.status()).toBe(403);
  });
});
