import { expect } from "@playwright/test";
import { timelineEntries } from "../fixtures/account-page";
import { accountPath } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { answer } from "../fixtures/form";
import { dormant } from "../fixtures/own-account";
import { hydrated } from "../fixtures/sign-in";
import { effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";
import { watchTitle } from "../fixtures/watch-title";

test.use({ person: "carmen" });

test("a hold placed and released from the screen: support hears one sentence, and Lead nothing", async ({ page, open, ownAccount, pageOf }) => {
  const { accountId } = await ownAccount("growth", { change: dormant });
  await open(accountPath("growth", accountId));
  const lostTitles = await watchTitle(page);
  const holds = page.getByRole("region", { name: "Holds" });
  await holds.getByRole("button", { name: "Place a hold" }).click();
  const placing = page.getByRole("dialog", { name: "Place a hold" });
  await answer(placing, "Kind of hold", "Court order or levy");
  await placing.getByRole("textbox", { name: "Reference" }).fill("Levy 26-4471");
  await placing.getByRole("textbox", { name: "Expires on" }).fill("30 Feb 2027");
  await placing.getByRole("button", { name: "Place the hold" }).click();
  await placing.getByRole("alert").getByRole("link", { name: /February 2027 has no day 30/ }).click();
  await expect(placing.getByRole("textbox", { name: "Expires on" })).toBeFocused();
  await expect(placing.getByRole("textbox", { name: "Reference" })).toHaveValue("Levy 26-4471");
  // By the keyboard: what is wrong keeps quiet while it is mended.
  await page.keyboard.press("Control+A");
  await page.keyboard.type("28 Feb 2027");
  await expect(placing.getByRole("textbox", { name: "Expires on" })).toHaveValue("28 Feb 2027");
  await placing.getByRole("button", { name: "Place the hold" }).click();
  await expect(placing).toBeHidden();
  await expect(holds.getByText("Levy 26-4471")).toBeVisible();
  await expect(holds.getByText(/^Expires 28 Feb 2027/)).toBeVisible();

  const support = await pageOf("sam");
  await support.goto(accountPath("growth", accountId));
  await hydrated(support);
  await expect(support.getByRole("region", { name: "Holds" }).getByText("Restricted: transfer to compliance")).toBeVisible();
  await expect(support.getByRole("button", { name: "Reactivate" })).toHaveCount(0);
  await support.getByRole("button", { name: /not possible/ }).click();
  await expect(support.getByRole("dialog", { name: "Not possible now" }).getByText("Restricted: transfer to compliance.")).toBeVisible();
  // Neither on the page, nor in what it is made of.
  expect(await support.content()).not.toMatch(/levy|court/i);

  await holds.getByRole("button", { name: "Release the hold: Court order or levy, Levy 26-4471" }).click();
  const releasing = page.getByRole("dialog", { name: "Release a hold" });
  await releasing.getByRole("button", { name: "Ask another person to approve" }).click();
  await expect(releasing.getByRole("alert").getByRole("link", { name: /Why it is released/ })).toBeVisible();
  await expectAccessible(page);
  await releasing.getByRole("textbox", { name: "Why it is released" }).fill("The levy was paid; release received today.");
  await releasing.getByRole("button", { name: "Ask another person to approve" }).click();
  await expect(releasing).toBeHidden();
  expect(await lostTitles()).toBe(0);
  // Until another person approves it, the hold stands.
  await expect(holds.getByText("Levy 26-4471")).toBeVisible();
  await page.getByRole("link", { name: "See the request" }).click();
  await expect(page.getByText("Nobody approves what they asked for themselves", { exact: false })).toBeVisible();
  const request = page.url();
  const other = await pageOf("chen");
  await other.goto(request);
  await hydrated(other);
  const lostByChen = await watchTitle(other);
  await expect(other.getByText("The levy was paid; release received today.")).toBeVisible();
  await other.getByRole("region", { name: "Your decision" }).getByRole("button", { name: "Approve" }).click();
  await expect(other.getByRole("region", { name: "What became of it" }).getByText("Chen Wei")).toBeVisible();
  expect(await lostByChen()).toBe(0);
  await open(accountPath("growth", accountId));
  await expect(holds.getByText("No hold is open.")).toBeVisible();
  for (const sentence of [/^Placed a hold: Court order or levy/, /^Released a hold: Court order or levy/]) {
    await expect(timelineEntries(page).filter({ hasText: sentence })).toHaveCount(1);
  }
  await support.goto(accountPath("growth", accountId));
  await expect(support.getByRole("region", { name: "Holds" }).getByText("Not restricted.")).toBeVisible();
  await expect(support.getByRole("button", { name: "Reactivate" })).toBeVisible();
  expect(await effectsOn(accountId)).toEqual([]);
});

test("notes: an ordinary one is everybody's, one for compliance is not even counted for support", async ({ page, open, ownAccount, pageOf }) => {
  const { accountId } = await ownAccount("growth");
  await open(accountPath("growth", accountId));
  const notes = page.getByRole("region", { name: /^Notes/ });
  const text = notes.getByRole("textbox", { name: "Write a note" });
  await notes.getByRole("button", { name: "Add the note" }).click();
  await expect(text).toHaveAccessibleDescription(/Enter a few words/);
  await text.fill("A suspicious activity report was filed.");
  await notes.getByRole("button", { name: "Add the note" }).click();
  await expect(text).toHaveAccessibleDescription(/Leave out any mention/);
  await text.fill("The holder moved to Springfield in May.");
  await notes.getByRole("button", { name: "Add the note" }).click();
  await expect(notes.getByRole("listitem").filter({ hasText: "The holder moved to Springfield in May." })).toContainText("Carmen Ortiz");
  await expect(text).toHaveValue("");

  await text.fill("Under review after the letter of the ombudsman.");
  await notes.getByRole("checkbox", { name: "Only for compliance" }).click();
  await notes.getByRole("button", { name: "Add the note" }).click();
  await expect(notes.getByRole("listitem").filter({ hasText: "ombudsman" })).toContainText("Only for compliance");
  await expect(page.getByRole("heading", { name: "Notes (2)" })).toBeVisible();

  const support = await pageOf("sam");
  await support.goto(accountPath("growth", accountId));
  await expect(support.getByRole("region", { name: "Notes (1)" }).getByText("The holder moved to Springfield in May.")).toBeVisible();
  await expect(support.getByRole("checkbox", { name: "Only for compliance" })).toHaveCount(0);
  expect(await support.content()).not.toContain("ombudsman");
  expect(await effectsOn(accountId)).toEqual([]);
});
