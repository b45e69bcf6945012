import { expect } from "@playwright/test";
import { showsStatus } from "../fixtures/account-page";
import { accountPath, inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { dormant, enterDirectory, newAccount } from "../fixtures/own-account";
import { effects } from "../fixtures/simulator";
import { choose } from "../fixtures/form";
import { hydrated } from "../fixtures/sign-in";
import { test } from "../fixtures/test";

test.use({ person: "alex" });

test("finds the call of a reactivation with its key in the API log, redacted", async ({ page, open, pageOf }) => {
  const account = await newAccount("growth", { change: dormant });
  const support = await pageOf("sam");
  await enterDirectory(support.request, account);
  await support.goto(`${accountPath("growth", account.accountId)}?dialog=activate-account`);
  await hydrated(support);
  const dialog = support.getByRole("dialog", { name: /^Reactivate/ });
  await choose(dialog, "Verified by", "Security questions");
  await dialog.getByRole("button", { name: "Reactivate" }).click();
  await showsStatus(support, "Active");
  const key = (await effects({ accountId: account.accountId })).at(-1)?.key ?? "none";

  await open(`${inProgram("growth", "calls")}?${new URLSearchParams({ account: account.accountId }).toString()}`);
  const call = page.getByRole("region", { name: "Calls to Lead" }).getByRole("row").filter({ hasText: key });
  await expect(call).toHaveCount(1);
  await expect(call).toContainText("Sam Boateng");
  await call.getByRole("button", { name: /what was sent and answered/ }).click();
  await expectAccessible(page);
  const log = await page.request.get(`/api${inProgram("growth", "calls")}?${new URLSearchParams({ account: account.accountId }).toString()}`);
  expect(await log.text()).not.toMatch(/bearer|123456789|1980-04-12|client_secret/i);
});

test("reads the account masked, and may do nothing to it", async ({ page, open, ownAccount }) => {
  const { accountId } = await ownAccount("growth");
  await open(accountPath("growth", accountId));
  await expect(page.getByRole("button", { name: "Lead’s JSON" })).toHaveCount(0);
  await page.getByRole("button", { name: /actions are not possible/ }).click();
  await expect(page.getByText("Only program managers can edit accounts.")).toBeVisible();
});
