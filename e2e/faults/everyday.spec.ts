import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { fillOpening, openEmptyForm, openedAccountId, review } from "../fixtures/account-form";
import { readFromLead, showsStatus, timelineEntries } from "../fixtures/account-page";
import { accountPath, inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { goOn, startClosing } from "../fixtures/closing";
import { answer, choose } from "../fixtures/form";
import { dormant, enterDirectory, frozen, newAccount, newCustomer } from "../fixtures/own-account";
import { hydrated } from "../fixtures/sign-in";
import { calls, changeElsewhere, clearFaults, effects, effectsOn, makeFault } from "../fixtures/simulator";
import type { Fault } from "../fixtures/simulator";
import { test } from "../fixtures/test";

// Every test in which Lead fails is in this file, one after the other, and in this program.
const program = "everyday";
const strike = (fault: Omit<Fault, "program">) => makeFault({ ...fault, program });
/** Until it is taken back: what a test looks at meanwhile cannot be over before it has looked, however slow the machine. */
const always = 10_000;
/** A pause between two repeats grows with each. */
const settled = { timeout: 90_000 };
const notConfirmed = "Lead has not confirmed yet: checking";

test.beforeEach(() => clearFaults());
test.afterEach(() => clearFaults());

async function reactivate(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog", { name: /^Reactivate/ });
  await choose(dialog, "Verified by", "Security questions");
  await dialog.getByRole("button", { name: "Reactivate" }).click();
}

/** One effect at Lead, however often it was asked. */
async function once(accountId: string, operations: readonly string[]): Promise<void> {
  expect(await effectsOn(accountId)).toEqual(operations);
  for (const { key } of (await effects({ accountId })).filter((effect) => effect.key !== null)) {
    expect(await effects({ key: key ?? "" })).toHaveLength(1);
  }
}

test.describe("support", () => {
  test.use({ person: "sam" });

  test("one lost answer is asked for again with the same key", async ({ page, open, ownAccount }) => {
    const { accountId } = await ownAccount(program, { change: dormant });
    await open(`${accountPath(program, accountId)}?dialog=activate-account`);
    await strike({ route: "POST /v0/accounts/:id/activate", kind: "reset-after-effect" });
    await reactivate(page);
    await showsStatus(page, "Active");
    await once(accountId, ["POST /v0/accounts/:id/activate"]);
    const key = (await effects({ accountId })).at(-1)?.key ?? "";
    expect((await calls({ key })).map(({ fault, replayed }) => ({ fault, replayed }))).toEqual([{ fault: "reset-after-effect", replayed: false }, { fault: null, replayed: true }]);
  });

  test("what nobody confirmed is neither done nor failed, and is settled without anybody", async ({ page, open, ownAccount }) => {
    const { accountId } = await ownAccount(program, { change: dormant });
    // The page reads the account while its own change is under way.
    let letItRead: () => void = () => undefined;
    const sent = new Promise<void>((resolve) => (letItRead = resolve));
    await page.route("**/live", async (route) => {
      await sent;
      await route.continue();
    });
    await open(`${accountPath(program, accountId)}?dialog=activate-account`);
    await strike({ route: "POST /v0/accounts/:id/activate", kind: "reset-before-effect", count: always });
    await reactivate(page);
    const dialog = page.getByRole("dialog", { name: /^Reactivate/ });
    await expect(dialog.getByText(notConfirmed)).toBeVisible();
    letItRead();
    await readFromLead(page);
    await expect(dialog.getByText(notConfirmed)).toBeVisible();
    await clearFaults();
    await expect(page.getByText("Active", { exact: true }).first()).toBeVisible(settled);
    await expect(dialog).toBeHidden();
    await expect(page.getByText(notConfirmed)).toHaveCount(0);
    await once(accountId, ["POST /v0/accounts/:id/activate"]);
  });

  test("arms and takes back a fault from the screen", async ({ page, open }) => {
    await open(inProgram(program, "accounts"));
    await page.getByRole("button", { name: "Simulator faults" }).click();
    const panel = page.getByRole("dialog", { name: "Simulator faults" });
    await choose(panel, "What goes wrong", "Lead is down (503)");
    await panel.getByRole("button", { name: "Arm" }).click();
    await expect(panel.getByText("1 call will fail.")).toBeVisible();
    await panel.getByRole("button", { name: "Take back" }).click();
    await expect(panel.getByText("Lead answers normally.")).toBeVisible();
  });
});

test.describe("a program manager", () => {
  test.use({ person: "priya" });

  test("an opening whose answer was lost is opened once, and the form waits for the truth", async ({ page }) => {
    const customer = await newCustomer(program);
    await openEmptyForm(page, program);
    await fillOpening(page, { product: "Everyday Checking", capabilities: ["Deposit"], holders: [customer.entityId] });
    await review(page);
    await strike({ route: "POST /v0/accounts", kind: "reset-after-effect", count: always });
    await page.getByRole("button", { name: "Open the account" }).click();
    await expect(page.getByRole("status").filter({ hasText: `${notConfirmed}. Nothing is lost and nothing happens twice.` })).toBeVisible();
    await clearFaults();
    await expect(page.getByRole("heading", { name: "The account is open" })).toBeVisible(settled);
    await once(await openedAccountId(page), ["POST /v0/accounts"]);
  });

  test("a reload while it is being sent loses nothing and sends nothing twice", async ({ page }) => {
    const customer = await newCustomer(program);
    await openEmptyForm(page, program);
    await fillOpening(page, { product: "Everyday Checking", capabilities: ["Deposit"], holders: [customer.entityId] });
    await review(page);
    await strike({ route: "POST /v0/accounts", kind: "hang", count: always });
    const asked = page.waitForRequest((request) => request.headers()["next-action"] !== undefined);
    await page.getByRole("button", { name: "Open the account" }).click();
    await asked;
    await expect(page.getByText("Sending to Lead…")).toBeVisible();
    await expect.poll(async () => (await calls({ route: "POST /v0/accounts", program })).filter(({ fault }) => fault === "hang").length).toBeGreaterThan(0);
    await page.reload();
    await clearFaults();
    await expect(page.getByRole("heading", { name: "The account is open" })).toBeVisible(settled);
    await once(await openedAccountId(page), ["POST /v0/accounts"]);
  });

  test("with Lead down reading goes on, and writing keeps every word", async ({ page, open, ownAccount }) => {
    const { accountId } = await ownAccount(program);
    const customer = await newCustomer(program);
    await strike({ route: "*", kind: "unavailable", count: 10_000 });

    await open(inProgram(program, "accounts?status=active"));
    await expect(page.getByRole("row").nth(1)).toBeVisible();
    await page.goto(accountPath(program, accountId));
    await expect(page.getByRole("heading", { name: "Everyday Checking" })).toBeVisible();
    await expect(page.getByText(/Lead cannot be reached: showing what we knew at/)).toBeVisible();

    await openEmptyForm(page, program);
    await page.getByRole("checkbox", { name: "Deposit", exact: true }).click();
    await page.getByRole("textbox", { name: "Product", exact: true }).fill("Everyday Checking");
    await page.getByRole("textbox", { name: "Account holder 1" }).fill(customer.entityId);
    await expect(page.getByText("Lead could not be asked. You can go on: Lead checks it when it is sent.")).toBeVisible({ timeout: 30_000 });
    await review(page);
    await page.getByRole("button", { name: "Open the account" }).click();
    const problem = page.getByRole("main").getByRole("alert");
    await expect(problem).toContainText("Nothing was recorded and nothing was sent. What you typed is kept.", { timeout: 30_000 });
    await page.getByRole("button", { name: "Back to the form" }).click();
    await expect(page.getByRole("textbox", { name: "Product", exact: true })).toHaveValue("Everyday Checking");
    await expect(page.getByRole("textbox", { name: "Account holder 1" })).toHaveValue(customer.entityId);

    await clearFaults();
    await review(page);
    await page.getByRole("button", { name: "Open the account" }).click();
    await once(await openedAccountId(page), ["POST /v0/accounts"]);
  });
});

test.describe("compliance", () => {
  test.use({ person: "carmen" });

  test("a closing whose answer was lost closes once, and says meanwhile what it knows", async ({ page, open, ownAccount }) => {
    const { accountId } = await ownAccount(program);
    await open(accountPath(program, accountId));
    const dialog = await startClosing(page, "Everyday Checking");
    await answer(dialog, "Reason reported to Lead", "Canceled");
    await choose(dialog, "What was wrong", "Opened in error");
    await dialog.getByRole("textbox", { name: "What happened" }).fill("Opened for the wrong customer.");
    await answer(dialog, "Was it never used?", "Yes");
    await choose(dialog, "What became of the remaining balance?", "There was none");
    await goOn(dialog);
    await goOn(dialog);
    await strike({ route: "POST /v0/accounts/:id/close", kind: "reset-after-effect", count: always });
    await dialog.getByRole("button", { name: "Close the account" }).click();
    await expect.poll(() => effectsOn(accountId)).toEqual(["POST /v0/accounts/:id/close"]);
    // It is done and nobody knows: reading the account would tell.
    await strike({ route: "GET /v0/accounts/:id", kind: "unavailable", count: always });
    await expect(dialog.getByRole("list", { name: "Calls to Lead" }).getByText(notConfirmed)).toBeVisible();
    await clearFaults();
    await expect(dialog.getByText("Closed at Lead.", { exact: true })).toBeVisible(settled);
    await once(accountId, ["POST /v0/accounts/:id/close"]);
  });

  test("of two people one waits, and is told for whom", async ({ page, open, ownAccount, pageOf }) => {
    const { accountId } = await ownAccount(program, { change: dormant });
    const support = await pageOf("sam");
    await support.goto(`${accountPath(program, accountId)}?dialog=activate-account`);
    await hydrated(support);
    await open(`${accountPath(program, accountId)}?dialog=activate-account`);
    await Promise.all([readFromLead(support), readFromLead(page)]);
    await strike({ route: "POST /v0/accounts/:id/activate", kind: "hang", count: always });
    await reactivate(support);
    await expect.poll(async () => (await calls({ route: "POST /v0/accounts/:id/activate", program })).some(({ path }) => path.includes(accountId))).toBe(true);
    await reactivate(page);
    await expect(page.getByRole("dialog").getByRole("alert")).toContainText("“Reactivate” by Sam Boateng is not settled yet.");
    await clearFaults();
    await expect(support.getByText("Active", { exact: true }).first()).toBeVisible(settled);
    await once(accountId, ["POST /v0/accounts/:id/activate"]);
  });

  test("what can no longer be told by itself is settled from My work, with a reason", async ({ page, open, pageOf }) => {
    const support = await pageOf("sam");
    const account = await newAccount(program, { change: dormant });
    const { accountId } = account;
    await enterDirectory(support.request, account);
    await support.goto(`${accountPath(program, accountId)}?dialog=activate-account`);
    await hydrated(support);
    await readFromLead(support);
    await strike({ route: "POST /v0/accounts/:id/activate", kind: "reset-before-effect", count: always });
    await reactivate(support);
    await expect(support.getByRole("dialog").getByText(notConfirmed)).toBeVisible();
    await changeElsewhere(accountId, frozen);
    await expect(support.getByRole("dialog").getByText("Lead’s answer is not known, and it needs a person.")).toBeVisible(settled);
    await clearFaults();

    await open(inProgram(program, "work"));
    await page.getByRole("button", { name: `Settle: Reactivate, ${accountId}` }).click();
    const dialog = page.getByRole("dialog", { name: "Settle: Reactivate" });
    await expect(dialog.getByText("What this relied on changed at Lead before it was confirmed.")).toBeVisible();
    await answer(dialog, "What became of it", "Lead did it");
    await dialog.getByRole("button", { name: "Settle as done" }).click();
    await dialog.getByRole("alert").getByRole("link", { name: /^Why: / }).click();
    await expect(dialog.getByRole("textbox", { name: "Why" })).toBeFocused();
    await expectAccessible(page);
    await dialog.getByRole("textbox", { name: "Why" }).fill("Lead’s support sees no activation; the account was frozen there.");
    await dialog.getByRole("button", { name: "Settle as done" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Lead does not show this change.");
    await answer(dialog, "What became of it", "Lead did not do it");
    await dialog.getByRole("button", { name: "Settle as not done" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("button", { name: `Settle: Reactivate, ${accountId}` })).toHaveCount(0);

    await open(accountPath(program, accountId));
    await showsStatus(page, "Inactive · frozen");
    const settlement = timelineEntries(page).filter({ hasText: /^Settled as not done: the request to reactivate/ });
    await expect(settlement).toContainText("Carmen Ortiz, compliance");
    await expect(settlement).toContainText("Lead’s support sees no activation; the account was frozen there.");
    await support.goto(inProgram(program, "my-work"));
    await expect(support.getByRole("row").filter({ has: support.getByRole("link", { name: accountId }) })).toContainText("Not done");
    expect(await effectsOn(accountId)).toEqual([]);
  });
});
