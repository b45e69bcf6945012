import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { accountPath, inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { dormant, enterDirectory, newAccount } from "../fixtures/own-account";
import { hydrated } from "../fixtures/sign-in";
import { changeElsewhere, effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";

const deactivated = "POST /v0/accounts/:id/deactivate";
const selected = (page: Page) => page.getByRole("group", { name: "Selected accounts" });

/** A list of this test alone, by a product that nothing else has. */
async function listOf(page: Page, many: number, change?: Record<string, unknown>): Promise<{ product: string; ids: string[]; path: string }> {
  const product = `Bulk ${randomUUID().slice(0, 8)}`;
  const ids: string[] = [];
  for (let made = 0; made < many; made += 1) {
    const account = await newAccount("growth", { productName: product, change });
    await enterDirectory(page.request, account);
    ids.push(account.accountId);
  }
  return { product, ids, path: `${inProgram("growth", "accounts")}?${new URLSearchParams({ product }).toString()}` };
}

async function prepare(page: Page, reason: RegExp): Promise<void> {
  await selected(page).getByRole("button", { name: "Deactivate…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: reason }).click();
  await dialog.getByRole("button", { name: "Show what will happen" }).click();
  await page.waitForURL(/\/bulk\//);
  await hydrated(page);
}

const row = (page: Page, accountId: string) => page.getByRole("region", { name: "Accounts" }).getByRole("row", { name: new RegExp(accountId) });

test.describe("a program manager", () => {
  test.use({ person: "priya" });

  test("deactivates three, of which one is refused, and reads the reason before and after", async ({ page, open }) => {
    const { ids: [first = "", second = "", third = ""], path } = await listOf(page, 3);
    await changeElsewhere(third, dormant);
    await enterDirectory(page.request, { program: "growth", accountId: third });
    await page.request.get(`/api${accountPath("growth", third)}/live`);
    await open(path);
    await expect(selected(page).getByRole("status")).toHaveText("Nothing selected");
    await page.getByRole("checkbox", { name: new RegExp(`^Select .*${first}`) }).click();
    await expect(selected(page).getByRole("status")).toHaveText("1 account selected");
    await selected(page).getByRole("button", { name: "Clear" }).click();
    await page.getByRole("checkbox", { name: "Select this page" }).click();
    await expect(selected(page).getByRole("status")).toHaveText("3 accounts selected");
    await expectAccessible(page);

    await selected(page).getByRole("button", { name: "Deactivate…" }).click();
    const dialog = page.getByRole("dialog", { name: "Deactivate: 3 accounts" });
    await dialog.getByRole("button", { name: "Show what will happen" }).click();
    await expect(dialog.getByText("Choose one.").first()).toBeVisible();
    await dialog.getByRole("radio", { name: /Dormant/ }).click();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Show what will happen" }).click();
    await page.waitForURL(/\/bulk\//);
    await hydrated(page);

    await expect(page.getByRole("heading", { level: 1, name: "Deactivate 3 accounts" })).toBeVisible();
    await expect(page.getByText("2 will be deactivated, 1 will be refused.").first()).toBeVisible();
    await expect(row(page, third)).toContainText("Will be refused");
    await expect(row(page, third)).toContainText("The account is inactive · dormant.");
    expect(await effectsOn(first)).toEqual([]);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Deactivate 2 accounts" }).click();

    await expect(page.getByText("2 deactivated, 1 refused, 0 not attempted.").first()).toBeVisible();
    await expect(row(page, first)).toContainText("Done");
    await expect(row(page, first)).toContainText("Inactive");
    await expectAccessible(page);
    for (const id of [first, second]) expect(await effectsOn(id)).toEqual([deactivated]);
    expect(await effectsOn(third)).toEqual([]);

    await page.getByRole("navigation", { name: "Accounts by result" }).getByRole("link", { name: "Refused 1" }).click();
    await expect(page.getByRole("region", { name: "Accounts" }).getByRole("row")).toHaveCount(2);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download as CSV" }).click()]);
    const lines = parse(await readFile(await download.path(), "utf8"), { columns: true }) as Record<string, string>[];
    expect(new Map(lines.map((line) => [line.account_id, line.result]))).toEqual(new Map([[first, "Done"], [second, "Done"], [third, "Refused"]]));

    await open(inProgram("growth", "my-work"));
    await expect(page.getByRole("region", { name: "Your bulk actions" }).getByRole("row").filter({ hasText: "Deactivate 3 accounts" }).first()).toContainText("Done");
    await open(accountPath("growth", first));
    await expect(page.getByRole("region", { name: "Timeline" }).getByText("Priya Nair").first()).toBeVisible();
  });

  test("tries again what was refused because it changed after the preview", async ({ page, open }) => {
    const { ids: [first = "", second = ""], path } = await listOf(page, 2);
    await open(path);
    await page.getByRole("checkbox", { name: "Select this page" }).click();
    await prepare(page, /Dormant/);
    await changeElsewhere(second, { status: "inactive", status_reason: "other" });
    await page.getByRole("button", { name: "Deactivate 2 accounts" }).click();
    await expect(page.getByText("1 deactivated, 1 refused, 0 not attempted.").first()).toBeVisible();
    await expect(row(page, second)).toContainText("The account changed at Lead after you looked at it.");

    await changeElsewhere(second, { status: "active", status_reason: "active" });
    await page.request.get(`/api${accountPath("growth", second)}/live`);
    await page.getByRole("button", { name: "Retry 1 that failed" }).click();
    await expect(page.getByText("2 deactivated, 0 refused, 0 not attempted.").first()).toBeVisible();
    for (const id of [first, second]) expect(await effectsOn(id)).toEqual([deactivated]);
  });

  test("asks a second person for 26, who sees each account and lets it run", async ({ page, open, pageOf }) => {
    test.slow();
    const { ids, path } = await listOf(page, 26);
    await open(path);
    await page.getByRole("checkbox", { name: "Select this page" }).click();
    await prepare(page, /Dormant/);
    await expect(page.getByText("26 will be deactivated, 0 will be refused.").first()).toBeVisible();
    await page.getByRole("button", { name: "Ask a second person" }).click();
    await expect(page.getByText("A second person with the same right approves or declines it; they find it in My work.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Decide" })).toHaveCount(0);
    await page.getByRole("button", { name: "Withdraw" }).click();
    await expect(page.getByText("Stopped by Priya Nair.")).toBeVisible();
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(page.getByRole("button", { name: "Withdraw" })).toBeVisible();
    expect(await effectsOn(ids[0] ?? "")).toEqual([]);

    const address = page.url();
    const support = await pageOf("sam");
    await support.goto(address);
    await expect(support.getByRole("heading", { name: "Your role does not include this" })).toBeVisible();

    const second = await pageOf("carmen");
    await second.goto(inProgram("growth", "my-work"));
    await hydrated(second);
    const waiting = second.getByRole("region", { name: "Bulk actions to decide on" }).locator(`a[href$="${new URL(address).pathname}"]`);
    await waiting.click();
    await second.waitForURL(/\/bulk\//);
    await hydrated(second);
    await expect(second.getByRole("region", { name: "Accounts" }).getByRole("row")).toHaveCount(27);
    await second.getByRole("button", { name: "Decide" }).click();
    const dialog = second.getByRole("dialog");
    await dialog.getByRole("radio", { name: /Decline/ }).click();
    await dialog.getByRole("button", { name: "Record the decision" }).click();
    await expect(dialog.getByText("Say why it is declined.").first()).toBeVisible();
    await expectAccessible(second);
    await dialog.getByRole("radio", { name: /Approve/ }).click();
    await dialog.getByRole("button", { name: "Record the decision" }).click();
    await expect(dialog).toBeHidden();
    await expect(second.getByText("26 deactivated, 0 refused, 0 not attempted.").first()).toBeVisible({ timeout: 60_000 });
    await expect(second.getByText(/Approved by Carmen Ortiz/)).toBeVisible();
    for (const id of ids) expect(await effectsOn(id)).toEqual([deactivated]);
  });
});

test.describe("support", () => {
  test.use({ person: "sam" });

  test("reactivates what is dormant, all that the list has, and is offered nothing else", async ({ page, open }) => {
    const { ids, path } = await listOf(page, 2, dormant);
    await open(path);
    await page.getByRole("checkbox", { name: new RegExp(`^Select .*${ids[0] ?? ""}`) }).click();
    await selected(page).getByRole("button", { name: "Select all 2 that the list has" }).click();
    await expect(selected(page).getByRole("status")).toHaveText("All 2 of the list selected");
    await expect(selected(page).getByRole("button", { name: /^(Deactivate…|Read again)$/ })).toHaveCount(0);
    await selected(page).getByRole("button", { name: "Reactivate…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Verified by" }).click();
    await page.getByRole("option", { name: "Signed in to the app" }).click();
    await dialog.getByRole("button", { name: "Show what will happen" }).click();
    await page.waitForURL(/\/bulk\//);
    await hydrated(page);
    await page.getByRole("button", { name: "Reactivate 2 accounts" }).click();
    await expect(page.getByText("2 reactivated, 0 refused, 0 not attempted.").first()).toBeVisible();
    for (const id of ids) expect(await effectsOn(id)).toEqual(["POST /v0/accounts/:id/activate"]);
  });
});

test("an auditor selects to export, exactly what is selected, and is offered nothing else", async ({ pageOf }) => {
  const page = await pageOf("ada");
  const { ids: [first = "", second = ""], path } = await listOf(page, 3);
  await page.goto(path);
  await hydrated(page);
  for (const id of [first, second]) await page.getByRole("checkbox", { name: new RegExp(`^Select .*${id}`) }).click();
  await expect(selected(page).getByRole("button")).toHaveText([/^Select all 3/, "Clear", "Export"]);
  await selected(page).getByRole("button", { name: "Export" }).click();
  await expect(page.getByRole("menu").getByText("Export 2 accounts")).toBeVisible();
  await expectAccessible(page, { popupIsOpen: true });
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: /^CSV/ }).click()]);
  expect(download.suggestedFilename()).toMatch(/^accounts-growth-2-chosen-20[\dTZ-]+\.csv$/);
  const rows = parse(await readFile(await download.path(), "utf8"), { columns: true, comment: "#", comment_no_infix: true }) as Record<string, string>[];
  expect(new Set(rows.map((row) => row.account_id))).toEqual(new Set([first, second]));
  await expect(selected(page).getByRole("status")).toHaveText("2 accounts selected");

  await selected(page).getByRole("button", { name: "Select all 3 that the list has" }).click();
  await selected(page).getByRole("button", { name: "Export" }).click();
  const [whole] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: /^JSONL/ }).click()]);
  expect((await readFile(await whole.path(), "utf8")).trimEnd().split("\n")).toHaveLength(4);
});

test("an administrator has accounts read again", async ({ pageOf }) => {
  const page = await pageOf("alex");
  const { ids: [accountId = ""], path } = await listOf(page, 1);
  await changeElsewhere(accountId, { metadata: { seen: "again" } });
  await page.goto(path);
  await hydrated(page);
  await page.getByRole("checkbox", { name: "Select this page" }).click();
  await expect(selected(page).getByRole("button", { name: /activate…$/i })).toHaveCount(0);
  await selected(page).getByRole("button", { name: "Read again" }).click();
  await page.waitForURL(/\/bulk\//);
  await hydrated(page);
  await page.getByRole("button", { name: "Read again 1 account" }).click();
  await expect(page.getByText("1 read again, 0 refused, 0 not attempted.").first()).toBeVisible();
  await page.goto(accountPath("growth", accountId));
  await expect(page.getByRole("region", { name: "Timeline" }).getByText(/^Changed elsewhere/).first()).toBeVisible();
});
