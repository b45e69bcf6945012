import { expect } from "@playwright/test";
import { review } from "../fixtures/account-form";
import { readFromLead } from "../fixtures/account-page";
import { accountPath, inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { amounts, fillReport } from "../fixtures/closing";
import { answer, choose } from "../fixtures/form";
import { dormant, enterDirectory, newAccount, newCreditAccount } from "../fixtures/own-account";
import { hydrated } from "../fixtures/sign-in";
import { landmark } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test("the door", async ({ page }) => {
  await page.goto("/sign-in");
  await expectAccessible(page);
  await page.goto("/sign-in?state=expired");
  await expect(page.getByText("Your session has ended.")).toBeVisible();
  await expectAccessible(page);
  await page.goto("/no-such-page");
  await expectAccessible(page);
});

test.describe("nobody's program", () => {
  test.use({ person: "nora" });

  test("no program, and an address that is not theirs", async ({ page }) => {
    await page.goto("/");
    await expectAccessible(page);
    await page.goto(inProgram("growth", "accounts"));
    await expectAccessible(page);
  });
});

test.describe("the list and the frame", () => {
  test.use({ person: "ada" });

  test("accounts", async ({ page, open }) => {
    await open(inProgram("growth", "accounts"));
    await expect(page.getByRole("row").nth(1)).toBeVisible();
    await expectAccessible(page);
  });

  test("filters, nothing found, the menus", async ({ page, open }) => {
    // A short list: axe looks at every row again each time.
    await open(inProgram("growth", "accounts?holder=commercial&reason=frozen"));
    await expect(page.getByRole("row").nth(1)).toBeVisible();
    await page.getByRole("button", { name: "Status", exact: true }).click();
    await expectAccessible(page, { popupIsOpen: true });
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /Ada Lindqvist/ }).click();
    await expectAccessible(page, { popupIsOpen: true });
    await page.getByRole("menuitem", { name: /Keyboard shortcuts/ }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("search").getByRole("textbox").fill("nobody-has-this");
    await page.keyboard.press("Enter");
    await expect(page.getByText(/“nobody-has-this”/)).toBeVisible();
    await expectAccessible(page);
    await open(inProgram("growth", "accounts?q=nobody-has-this"));
    await expect(page.getByRole("heading", { name: "No account fits" })).toBeVisible();
    await expectAccessible(page);
  });

  test("activity, my work, the API log, what a role does not include", async ({ page, open }) => {
    for (const path of ["retention", "examiner-pack?by=sample&each=2", "activity", "activity?outcome=denied&from=2001-01-01&to=2001-01-02", "my-work", "overview", "overview?as_of=2000-01-01", "work", "work?section=holds", "approvals", "approvals?view=all", "calls", "accounts/new", "accounts/account_doesnotexist"]) {
      await open(inProgram("growth", path));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
    }
  });
});

test.describe("an account", () => {
  test.use({ person: "carmen" });

  test("in each state, and Lead's own JSON", async ({ page, open }) => {
    for (const name of ["creditScraOpen", "frozenCommercial", "closedClientClosed", "sixtyRelationships"]) {
      await open(accountPath("growth", (await landmark("growth", name)).account_id));
      await readFromLead(page);
      await expectAccessible(page);
    }
    await page.getByRole("button", { name: "Lead’s JSON" }).click();
    await expect(page.getByRole("dialog", { name: "What Lead returned" })).toBeVisible();
    await expectAccessible(page);
  });

  test("deactivating, placing a hold, and what is not possible", async ({ page, open, ownCredit }) => {
    const { accountId } = await ownCredit(amounts);
    await open(`${accountPath("growth", accountId)}?dialog=deactivate-account`);
    const dialog = page.getByRole("dialog", { name: /^Deactivate/ });
    await expectAccessible(page);
    await answer(dialog, "Reason reported to Lead", "Frozen");
    await dialog.getByRole("button", { name: "Deactivate" }).click();
    await expect(dialog.getByRole("alert")).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("combobox", { name: "Kind of hold" }).click();
    await expectAccessible(page, { popupIsOpen: true });

    await open(accountPath("growth", accountId));
    await page.getByRole("button", { name: "Place a hold" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page);
    const frozenOne = await landmark("growth", "closedPaidOff");
    await open(`${accountPath("growth", frozenOne.account_id)}?dialog=deactivate-account`);
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page);
  });

  test("closing, step by step", async ({ page, open, ownCredit }) => {
    const { accountId } = await ownCredit(amounts);
    await open(accountPath("growth", accountId));
    await page.getByRole("button", { name: "Close…" }).click();
    const dialog = page.getByRole("dialog", { name: "Close Growth Card" });
    await answer(dialog, "Reason reported to Lead", "Closed by the program");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Continue" }).click();
    await expect(dialog.getByRole("alert")).toBeVisible();
    await expectAccessible(page);
    await answer(dialog, "Can anything still post (card, ACH, dispute)?", "No");
    await answer(dialog, "Is it an open-end line that is closed because it was not used?", "No");
    await dialog.getByRole("button", { name: "Continue" }).click();
    await answer(dialog, "Determination", "It is an adverse action");
    await choose(dialog, "Add a reason", "The account was used beyond its credit limit");
    await answer(dialog, "How it is delivered", "Email");
    await answer(dialog, /^Was a consumer report about/, "Yes");
    await fillReport(dialog);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Continue" }).click();
    await expect(dialog.getByRole("textbox", { name: /last four characters/ })).toBeVisible();
    await expectAccessible(page);
  });

  test("no edit of a closed one", async ({ page, open }) => {
    await open(`${accountPath("growth", (await landmark("growth", "closedCanceled")).account_id)}/edit`);
    await expect(page.getByRole("link", { name: "Back to the account" })).toBeVisible();
    await expectAccessible(page);
  });

  test("why it is inactive, and correcting a closure", async ({ page, open, ownAccount }) => {
    const { accountId } = await ownAccount("growth", { change: dormant });
    for (const [id, dialog] of [[accountId, "activate-account"], [accountId, "change-inactive-reason"], [(await landmark("growth", "closedCanceled")).account_id, "correct-closure"]] as const) {
      await open(`${accountPath("growth", id)}?dialog=${dialog}`);
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page);
    }
  });
});

test.describe("what comes in and how it stays true", () => {
  test.use({ person: "alex" });

  test("imports, settings, the program switcher, the fault panel", async ({ page, open }) => {
    for (const path of ["imports", "settings"]) {
      await open(inProgram("growth", path));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
    }
    await page.getByRole("button", { name: /Change program$/ }).click();
    await expectAccessible(page, { popupIsOpen: true });
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Simulator faults" }).click();
    await expect(page.getByRole("dialog", { name: "Simulator faults" })).toBeVisible();
    await expectAccessible(page, { popupIsOpen: true });
  });

  test("a page that broke", async ({ page, open }) => {
    await open(inProgram("growth", "my-work"));
    // A part of the next page that never arrives.
    await page.route("**/_next/static/chunks/**", (route) => route.abort());
    await page.getByRole("link", { name: "Settings" }).click();
    await expect(page.getByRole("heading", { name: "This page could not be shown" })).toBeVisible();
    await expectAccessible(page);
  });

  test("the choices of Activity", async ({ page, open }) => {
    // A day without entries: axe looks at every row again each time.
    await open(inProgram("growth", "activity?from=2001-01-01&to=2001-01-02"));
    for (const filter of ["Person", "Account", "Time"]) {
      await page.getByRole("group", { name: "Filters" }).getByRole("button", { name: new RegExp(`^${filter}`) }).click();
      await expectAccessible(page, { popupIsOpen: true });
      await page.keyboard.press("Escape");
    }
  });
});

test.describe("forms", () => {
  test.use({ person: "gus" });

  test("editing, with its review", async ({ page }) => {
    const account = await newCreditAccount(amounts);
    await enterDirectory(page.request, account);
    await page.goto(`${accountPath("growth", account.accountId)}/edit`);
    await hydrated(page);
    await expectAccessible(page);
    await page.getByRole("region", { name: "Credit terms" }).getByRole("textbox", { name: "Limit", exact: true }).fill("7500");
    await review(page);
    await page.getByText("The exact request").click();
    await expectAccessible(page);
  });

  test("people", async ({ page }) => {
    const account = await newAccount("growth");
    await enterDirectory(page.request, account);
    for (const dialog of ["people", "add-relationships"]) {
      await page.goto(`${accountPath("growth", account.accountId)}?dialog=${dialog}`);
      await hydrated(page);
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page);
    }
  });
});
