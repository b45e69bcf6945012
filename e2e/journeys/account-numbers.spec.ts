import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { timelineEntries } from "../fixtures/account-page";
import { accountPath, consoleUrl, inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import type { OwnAccount } from "../fixtures/own-account";
import { hydrated } from "../fixtures/sign-in";
import { createAtLead } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test.use({ person: "priya" });

type LeadNumber = { id: string; account_number: string };

const numbersOf = (page: Page) => page.getByRole("region", { name: "Account numbers" });

async function lookUp(page: Page, masked: string): Promise<void> {
  await numbersOf(page).getByRole("button", { name: "Look up at Lead" }).click();
  await expect(numbersOf(page).getByText(masked)).toBeVisible();
}

/** A number that settles to the account, as Lead has it and as it is masked. */
async function newNumber({ accountId, customer }: OwnAccount) {
  const { id, account_number: whole } = await createAtLead<LeadNumber>("account-numbers", "growth", { account_id: accountId, entity_id: customer.entityId });
  const masked = `•••• ${whole.slice(-4)}`;
  return { id, whole, masked, show: { name: new RegExp(`Show the whole number ${masked}`) } };
}

test("a number is shown whole for half a minute to who may see it, each time on the trail", async ({ page, open, ownAccount }) => {
  const account = await ownAccount("growth");
  const { whole, masked, show } = await newNumber(account);
  await page.clock.install();
  await open(accountPath("growth", account.accountId));
  await lookUp(page, masked);
  const numbers = numbersOf(page);
  await numbers.getByRole("button", show).click();
  await expect(numbers.getByText(whole, { exact: true })).toBeVisible();
  await expectAccessible(page);
  expect(page.url()).not.toContain(whole);

  await page.clock.fastForward(31_000);
  await expect(numbers.getByText(masked, { exact: true })).toBeVisible();
  expect(await page.content()).not.toContain(whole);
  await numbers.getByRole("button", show).click();
  await numbers.getByRole("button", { name: `Hide the number ${masked}` }).click();
  await expect(numbers.getByText(masked, { exact: true })).toBeVisible();

  await page.reload();
  await hydrated(page);
  await expect(timelineEntries(page).filter({ hasText: "Revealed a full account number" }).filter({ hasText: "Priya Nair" })).toHaveCount(2);
});

for (const person of ["sam", "ada", "alex"] as const) {
  test(`${person} sees the number masked, and is refused the whole`, async ({ ownAccount, pageOf }) => {
    const account = await ownAccount("growth");
    const { id, masked, show } = await newNumber(account);
    const page = await pageOf(person);
    await page.goto(accountPath("growth", account.accountId));
    await hydrated(page);
    await lookUp(page, masked);
    await expect(numbersOf(page).getByRole("button", show)).toHaveCount(0);
    const reveal = `/api${inProgram("growth", `accounts/${account.accountId}/account-numbers/${id}/reveal`)}`;
    const answer = await page.request.post(reveal, { headers: { origin: consoleUrl } });
    expect(answer.status()).toBe(403);
    expect(await answer.json()).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  });
}
