import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import { accountPath, inProgram } from "../fixtures/addresses";
import { atTheDesk } from "../fixtures/agent";
import type { Agent } from "../fixtures/agent";
import { answer } from "../fixtures/form";
import { dormant, enterDirectory, frozen, newAccount, newCustomer } from "../fixtures/own-account";
import type { OwnAccount } from "../fixtures/own-account";
import { hydrated } from "../fixtures/sign-in";
import { changeElsewhere, createAtLead, effectsOn, screenElsewhere } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test.use({ person: "sam" });

const restricted = "Restricted: transfer to compliance";

async function onCall(page: Page, accountId: string): Promise<void> {
  await page.waitForURL(`**${inProgram("growth", `call/${accountId}`)}`);
}

/** Verified by a one-time code, which is one down from the choice that has the focus, and sent. */
async function reactivates(page: Page, agent: Agent): Promise<void> {
  await expect(page.getByRole("radio", { name: "Security questions" })).toBeFocused();
  await agent.presses("ArrowDown");
  await agent.presses("Control+Enter");
  await expect(page.getByText("Reactivated. Lead has confirmed it.")).toBeVisible();
}

async function handsOver(page: Page, agent: Agent): Promise<void> {
  await expect(page.getByRole("button", { name: "Hand over", exact: true })).toBeFocused();
  await agent.presses("Enter");
  await expect(page.getByText("Handed over. Compliance has it now.")).toBeVisible();
}

async function inCompliance(page: Page, accountId: string, button: string, dialogName: RegExp, fill: (dialog: Locator) => Promise<void>): Promise<void> {
  await page.goto(accountPath("growth", accountId));
  await hydrated(page);
  await page.getByRole("button", { name: button, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: dialogName });
  await fill(dialog);
  await expect(dialog).toBeHidden();
}

const placeHold = (page: Page, accountId: string) =>
  inCompliance(page, accountId, "Place a hold", /^Place a hold/, async (dialog) => {
    await answer(dialog, "Kind of hold", "Fraud");
    await dialog.getByRole("textbox", { name: "Reference" }).fill("Case 4471");
    await dialog.getByRole("button", { name: "Place the hold" }).click();
  });

const setAside = (page: Page, accountId: string, supportMayLift: boolean) =>
  inCompliance(page, accountId, "Deactivate", /^Deactivate/, async (dialog) => {
    await answer(dialog, "Reason reported to Lead", "Other");
    if (supportMayLift) await dialog.getByRole("checkbox", { name: /Support may lift/ }).click();
    await dialog.getByRole("textbox", { name: "Note" }).fill("Card returned by post");
    await dialog.getByRole("button", { name: "Deactivate" }).click();
  });

type Case = { name: string; actions: number; make: (compliance: Page) => Promise<OwnAccount> };

/** An account that compliance has done something with before the caller rings. */
async function prepared(compliance: Page, change: Record<string, unknown> | undefined, act: (accountId: string) => Promise<void>): Promise<OwnAccount> {
  const account = await newAccount("growth", { change });
  await enterDirectory(compliance.request, account);
  await act(account.accountId);
  return account;
}

const reactivated: Case[] = [
  { name: "dormant", actions: 4, make: async (compliance) => prepared(compliance, dormant, async () => undefined) },
  { name: "other, marked “support may lift”", actions: 4, make: async (compliance) => prepared(compliance, undefined, (id) => setAside(compliance, id, true)) },
];

for (const { name, actions, make } of reactivated) {
  test(`${name}: reactivated in ${actions} actions`, async ({ page, open, pageOf }) => {
    const { accountId, customer } = await make(await pageOf("carmen"));
    const before = await effectsOn(accountId);
    const agent = await atTheDesk(page, open);
    await agent.finds(customer.clientCustomerId);
    await onCall(page, accountId);
    await reactivates(page, agent);
    expect(agent.actions).toBe(actions);
    expect(await effectsOn(accountId)).toEqual([...before, "POST /v0/accounts/:id/activate"]);
  });
}

const handedOver: Case[] = [
  { name: "other, not marked", actions: 3, make: async (compliance) => prepared(compliance, undefined, (id) => setAside(compliance, id, false)) },
  { name: "frozen", actions: 3, make: async (compliance) => prepared(compliance, frozen, async () => undefined) },
  { name: "a hold", actions: 3, make: async (compliance) => prepared(compliance, dormant, (id) => placeHold(compliance, id)) },
];

for (const { name, actions, make } of handedOver) {
  test(`${name}: handed over in ${actions} actions, without the cause`, async ({ page, open, pageOf }) => {
    const { accountId, customer } = await make(await pageOf("carmen"));
    const before = await effectsOn(accountId);
    const agent = await atTheDesk(page, open);
    await agent.finds(customer.clientCustomerId);
    await onCall(page, accountId);
    await expect(page.getByText(restricted).first()).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText(/frozen|fraud|4471|returned by post|\bother\b/i);
    await handsOver(page, agent);
    expect(agent.actions).toBe(actions);
    expect(await effectsOn(accountId)).toEqual(before);
  });
}

for (const details of ["kyc_details", "ofac_details"] as const) {
  test(`a holder whose ${details === "kyc_details" ? "KYC" : "OFAC screening"} fails by now: refused at the press, and handed over`, async ({ page, open, pageOf }) => {
    const { accountId, customer } = await prepared(await pageOf("carmen"), dormant, async () => undefined);
    await screenElsewhere("growth", customer.entityId, { [details]: { result: "failed", screened_at: "2026-02-05T15:00:00.000Z" } });
    const agent = await atTheDesk(page, open);
    await agent.finds(customer.clientCustomerId);
    await onCall(page, accountId);
    await expect(page.getByRole("radio", { name: "Security questions" })).toBeFocused();
    await agent.presses("ArrowDown");
    await agent.presses("Control+Enter");
    await expect(page.getByText(restricted).first()).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText(/KYC|OFAC/);
    await handsOver(page, agent);
    expect(agent.actions).toBe(5);
    expect(await effectsOn(accountId)).toEqual([]);
  });
}

test("a hold that compliance places while the form is open: the press is refused, and handing over is one press away", async ({ page, open, ownAccount, pageOf }) => {
  const { accountId, customer } = await ownAccount("growth", { change: dormant });
  const agent = await atTheDesk(page, open);
  await agent.finds(customer.clientCustomerId);
  await onCall(page, accountId);
  await expect(page.getByRole("radio", { name: "Security questions" })).toBeFocused();
  await agent.presses("ArrowDown");
  await placeHold(await pageOf("carmen"), accountId);
  await agent.presses("Control+Enter");
  await expect(page.getByText(restricted).first()).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText(/fraud|4471/i);
  await handsOver(page, agent);
  expect(agent.actions).toBe(5);
  expect(await effectsOn(accountId)).toEqual([]);
});

test("by a bank account number from a statement: reactivated in 4 actions, the number kept out of the address", async ({ page, open, ownAccount }) => {
  const { accountId, customer } = await ownAccount("growth", { change: dormant });
  await enterDirectory(page.request, { program: "growth", accountId });
  const { account_number: number } = await createAtLead<{ id: string; account_number: string }>("account-numbers", "growth", { account_id: accountId, entity_id: customer.entityId });
  const agent = await atTheDesk(page, open);
  await agent.finds(number);
  await onCall(page, accountId);
  expect(page.url()).not.toContain(number);
  await reactivates(page, agent);
  expect(agent.actions).toBe(4);
});

test("by a holder’s name: one of those found is taken by its number", async ({ page, open, ownAccount }) => {
  const { accountId, customer } = await ownAccount("growth", { change: dormant });
  await enterDirectory(page.request, { program: "growth", accountId });
  const agent = await atTheDesk(page, open);
  await agent.finds(customer.name);
  await expect(page.getByRole("heading", { name: "Which one?" })).toBeVisible();
  await agent.presses("1");
  await onCall(page, accountId);
  await reactivates(page, agent);
  expect(agent.actions).toBe(5);
});

test("two holders, by the second of them: reactivated in 6 actions", async ({ page, open }) => {
  const [one, other] = [await newCustomer("growth"), await newCustomer("growth")];
  const { id: accountId } = await createAtLead<{ id: string }>("accounts", "growth", {
    capabilities: ["deposit"], entities: { account_holders: [one.entityId, other.entityId] }, details: { product_name: "Growth Joint Checking" }, documents: [],
  });
  await changeElsewhere(accountId, dormant);
  const agent = await atTheDesk(page, open);
  await agent.finds(accountId);
  await expect(page.getByRole("radiogroup", { name: "Who calls" }).getByRole("radio").first()).toBeFocused();
  await agent.presses("ArrowDown");
  await agent.presses("Tab");
  await agent.presses("ArrowDown");
  await agent.presses("Control+Enter");
  await expect(page.getByText("Reactivated. Lead has confirmed it.")).toBeVisible();
  expect(agent.actions).toBe(6);
});

test("an account of another program: nothing is found in 2 actions, and what was pasted stays", async ({ page, open, pageOf }) => {
  const account = await newAccount("everyday", { change: dormant });
  await enterDirectory((await pageOf("ada")).request, account);
  const agent = await atTheDesk(page, open);
  await agent.finds(account.accountId);
  await expect(page.getByText(/Nothing is known by that/)).toBeVisible();
  await expect(page.getByRole("textbox", { name: "What the caller has" })).toHaveValue(account.accountId);
  expect(agent.actions).toBe(2);
});
