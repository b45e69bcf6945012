import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { goOn } from "../fixtures/closing";
import { answer, choose } from "../fixtures/form";
import { enterDirectory, newAccount } from "../fixtures/own-account";
import { hydrated } from "../fixtures/sign-in";
import { effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";

const closeAtLead = "POST /v0/accounts/:id/close";
const inUse = { details: { credit: { currency: "USD", limit: 100_000, available_credit: 40_000 } } };

async function made(page: Page, making: Parameters<typeof newAccount>[1][]): Promise<{ product: string; ids: string[] }> {
  const product = `Several ${randomUUID().slice(0, 8)}`;
  const ids: string[] = [];
  for (const one of making) {
    const account = await newAccount("growth", { ...one, productName: product });
    await enterDirectory(page.request, account);
    ids.push(account.accountId);
  }
  return { product, ids };
}

async function closeSelected(page: Page, way: RegExp): Promise<void> {
  await page.getByRole("checkbox", { name: "Select this page" }).click();
  await page.getByRole("group", { name: "Selected accounts" }).getByRole("button", { name: "Close…" }).click();
  await page.getByRole("menuitem", { name: way }).click();
}

const listOf = (product: string) => `${inProgram("growth", "accounts")}?${new URLSearchParams({ product }).toString()}`;

test.describe("compliance", () => {
  test.use({ person: "carmen" });

  test("closes what was paid off in one review, of which one is left out, and reads what became of each", async ({ page, open }) => {
    test.slow();
    const { product, ids: [first = "", second = "", owing = ""] } = await made(page, [{}, {}, { capabilities: ["credit_without_underwriting"], change: inUse }]);
    await open(listOf(product));
    await closeSelected(page, /^In one review/);
    const dialog = page.getByRole("dialog", { name: "Close: 3 accounts" });
    await answer(dialog, "Reason reported to Lead", "Paid off");
    await dialog.getByRole("button", { name: "Show what will happen" }).click();
    await expect(dialog.getByText("Say that nothing is owed. An account on which something is owed is not closed in a batch.").first()).toBeVisible();
    await dialog.getByRole("checkbox", { name: "Nothing can still post on any of them" }).click();
    await dialog.getByRole("checkbox", { name: "Nothing is owed on any of them" }).click();
    await dialog.getByRole("textbox", { name: "How this is known" }).fill("Core ledger of today");
    await choose(dialog, "What became of the remaining balance?", "There was none");
    await choose(dialog, "Exclusion of Regulation B", /agreed to it or asked for it/);
    await dialog.getByRole("textbox", { name: "Which holders agreed" }).fill("The holder of each, by phone");
    await dialog.getByRole("textbox", { name: "What this rests on" }).fill("Paid off, and asked to end it.");
    await expect(dialog.getByRole("listitem").filter({ hasText: "Left out" })).toContainText("Something is owed: Lead shows $600.00 of the limit in use.");
    await expect(dialog.getByText("Left out")).toHaveCount(1);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Show what will happen" }).click();
    await page.waitForURL(/\/bulk\//);
    await hydrated(page);

    await expect(page.getByRole("heading", { level: 1, name: "Close 3 accounts" })).toBeVisible();
    await expect(page.getByText("2 will be closed, 1 will be refused.").first()).toBeVisible();
    await expect(page.getByRole("region", { name: "Accounts" }).getByRole("row", { name: new RegExp(owing) })).toContainText("Something is owed");
    expect(await effectsOn(first)).toEqual([]);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Close 2 accounts" }).click();
    await expect(page.getByText("2 closed, 1 refused, 0 not attempted.").first()).toBeVisible({ timeout: 60_000 });
    for (const id of [first, second]) expect(await effectsOn(id)).toEqual([closeAtLead]);
    expect(await effectsOn(owing)).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download as CSV" }).click()]);
    const rows = parse(await readFile(await download.path(), "utf8"), { columns: true }) as Record<string, string>[];
    expect(new Set(rows.map(({ account_id: id, result, answered }) => `${id} ${result} ${answered}`))).toEqual(new Set([`${first} Done Nothing is owed: Core ledger of today`, `${second} Done Nothing is owed: Core ledger of today`, `${owing} Refused `]));
  });
});

test.describe("a program manager", () => {
  test.use({ person: "priya" });

  async function askForIt(dialog: Locator): Promise<void> {
    await answer(dialog, "Can anything still post (card, ACH, dispute)?", "No");
    await answer(dialog, "Reason reported to Lead", "Paid off");
    await answer(dialog, "Is the balance zero?", "Yes");
    await dialog.getByRole("textbox", { name: "How this is known" }).fill("Core ledger");
    await choose(dialog, "What became of the remaining balance?", "There was none");
    await goOn(dialog);
    await goOn(dialog);
    await dialog.getByRole("button", { name: "Ask compliance to decide" }).click();
    await expect(dialog.getByText("Asked for.")).toBeVisible();
  }

  test("goes through three, one dialog after another, and a reload goes on where it was", async ({ page, open }) => {
    test.slow();
    const { product, ids } = await made(page, [{}, {}, {}]);
    await open(listOf(product));
    await closeSelected(page, /^One after another/);
    await page.waitForURL(/\/closing-queues\//);
    await hydrated(page);
    const dialog = page.getByRole("dialog", { name: `Ask to close ${product}` });
    const next = () => page.getByRole("region", { name: "Accounts" }).getByRole("row").filter({ hasText: "To go, next" });
    await askForIt(dialog);
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText("1 of 3 asked for, 0 skipped, 2 to go.")).toBeVisible();
    await dialog.getByRole("button", { name: "Keep account open" }).click();
    await expect(next()).toHaveCount(1);
    await page.getByRole("button", { name: "Skip this one" }).click();
    await expect(page.getByText("1 of 3 asked for, 1 skipped, 1 to go.")).toBeVisible();

    await page.reload();
    await hydrated(page);
    await dialog.getByRole("button", { name: "Keep account open" }).click();
    await expect(page.getByText("1 of 3 asked for, 1 skipped, 1 to go.")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Stop for now" }).click();
    await page.getByRole("link", { name: "1 of 3 accounts to go" }).first().click();
    await askForIt(dialog);
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText("You have gone through all of them.")).toBeVisible();
    for (const id of ids) expect(await effectsOn(id)).toEqual([]);
  });
});
