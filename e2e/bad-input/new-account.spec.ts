import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import { fillOpening, fillTerms, openedAccountId, openEmptyForm, review } from "../fixtures/account-form";
import { accountPath } from "../fixtures/addresses";
import { amounts } from "../fixtures/closing";
import { choose } from "../fixtures/form";
import { newCustomer } from "../fixtures/own-account";
import { effects, effectsOn, landmark, setSwitches } from "../fixtures/simulator";
import { test } from "../fixtures/test";

// Drafts of a new account are one for each person and program: nobody else opens accounts as Gus.
test.use({ person: "gus" });

const part = (page: Page, heading: string) => page.getByRole("region", { name: heading, exact: true });
const text = (scope: Locator, label: string) => scope.getByRole("textbox", { name: label, exact: true });

/** Sends nothing: whatever the page writes goes through the one action. */
function countActions(page: Page): { sent: number } {
  const count = { sent: 0 };
  page.on("request", (request) => {
    if (request.headers()["next-action"] !== undefined) count.sent += 1;
  });
  return count;
}

/** Asks for the review, which is refused with these words; each names its field and leads to it. */
async function refusedWith(page: Page, problems: readonly RegExp[]): Promise<void> {
  await page.getByRole("button", { name: "Review", exact: true }).click();
  const summary = page.getByRole("main").getByRole("alert");
  await expect(summary.getByText(/to fix before this can be sent/)).toBeVisible();
  for (const problem of problems) await expect(summary.getByRole("listitem").filter({ hasText: problem }), String(problem)).toBeVisible();
  await expect(summary.getByRole("listitem")).toHaveCount(problems.length);
}

async function soundCreditForm(page: Page): Promise<void> {
  const application = await landmark("growth", "applicationApprovedConsumer");
  await openEmptyForm(page, "growth");
  await fillOpening(page, { product: "Growth Card", capabilities: ["Credit, underwritten"], holders: [application.entity_id] });
  await text(part(page, "Application"), "Application").fill(application.application_id);
  await fillTerms(page, { limit: "5000", mostApproved: "10000", available: "5000", grade: "B", secured: "No", mla: "No" });
}

test("amounts, dates and times that cannot be are named at their fields, and nothing typed is lost", async ({ page }) => {
  const actions = countActions(page);
  await soundCreditForm(page);
  const limit = text(part(page, "Credit terms"), "Limit");
  const scra = part(page, "SCRA protection");
  const cases: { field: Locator; value: string; sound: string; problem: RegExp }[] = [
    { field: limit, value: "5000.505", sound: "5000", problem: /Limit: At most 2 decimals in USD/ },
    { field: limit, value: "five thousand", sound: "5000", problem: /Limit: Enter an amount in USD/ },
    { field: limit, value: "99999999999999999999", sound: "5000", problem: /Limit: That amount is too large/ },
    { field: limit, value: "", sound: "5000", problem: /Enter the limit/ },
    { field: text(part(page, "Credit terms"), "Currency"), value: "US", sound: "USD", problem: /Enter the currency as three capital letters/ },
    { field: text(scra, "SCRA start"), value: "2026-02-30", sound: "2026-03-01", problem: /SCRA start: February 2026 has no day 30/ },
    { field: text(scra, "SCRA start"), value: "soon", sound: "2026-03-01", problem: /SCRA start: Enter a date/ },
    { field: text(scra, "SCRA end"), value: "2026-02-01", sound: "", problem: /SCRA end: The end is before the start/ },
  ];
  for (const { field, value, sound, problem } of cases) {
    await field.fill(value);
    await refusedWith(page, [problem]);
    await page.getByRole("main").getByRole("alert").getByRole("link", { name: problem }).click();
    await expect(field).toBeFocused();
    await expect(field).toHaveValue(value);
    await expect(field).toHaveAccessibleDescription(/\S/);
    await field.fill(sound);
  }
  await expect(text(part(page, "Account"), "Product")).toHaveValue("Growth Card");
  await expect(text(part(page, "Credit terms"), "Underwriting grade")).toHaveValue("B");
  expect(actions.sent).toBe(0);
});

test("groups are whole or absent", async ({ page }) => {
  const actions = countActions(page);
  await soundCreditForm(page);
  const report = part(page, "Bureau report");
  await text(report, "Score").fill("900");
  await refusedWith(page, [/A score is between 300 and 850/]);
  await text(report, "Score").fill("700");
  await refusedWith(page, [/the bureau is missing/, /when it was pulled is missing/]);
  await text(report, "Score").fill("");

  const notice = part(page, "Adverse action notice");
  await text(notice, "Reason in the notice").fill("Payments were returned");
  await refusedWith(page, [/Notice delivered: .*missing/, /Delivery method: .*missing/]);
  await choose(notice, "Delivery method", "Email");
  await text(notice, "Notice delivered").fill("2199-01-01 10:00");
  await refusedWith(page, [/Notice delivered: A notice cannot have been delivered in the future/]);
  await expect(text(notice, "Reason in the notice")).toHaveValue("Payments were returned");
  expect(actions.sent).toBe(0);
});

test("people and applications that Lead would refuse are named before", async ({ page }) => {
  const actions = countActions(page);
  const [declined, business, failing] = await Promise.all([
    landmark("growth", "applicationDeclined"), landmark("growth", "prospectBusiness"), landmark("growth", "prospectFailingKyc"),
  ]);
  await soundCreditForm(page);
  const application = text(part(page, "Application"), "Application");
  const holder = text(part(page, "People"), "Account holder 1");
  const sound = { application: await application.inputValue(), holder: await holder.inputValue() };

  for (const [value, problem] of [
    [declined.application_id, /The application is declined/], ["application_doesnotexist", /Lead knows no application with this id/],
    ["entity_notanapplication", /Enter an application id/], ["", /needs the id of an approved application/],
  ] as const) {
    await application.fill(value);
    await refusedWith(page, [problem]);
    await expect(application).toHaveValue(value);
  }
  await application.fill(sound.application);

  for (const [value, problem] of [["entity_doesnotexist", /Lead knows no entity with this id/], ["account_notanentity", /Account holder/], [failing.entity_id, /not cleared this entity as account holder/]] as const) {
    await holder.fill(value);
    await holder.blur();
    await page.getByRole("button", { name: "Review", exact: true }).click();
    const summary = page.getByRole("main").getByRole("alert");
    await expect(summary.getByRole("listitem").filter({ hasText: problem }).first(), value).toBeVisible();
    await expect(holder).toHaveValue(value);
  }
  await holder.fill(sound.holder);

  await page.getByRole("button", { name: "Add an account holder" }).click();
  await text(part(page, "People"), "Account holder 2").fill(business.entity_id);
  await expect(part(page, "People").getByText("Mixed holders")).toBeVisible();
  await page.getByRole("button", { name: "Review", exact: true }).click();
  await expect(page.getByRole("main").getByRole("alert").getByRole("listitem").filter({ hasText: /Holders must be all individuals, or all businesses/ }).first()).toBeVisible();
  expect(actions.sent).toBe(0);
});

test("a document asks for its own kind of time, and nobody is the twenty-first", async ({ page }) => {
  const actions = countActions(page);
  const business = await landmark("growth", "prospectBusiness");
  await openEmptyForm(page, "growth");
  await fillOpening(page, { product: "Growth Operating Account", capabilities: ["Deposit"], holders: [business.entity_id] });
  const documents = part(page, "Documents");
  await documents.getByRole("button", { name: "Add a document" }).click();
  await choose(documents, /^Type/, /^E-Sign agreement/);
  await text(documents, "Document id").fill("esign-1");
  await expect(documents.getByText(/^Displayed/)).toHaveCount(0);
  await expect(documents.getByText("Consented at")).toBeVisible();
  await documents.getByRole("textbox", { name: /^(When|Consented at)$/ }).fill("2199-01-01 10:00");
  const add = page.getByRole("button", { name: "Add an authorized signer" });
  for (let row = 1; row <= 20; row += 1) await add.click();
  await expect(add).toBeDisabled();
  await page.getByRole("button", { name: "Review", exact: true }).click();
  const summary = page.getByRole("main").getByRole("alert");
  await expect(summary.getByRole("listitem").filter({ hasText: /Consented at.*future/i })).toBeVisible();
  await expect(summary.getByRole("listitem").filter({ hasText: /at least one authorized signer/ })).toBeVisible();
  await expect(text(documents, "Document id")).toHaveValue("esign-1");
  expect(actions.sent).toBe(0);
});

test.describe("what only Lead can refuse", () => {
  test.afterEach(() => setSwitches({ limitAboveMaxLimit: "accepted" }));

  /** It lands on the limit; a new attempt with another one is a new intent. */
  async function refusedAtLimit(page: Page, send: string): Promise<void> {
    await page.getByRole("button", { name: send }).click();
    const limit = text(part(page, "Credit terms"), "Limit");
    await page.getByRole("main").getByRole("alert").getByRole("link", { name: /^Limit: / }).click();
    await expect(limit).toBeFocused();
    await expect(limit).toHaveValue("20000");
    await expect(limit).toHaveAccessibleDescription(/most approved/);
  }

  async function mendLimit(page: Page, send: string): Promise<void> {
    await text(part(page, "Credit terms"), "Limit").fill("10000");
    await review(page);
    await page.getByRole("button", { name: send }).click();
  }

  async function typePair(page: Page): Promise<void> {
    await part(page, "Metadata").getByRole("button", { name: "Add a pair" }).click();
    await text(part(page, "Metadata"), "Name").fill("branch");
    await text(part(page, "Metadata"), "Value").fill("Topeka");
  }

  async function pairIsKept(page: Page): Promise<void> {
    await expect(text(part(page, "Metadata"), "Name")).toHaveValue("branch");
    await expect(text(part(page, "Metadata"), "Value")).toHaveValue("Topeka");
  }

  test("lands on its field, with everything else as it was typed", async ({ page }) => {
    await setSwitches({ limitAboveMaxLimit: "refused" });
    const customer = await newCustomer("growth");
    await soundCreditForm(page);
    await text(part(page, "Account"), "Product").fill(`Growth Card of ${customer.name}`);
    await text(part(page, "Credit terms"), "Limit").fill("20000");
    await typePair(page);
    await review(page);
    await expect(page.getByText(/is above the most approved/)).toBeVisible();
    await refusedAtLimit(page, "Open the account");
    await pairIsKept(page);
    await expect(text(part(page, "Account"), "Product")).toHaveValue(`Growth Card of ${customer.name}`);
    await expect(text(part(page, "Credit terms"), "Underwriting grade")).toHaveValue("B");
    await expect(text(part(page, "People"), "Account holder 1")).toHaveValue(/^entity_/);
    await expect(page.getByRole("checkbox", { name: "Credit, underwritten", exact: true })).toBeChecked();
    await mendLimit(page, "Open the account");
    expect(await effects({ accountId: await openedAccountId(page) })).toHaveLength(1);
  });

  test("lands on its field in an edit too", async ({ page, open, ownCredit }) => {
    await setSwitches({ limitAboveMaxLimit: "refused" });
    const { accountId } = await ownCredit(amounts);
    await open(`${accountPath("growth", accountId)}/edit`);
    await text(part(page, "Credit terms"), "Limit").fill("20000");
    await text(part(page, "Account"), "Product").fill("Growth Card Plus");
    await typePair(page);
    await review(page);
    await refusedAtLimit(page, "Send the changes");
    await pairIsKept(page);
    await expect(text(part(page, "Account"), "Product")).toHaveValue("Growth Card Plus");
    expect(await effectsOn(accountId)).toEqual([]);
    await mendLimit(page, "Send the changes");
    await expect(page.getByRole("heading", { name: "The account is changed" })).toBeVisible();
    expect(await effectsOn(accountId)).toEqual(["PATCH /v0/accounts/:id"]);
  });
});
