import path from "node:path";
import { chromium, expect } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";

import { chromiumFlags, findChromium } from "../../server/demo/chromium";
import { fillOpening, openEmptyForm } from "../fixtures/account-form";
import { accountPath, consoleUrl, inProgram } from "../fixtures/addresses";
import { answer, choose } from "../fixtures/form";
import { dormant, enterDirectory, newCreditAccount } from "../fixtures/own-account";
import type { PersonName } from "../fixtures/people";
import { hydrated, signIn } from "../fixtures/sign-in";
import { landmark } from "../fixtures/simulator";

type Shot = {
  file: string;
  person: PersonName | null;
  theme?: "dark";
  /** Brings the page to what is shown. */
  show: (page: Page) => Promise<void>;
  /** Goes on from there, for the pictures after this one. */
  after?: (page: Page) => Promise<void>;
};

/** Grey edges of letters instead of coloured ones: smaller files, the same everywhere. */
const fewerColours = ["--disable-lcd-text", "--font-render-hinting=none"];

const shots = (accountId: string): Shot[] => {
  const account = accountPath("growth", accountId);
  const list = async (page: Page) => {
    await open(page, inProgram("growth", "accounts"));
    await expect(page.getByRole("row").nth(10)).toBeVisible();
  };
  return [
    { file: "sign-in", person: null, show: (page) => open(page, "/sign-in") },
    { file: "reactivate", person: "sam", show: (page) => beginReactivating(page, account), after: reactivate },
    { file: "closing", person: "carmen", show: (page) => beginClosing(page, account) },
    { file: "account", person: "carmen", show: (page) => showAccount(page, account) },
    { file: "accounts-light", person: "priya", show: list },
    { file: "accounts-dark", person: "priya", theme: "dark", show: list },
    { file: "new-account", person: "priya", show: beginOpening },
    { file: "activity", person: "carmen", show: showActivity },
  ];
};

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await hydrated(page);
}

async function beginReactivating(page: Page, account: string): Promise<void> {
  await enterDirectory(page.request, { program: "growth", accountId: account.split("/").at(-1) ?? "" });
  await open(page, `${account}?dialog=activate-account`);
  await choose(page.getByRole("dialog"), "Verified by", "Security questions");
}

async function reactivate(page: Page): Promise<void> {
  await page.getByRole("dialog").getByRole("button", { name: "Reactivate" }).click();
  await expect(page.getByText("The account is active again.")).toBeVisible();
}

async function beginClosing(page: Page, account: string): Promise<void> {
  await open(page, account);
  await page.getByRole("button", { name: "Close…" }).click();
  const dialog = page.getByRole("dialog");
  await answer(dialog, "Can anything still post (card, ACH, dispute)?", "No");
  await answer(dialog, "Reason reported to Lead", "Closed by the program");
}

async function showAccount(page: Page, account: string): Promise<void> {
  await open(page, account);
  await page.getByRole("textbox", { name: "Write a note" }).fill("The holder called from a new number; the old one is no longer theirs.");
  await page.getByRole("button", { name: "Add the note" }).click();
  await expect(page.getByText("Nobody has written a note yet.")).toBeHidden();
  await open(page, account);
  await expect(page.getByRole("button", { name: "Read from Lead again" })).toBeVisible();
}

async function beginOpening(page: Page): Promise<void> {
  await openEmptyForm(page, "growth");
  const { entity_id } = await landmark("growth", "activeDeposit");
  await fillOpening(page, { product: "Growth Complete", capabilities: ["Deposit", "Overdraft"], holders: [entity_id] });
  await expect(page.getByText("Draft saved")).toBeVisible();
  await expect(page.getByText("Asking Lead…")).toBeHidden();
}

async function showActivity(page: Page): Promise<void> {
  await open(page, inProgram("growth", "activity"));
  await expect(page.getByText("Sam Boateng").first()).toBeVisible();
}

/** Takes the README's pictures from a running demo, found by its ports; leaves one more account in Growth Line. */
async function main(): Promise<void> {
  const { accountId } = await newCreditAccount({ limit: 750_000, max_limit: 900_000, available_credit: 497_087 }, dormant);
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumFlags, ...fewerColours] });
  try {
    for (const shot of shots(accountId)) await take(browser, shot);
  } finally {
    await browser.close();
  }
}

async function take(browser: Browser, { file, person, theme, show, after }: Shot): Promise<void> {
  const context = await browser.newContext({
    baseURL: consoleUrl,
    viewport: { width: 1280, height: 800 },
    colorScheme: theme ?? "light",
    reducedMotion: "reduce",
    locale: "en-US",
    timezoneId: "America/Chicago",
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  if (person !== null) await signIn(page, person);
  await show(page);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: path.join(import.meta.dirname, `${file}.png`), animations: "disabled" });
  await after?.(page);
  await context.close();
  process.stdout.write(`e2e/screenshots/${file}.png\n`);
}

await main();
