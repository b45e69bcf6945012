import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import type { AccountListPage } from "@/lib/account-views";
import { inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { dormant } from "../fixtures/own-account";
import { hydrated } from "../fixtures/sign-in";
import { test } from "../fixtures/test";

const accounts = inProgram("growth", "accounts");

/** The file as it was saved, whole: a download that breaks off has no path. */
async function downloaded(page: Page, format: RegExp): Promise<{ name: string; text: string }> {
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: format }).click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

async function listed(page: Page, search: string): Promise<string[]> {
  const ids: string[] = [];
  for (let after = ""; ; ) {
    const answer = (await (await page.request.get(`/api${accounts}?${search}&after=${after}`)).json()) as { value: AccountListPage };
    ids.push(...answer.value.rows.map(({ accountId }) => accountId));
    if (!answer.value.next) return ids;
    after = answer.value.next;
  }
}

test.describe("a program manager", () => {
  test.use({ person: "priya" });

  test("exports the list as it is narrowed, as a spreadsheet, and finds nothing in it that runs", async ({ page, open, ownAccount }) => {
    const product = `=SUM(A1) ${randomUUID().slice(0, 8)}`;
    const made = [await ownAccount("growth", { productName: product }), await ownAccount("growth", { productName: product, change: dormant }), await ownAccount("growth", { productName: product, change: dormant })];
    const search = new URLSearchParams({ product, status: "inactive" }).toString();
    await open(`${accounts}?${search}`);
    await expect(page.getByRole("status").filter({ hasText: "2 accounts fit" })).toBeVisible();
    await page.getByRole("button", { name: "Export" }).click();
    await expect(page.getByRole("menu").getByText("Export 2 accounts")).toBeVisible();
    await expectAccessible(page, { popupIsOpen: true });
    await page.keyboard.press("Escape");

    const { name, text } = await downloaded(page, /^CSV/);
    expect(name).toMatch(/^accounts-growth-inactive-sum-a1-[\da-f]{8}-20\d\d-\d\d-\d\dT\d{6}Z\.csv$/);
    expect(text.split("\r\n")[0]).toMatch(/^# accounts of growth; status inactive; product =SUM\(A1\) [\da-f]{8}; order updated; as of 20[\d-]+T[\d:.]+Z; 2 accounts$/);
    const rows = parse(text, { columns: true, comment: "#", comment_no_infix: true }) as Record<string, string>[];
    expect(rows.map((row) => row.account_id)).toEqual(await listed(page, search));
    expect(new Set(rows.map((row) => row.account_id))).toEqual(new Set(made.slice(1).map(({ accountId }) => accountId)));
    expect(rows[0]).toMatchObject({ product_name: `'${product}`, status: "inactive", status_reason: "dormant", capabilities: "deposit", holder_count: "1", limit: "" });
    expect(new Set(rows.map((row) => row.holders))).toEqual(new Set(made.slice(1).map(({ customer }) => customer.name)));
    await expect(page).toHaveURL(new RegExp(`${accounts}\\?`));

    await open(inProgram("growth", "activity?action=export"));
    await expect(page.getByRole("region", { name: "Activity" }).getByRole("row").filter({ hasText: "Exported: 2 accounts" }).first()).toContainText("Priya Nair");
  });

  test("exports the whole directory for a program, every line of it", async ({ page, open }) => {
    await open(`${accounts}?sort=product`);
    const { name, text } = await downloaded(page, /^JSONL/);
    expect(name).toMatch(/^accounts-growth-20\d\d-\d\d-\d\dT\d{6}Z\.jsonl$/);
    const [head, ...rows] = text.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(head).toMatchObject({ export: "accounts", program: "growth", filter: {}, order: "product", accounts: rows.length });
    const ids = rows.map((row) => row.account_id);
    expect([ids.length > 200, new Set(ids).size]).toEqual([true, ids.length]);
    const folded = rows.map((row) => String(row.product_name).toLowerCase());
    expect(folded).toEqual([...folded].sort());
  });

  test("is told in words why there is no file, and has the list as it was", async ({ page, open }) => {
    await open(`${accounts}?status=closed&export=unavailable`);
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Too many exports run at once. Nothing was exported.");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Dismiss" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
    await expect(page).toHaveURL(/accounts\?status=closed$/);
    expect((await page.request.get(`/api${accounts}/export?format=xlsx`)).status()).toBe(400);
    expect((await page.request.head(`/api${accounts}/export?format=csv`)).status()).toBe(405);
  });
});

test("support and administrators are offered no export and get none", async ({ pageOf }) => {
  for (const person of ["sam", "alex"] as const) {
    const page = await pageOf(person);
    await page.goto(accounts);
    await hydrated(page);
    await expect(page.getByRole("heading", { level: 1, name: "Accounts" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Export" })).toHaveCount(0);
    const kept = await page.request.post(`/api${accounts}/export/selections`, { data: ["account_1"], headers: { origin: new URL(page.url()).origin } });
    expect(kept.status()).toBe(403);
    const answer = await page.request.get(`/api${accounts}/export?format=csv`);
    expect([answer.status(), await answer.text()]).toEqual([403, expect.stringContaining("Only program managers, compliance and auditors can export.")]);
  }
});

test("who is of another program, or of none, gets nothing", async ({ pageOf, browser }) => {
  const gus = await pageOf("gus");
  expect((await gus.request.get(`/api${inProgram("everyday", "accounts/export")}?format=csv`)).status()).toBe(404);
  const stranger = await (await browser.newContext()).newPage();
  expect((await stranger.request.get(`/api${accounts}/export?format=csv`)).status()).toBe(404);
  await stranger.goto(`/api${accounts}/export?format=csv`);
  await expect(stranger).toHaveURL(/sign-in/);
  await stranger.context().close();
});
