import { expect } from "@playwright/test";
import { showsStatus } from "../fixtures/account-page";
import { accountPath, inProgram } from "../fixtures/addresses";
import { choose } from "../fixtures/form";
import { dormant, frozen } from "../fixtures/own-account";
import { calls, effects, effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test.use({ person: "sam" });

test("finds a dormant account by the customer's own id and reactivates it", async ({ page, open, ownAccount }) => {
  const { accountId, customer } = await ownAccount("growth", { change: dormant });
  await open(inProgram("growth", "accounts"));

  await page.keyboard.press("Control+k");
  await page.keyboard.type(customer.clientCustomerId);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${accountPath("growth", accountId)}`);
  await expect(page.getByText("Inactive · dormant").first()).toBeVisible();

  // Counted, since an agent has a caller on the line: open, verify, send.
  await page.getByRole("button", { name: "Reactivate" }).click();
  const dialog = page.getByRole("dialog", { name: "Reactivate Growth Personal Checking" });
  await expect(dialog.getByText("No activity by the owner for a long time.")).toBeVisible();
  await expect(dialog.getByRole("combobox", { name: "Who" })).toHaveText(customer.name);
  await expect(dialog.getByRole("combobox", { name: "Channel" })).toHaveText("Phone");
  await choose(dialog, "Verified by", "Security questions");
  await dialog.getByRole("button", { name: "Reactivate" }).click();

  await expect(dialog).toBeHidden();
  await showsStatus(page, "Active");
  const timeline = page.getByRole("region", { name: "Timeline" });
  await expect(timeline.getByText(/Sam Boateng/).first()).toBeVisible();
  expect(await effectsOn(accountId)).toEqual(["POST /v0/accounts/:id/activate"]);
});

test("is told before sending what is missing, and nothing is sent", async ({ page, open, ownAccount }) => {
  const { accountId } = await ownAccount("growth", { change: dormant });
  await open(`${accountPath("growth", accountId)}?dialog=activate-account`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Note" }).fill("Called about a card");
  await dialog.getByRole("button", { name: "Reactivate" }).click();
  await dialog.getByRole("link", { name: /Choose how the holder was verified/ }).click();
  await expect(dialog.getByRole("combobox", { name: "Verified by" })).toBeFocused();
  await expect(dialog.getByRole("textbox", { name: "Note" })).toHaveValue("Called about a card");
  expect(await effectsOn(accountId)).toEqual([]);
});

test("does not lose what was typed by a slip", async ({ page, open, ownAccount }) => {
  const { accountId } = await ownAccount("growth", { change: dormant });
  await open(`${accountPath("growth", accountId)}?dialog=activate-account`);
  const dialog = page.getByRole("dialog", { name: /^Reactivate/ });
  await dialog.getByRole("textbox", { name: "Note" }).fill("Called about a card");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Keep editing" }).click();
  await expect(dialog.getByRole("textbox", { name: "Note" })).toHaveValue("Called about a card");
});

test("hands a frozen account over, without learning the cause", async ({ page, open, ownAccount }) => {
  const { accountId } = await ownAccount("growth", { change: frozen });
  await open(accountPath("growth", accountId));
  await expect(page.getByRole("button", { name: "Reactivate", exact: true })).toBeHidden();
  await page.getByRole("button", { name: /not possible/ }).click();
  const reasons = page.getByRole("dialog", { name: "Not possible now" });
  await expect(reasons.getByText("Restricted: transfer to compliance.")).toBeVisible();
  await expect(reasons.getByText("Only program managers and compliance can ask for a closing.")).toBeVisible();
});

test("sees nothing sensitive", async ({ page, open, ownAccount }) => {
  const { accountId } = await ownAccount("growth");
  await open(accountPath("growth", accountId));
  await expect(page.getByRole("heading", { name: "Growth Personal Checking" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Lead’s JSON" })).toBeHidden();
  await expect(page.getByRole("navigation", { name: "Places" }).getByRole("link")).toHaveText(["Account console", "Accounts", "Call", "My work"]);
  await open(inProgram("growth", "accounts"));
  const lists = page.getByRole("navigation", { name: "Views" });
  await expect(lists.getByRole("link", { name: "Inactive: dormant" })).toBeVisible();
  await expect(lists.getByRole("link", { name: "Inactive: frozen" })).toHaveCount(0);
});

test("a refused reactivation calls nothing at Lead", async ({ page, open, ownAccount }) => {
  const { accountId } = await ownAccount("growth", { change: frozen });
  await open(`${accountPath("growth", accountId)}?dialog=activate-account`);
  await expect(page.getByRole("dialog", { name: "Reactivate" }).getByText("Restricted: transfer to compliance.")).toBeVisible();
  expect(await effects({ accountId })).toHaveLength(2);
  expect((await calls({ route: "POST /v0/accounts/:id/activate" })).filter(({ path }) => path.includes(accountId))).toEqual([]);
});
