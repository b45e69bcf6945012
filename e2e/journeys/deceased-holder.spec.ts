import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import { samplePdf } from "@/lib/evidence/sample-files";
import { timelineEntries } from "../fixtures/account-page";
import { accountPath, inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { newCustomer } from "../fixtures/own-account";
import { hydrated } from "../fixtures/sign-in";
import { changeElsewhere, effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test.use({ person: "carmen" });

const removing = "DELETE /v0/accounts/:id/entity_relationships/:entity_id";

/** From where the focus is, or a control that takes it, by keys alone. */
async function press(page: Page, control: Locator, key = "Enter"): Promise<void> {
  await control.focus();
  await page.keyboard.press(key);
}

async function report(page: Page, name: string): Promise<void> {
  await press(page, page.getByRole("region", { name: "People" }).getByRole("button", { name: "A holder has died…" }));
  const dialog = page.getByRole("dialog", { name: "A holder has died" });
  await press(page, dialog.getByRole("button", { name: "Open the case" }));
  await expect(dialog.getByRole("alert")).toBeVisible();
  await expectAccessible(page);
  const holder = dialog.getByRole("radio", { name });
  if (!(await holder.isChecked())) await press(page, holder, "Space");
  await dialog.getByRole("textbox", { name: "Who told it, and how" }).fill("The daughter, by phone");
  await dialog.getByRole("textbox", { name: "Told on" }).fill("2199-01-01");
  await dialog.getByRole("textbox", { name: "Died on" }).fill("4 Jan 2026");
  await press(page, dialog.getByRole("button", { name: "Open the case" }));
  await expect(dialog.getByRole("alert")).toContainText("This day has not come yet.");
  await expect(dialog.getByRole("textbox", { name: "Who told it, and how" })).toHaveValue("The daughter, by phone");
  await dialog.getByRole("textbox", { name: "Told on" }).fill("10 Jan 2026");
  await press(page, dialog.getByRole("button", { name: "Open the case" }));
  await expect(dialog).toBeHidden();
}

async function prove(page: Page, card: Locator): Promise<void> {
  await press(page, card.getByRole("button", { name: "Accept proof…" }));
  const dialog = page.getByRole("dialog", { name: "Accept the proof" });
  await press(page, dialog.getByRole("button", { name: "Add evidence" }));
  const adding = page.getByRole("dialog", { name: "Add evidence" });
  await adding.getByLabel("File").setInputFiles({ name: "certificate.pdf", mimeType: "application/pdf", buffer: Buffer.from(samplePdf()) });
  await adding.getByRole("textbox", { name: "What it shows" }).fill("The death certificate");
  await press(page, adding.getByRole("button", { name: "Add", exact: true }));
  await expect(adding).toBeHidden();
  await expect(dialog.getByRole("checkbox", { name: "certificate.pdf" })).toBeChecked();
  await dialog.getByRole("textbox", { name: "What it is" }).fill("Certified copy of the death certificate");
  await expectAccessible(page);
  await press(page, dialog.getByRole("button", { name: "Accept", exact: true }));
  await expect(dialog).toBeHidden();
}

async function recordEstate(page: Page, card: Locator): Promise<void> {
  await press(page, card.getByRole("button", { name: "Record the estate contact…" }));
  const dialog = page.getByRole("dialog", { name: "Who speaks for the estate" });
  await press(page, dialog.getByRole("button", { name: "Record", exact: true }));
  await expect(dialog.getByRole("alert").getByRole("link")).toHaveCount(3);
  await dialog.getByRole("textbox", { name: "Name" }).fill("Quillan Thorne");
  await press(page, dialog.getByRole("combobox", { name: "Relation" }));
  await press(page, page.getByRole("option", { name: "Executor" }));
  await dialog.getByRole("textbox", { name: "How to reach them" }).fill("816 555 0134");
  await dialog.getByRole("textbox", { name: "Reference of the appointment" }).fill("26-PR-118");
  await expectAccessible(page);
  await press(page, dialog.getByRole("button", { name: "Record", exact: true }));
  await expect(dialog).toBeHidden();
}

test("a joint account, from the report to the removed holder, by keys; support reads one sentence", async ({ page, open, ownAccount, pageOf }) => {
  const { accountId, customer } = await ownAccount("growth");
  const gone = await newCustomer("growth");
  await changeElsewhere(accountId, { relationships: [customer, gone].map(({ entityId }) => ({ entity_id: entityId, relationship_type: "account_holder" })) });
  await open(accountPath("growth", accountId));
  await expect(page.getByRole("region", { name: "People" }).getByText(gone.name)).toBeVisible();
  await report(page, gone.name);
  const card = page.getByRole("region", { name: `Deceased holder: ${gone.name}` });
  await expect(card.getByRole("list", { name: "Stages" }).getByText("Proof")).toBeVisible();
  await expect(page.getByRole("region", { name: "Holds" }).getByText("Holder deceased")).toBeVisible();
  await expectAccessible(page);

  const support = await pageOf("sam");
  await support.goto(accountPath("growth", accountId));
  await hydrated(support);
  await expect(support.getByRole("region", { name: "Holds" }).getByText("Restricted: transfer to compliance")).toBeVisible();
  await expect(support.getByRole("region", { name: /^Deceased holder/ })).toHaveCount(0);
  await expect(support.getByText(/has died|deceased|daughter/i)).toHaveCount(0);

  await page.goto(inProgram("growth", "work"));
  await expect(page.getByRole("row").filter({ hasText: `Deceased holder: ${gone.name}` })).toContainText("Add proof of the death and accept it");
  await open(accountPath("growth", accountId));
  await prove(page, card);
  await press(page, card.getByRole("button", { name: "They were told…" }));
  const telling = page.getByRole("dialog", { name: "The holders who remain were told" });
  await expect(telling.getByText(customer.name)).toBeVisible();
  await telling.getByRole("textbox", { name: "How and when they were told" }).fill("Called on 12 January");
  await expectAccessible(page);
  await press(page, telling.getByRole("button", { name: "Confirm" }));
  await expect(telling).toBeHidden();
  await recordEstate(page, card);
  await expect(card.getByText("Q. T. (executor)")).toBeVisible();
  await expect(page.getByText("Quillan Thorne")).toHaveCount(0);
  await press(page, card.getByRole("button", { name: /^Show the whole contact/ }));
  await expect(card.getByText("Quillan Thorne (executor) · 816 555 0134 · 26-PR-118")).toBeVisible();

  await press(page, card.getByRole("button", { name: "Remove the holder…" }));
  const remove = page.getByRole("dialog", { name: `Remove ${gone.name}` });
  await expect(remove.getByRole("checkbox", { name: "certificate.pdf" })).toBeChecked();
  await expectAccessible(page);
  await press(page, remove.getByRole("button", { name: "Remove as account holder" }));
  await expect(remove).toBeHidden();
  await expect(page.getByRole("region", { name: "People" }).getByText(gone.name)).toHaveCount(0);
  await press(page, card.getByRole("button", { name: "End the case…" }));
  const ending = page.getByRole("dialog", { name: "End the case" });
  await press(page, ending.getByRole("radio", { name: /Holder removed/ }), "Space");
  await ending.getByRole("textbox", { name: "Reason" }).fill("The holder is off the account");
  await expectAccessible(page);
  await press(page, ending.getByRole("button", { name: "End the case" }));
  await expect(ending).toBeHidden();
  await expect(card.getByText("Holder removed", { exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Holds" }).getByText("No hold is open.")).toBeVisible();
  await expect(timelineEntries(page).filter({ hasText: "Ended the case of a deceased holder (holder removed)" })).toHaveCount(1);
  await expect(timelineEntries(page).filter({ hasText: "Saw who speaks for the estate" })).toHaveCount(1);
  expect(await effectsOn(accountId)).toEqual([removing]);
  await support.reload();
  await expect(support.getByText(/has died|deceased|daughter|estate/i)).toHaveCount(0);
});

test("a single holder: removal is not offered and why is said; the way out is a closing", async ({ page, open, ownAccount, pageOf }) => {
  const { accountId, customer } = await ownAccount("growth");
  const manager = await pageOf("priya");
  await manager.goto(accountPath("growth", accountId));
  await hydrated(manager);
  await report(manager, customer.name);
  const theirs = manager.getByRole("region", { name: `Deceased holder: ${customer.name}` });
  await expect(theirs.getByText(/It stays restricted until the estate is settled/)).toBeVisible();
  await expect(theirs.getByRole("button", { name: /…$/ })).toHaveCount(0);

  await open(accountPath("growth", accountId));
  const card = page.getByRole("region", { name: `Deceased holder: ${customer.name}` });
  await prove(page, card);
  await expect(card.getByRole("button", { name: "They were told…" })).toHaveCount(0);
  await recordEstate(page, card);
  await expect(card.getByRole("button", { name: "Remove the holder…" })).toHaveCount(0);
  await expect(card.getByText("Close the account once the estate is settled")).toBeVisible();
  await expectAccessible(page);
  await press(page, card.getByRole("button", { name: "Close the account…" }));
  await expect(page.getByRole("dialog")).toContainText("Close");
  expect(await effectsOn(accountId)).toEqual([]);
  await manager.reload();
  await expect(theirs.getByText("A contact is on record.")).toBeVisible();
  await expect(manager.getByText(/Q\. T\.|Thorne/)).toHaveCount(0);

  await changeElsewhere(accountId, { status: "closed", status_reason: "entity_closed" });
  await open(accountPath("growth", accountId));
  await expect(card.getByText("End the case: the account is closed")).toBeVisible();
  await expect(page.getByRole("region", { name: "Holds" }).getByRole("button", { name: /^Release/ })).toHaveCount(0);
  await press(page, card.getByRole("button", { name: "End the case…" }));
  const ending = page.getByRole("dialog", { name: "End the case" });
  await press(page, ending.getByRole("radio", { name: /Account closed/ }), "Space");
  await ending.getByRole("textbox", { name: "Reason" }).fill("The estate was paid out");
  await press(page, ending.getByRole("button", { name: "End the case" }));
  await expect(card.getByText("Account closed", { exact: true })).toBeVisible();
});

test("a call at the desk leads compliance into the path with one press", async ({ page, open, ownAccount, pageOf }) => {
  const { accountId, customer } = await ownAccount("growth", { change: { status: "inactive", status_reason: "dormant" } });
  const support = await pageOf("sam");
  await support.goto(inProgram("growth", `call/${accountId}`));
  await hydrated(support);
  await support.getByRole("button", { name: "Something else: hand over to compliance" }).click();
  await support.getByRole("textbox", { name: "What the caller wants" }).fill("Says that her father has died.");
  await support.getByRole("checkbox", { name: /Block reactivation/ }).check();
  await support.getByRole("button", { name: "Hand over", exact: true }).click();
  await expect(support.getByText("Handed over. Compliance has it now.")).toBeVisible();

  await open(accountPath("growth", accountId));
  await press(page, page.getByRole("button", { name: "The call was about a death…" }));
  const dialog = page.getByRole("dialog", { name: "A holder has died" });
  await expect(dialog.getByRole("textbox", { name: "Who told it, and how" })).toHaveValue(/handed over by Sam Boateng: Says that her father has died\./);
  await press(page, dialog.getByRole("button", { name: "Open the case" }));
  await expect(page.getByRole("region", { name: `Deceased holder: ${customer.name}` })).toBeVisible();
});
