import { expect } from "@playwright/test";
import { accountPath, inProgram } from "../fixtures/addresses";
import { atTheDesk } from "../fixtures/agent";
import { expectAccessible } from "../fixtures/axe";
import { dormant, enterDirectory, frozen, newCustomer } from "../fixtures/own-account";
import { hydrated } from "../fixtures/sign-in";
import { createAtLead, effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test.use({ person: "sam", permissions: ["clipboard-read", "clipboard-write"] });

test("from the paste to the reactivated account by keyboard alone, in at most six actions, with a note to take along", async ({ page, open, ownAccount }) => {
  const { accountId, customer } = await ownAccount("growth", { change: dormant });
  const agent = await atTheDesk(page, open);
  await expectAccessible(page);
  await agent.pastes(customer.clientCustomerId);
  await agent.presses("Enter");
  await page.waitForURL(`**${inProgram("growth", `call/${accountId}`)}`);
  await expect(page.getByText("Yes, once you have verified the caller.")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Security questions" })).toBeFocused();
  await expect(page.getByText("r••••@••••.com")).toBeVisible();
  await expectAccessible(page);
  await agent.presses("ArrowDown");
  await expect(page.getByRole("radio", { name: "One-time code" })).toBeChecked();
  await agent.presses("Control+Enter");
  await expect(page.getByText("Reactivated. Lead has confirmed it.")).toBeVisible();
  expect(agent.actions).toBeLessThanOrEqual(6);
  expect(await effectsOn(accountId)).toEqual(["POST /v0/accounts/:id/activate"]);

  await expect(page.getByRole("button", { name: "Copy the note" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Copied.")).toBeVisible();
  const note = await page.evaluate(() => navigator.clipboard.readText());
  expect(note).toContain(`Caller: ${customer.name} (holder), verified by one-time code, phone`);
  expect(note).toContain("Done: Reactivated; Lead has confirmed it. Request ");
  expect(note).toMatch(/Status: Inactive.*no activity by the owner/);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "What the caller has" })).toBeFocused();
  await expect(page.getByText(/Today in this program: [1-9]/)).toBeVisible();
});

test("without a verification nothing is sent, and the agent stands at what is missing", async ({ page, open, ownAccount }) => {
  const { accountId } = await ownAccount("growth", { change: dormant });
  await open(inProgram("growth", `call/${accountId}`));
  await hydrated(page);
  await page.getByRole("textbox", { name: "Note (optional)" }).fill("Called about a card");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("link", { name: /Choose how the caller was verified/ }).click();
  await expect(page.getByRole("textbox", { name: "Note (optional)" })).toHaveValue("Called about a card");
  expect(await effectsOn(accountId)).toEqual([]);
});

test("what only compliance decides is handed over with one press, and its answer comes back", async ({ page, open, ownAccount, pageOf }) => {
  const { accountId, customer } = await ownAccount("growth", { change: frozen });
  const agent = await atTheDesk(page, open);
  await agent.pastes(customer.clientCustomerId);
  await agent.presses("Enter");
  await expect(page.getByText(/Restricted: transfer to compliance/).first()).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText(/frozen/i);
  await expect(page.getByRole("button", { name: "Hand over", exact: true })).toBeFocused();
  await expectAccessible(page);
  await agent.presses("Enter");
  await expect(page.getByText("Handed over. Compliance has it now.")).toBeVisible();
  await expect(page.getByText(/You have an answer by/).first()).toBeVisible();
  expect(await effectsOn(accountId)).toEqual([]);

  const compliance = await pageOf("carmen");
  await compliance.goto(accountPath("growth", accountId));
  await hydrated(compliance);
  await compliance.getByRole("button", { name: "Answer…" }).click();
  const dialog = compliance.getByRole("dialog", { name: "Answer a caller" });
  await dialog.getByRole("button", { name: "Answer", exact: true }).click();
  await expect(dialog.getByRole("link", { name: /Choose what became of it/ })).toBeVisible();
  await dialog.getByRole("radio", { name: /Stays as it is/ }).click();
  await dialog.getByRole("textbox", { name: "What the caller may be told" }).fill("We write to you within a week.");
  await expectAccessible(compliance);
  await dialog.getByRole("button", { name: "Answer", exact: true }).click();
  await expect(compliance.getByText("The caller is answered.")).toBeVisible();

  await open(inProgram("growth", "call"));
  await expect(page.getByRole("region", { name: "Callers you handed over" }).getByRole("listitem").filter({ hasText: accountId.slice(-6) })).toContainText("You may tell the caller: “We write to you within a week.”");
});

test("one of several accounts is taken by its number", async ({ page, open }) => {
  const customer = await newCustomer("growth");
  const made = await Promise.all(["First", "Second"].map((name) => createAtLead<{ id: string }>("accounts", "growth", { capabilities: ["deposit"], entities: { account_holders: [customer.entityId] }, details: { product_name: `Growth ${name}` }, documents: [] })));
  for (const { id } of made) await enterDirectory(page.request, { program: "growth", accountId: id });
  const agent = await atTheDesk(page, open);
  await agent.pastes(customer.clientCustomerId);
  await agent.presses("Enter");
  await expect(page.getByRole("heading", { name: "Which one?" })).toBeVisible();
  await expectAccessible(page);
  await agent.presses("2");
  await page.waitForURL(/\/call\/account_/);
  await expect(page.getByText("Nothing to reactivate.")).toBeVisible();
});
