import { expect } from "@playwright/test";
import { addDays } from "@/lib/closures/due-dates";
import { samplePdf } from "@/lib/evidence/sample-files";
import { plainDateWords } from "@/lib/fields/plain-date";
import { businessDate } from "@/lib/format";
import { timelineEntries } from "../fixtures/account-page";
import { accountPath } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { answer, choose } from "../fixtures/form";
import { dormant } from "../fixtures/own-account";
import { hydrated } from "../fixtures/sign-in";
import { effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";
import { watchTitle } from "../fixtures/watch-title";

test.use({ person: "carmen" });

/** A day of the program, so many days from today, as a person writes it. */
const day = (fromToday: number) => plainDateWords(addDays(businessDate(new Date(), "America/Chicago"), fromToday));

test("a hold placed and released from the screen: support hears one sentence, and Lead nothing", async ({ page, open, ownAccount, pageOf }) => {
  const { accountId } = await ownAccount("growth", { change: dormant });
  await open(accountPath("growth", accountId));
  const lostTitles = await watchTitle(page);
  const holds = page.getByRole("region", { name: "Holds" });
  await holds.getByRole("button", { name: "Place a hold" }).click();
  const placing = page.getByRole("dialog", { name: "Place a hold" });
  await answer(placing, "Kind of hold", "Court order or levy");
  await placing.getByRole("textbox", { name: "Reference" }).fill("Levy 26-4471");
  await placing.getByRole("textbox", { name: "Served on" }).fill(day(2));
  await placing.getByRole("textbox", { name: "Expires on" }).fill("30 Feb 2027");
  await placing.getByRole("button", { name: "Place the hold" }).click();
  await placing.getByRole("alert").getByRole("link", { name: /February 2027 has no day 30/ }).click();
  await expect(placing.getByRole("textbox", { name: "Expires on" })).toBeFocused();
  await expect(placing.getByRole("textbox", { name: "Reference" })).toHaveValue("Levy 26-4471");
  // By the keyboard: what is wrong keeps quiet while it is mended.
  await page.keyboard.press("Control+A");
  await page.keyboard.type(day(90));
  await expect(placing.getByRole("textbox", { name: "Expires on" })).toHaveValue(day(90));
  await placing.getByRole("button", { name: "Place the hold" }).click();
  const served = placing.getByRole("textbox", { name: "Served on" });
  await expect(served).toHaveAccessibleDescription(/This day has not come yet\./);
  await expectAccessible(page);
  // What is served goes with the kind; what was typed of it waits.
  await answer(placing, "Kind of hold", "Fraud");
  await expect(served).toHaveCount(0);
  await answer(placing, "Kind of hold", "Court order or levy");
  await expect(served).toHaveValue(day(2));
  await served.fill(day(-3));
  await placing.getByRole("button", { name: "Place the hold" }).click();
  await expect(placing).toBeHidden();
  await expect(holds.getByText("Levy 26-4471")).toBeVisible();
  await expect(holds.getByText(`Expires ${day(90)}`)).toBeVisible();
  await expect(holds.getByText(`Served ${day(-3)}`)).toBeVisible();
  await expect(holds.getByText("Lead shows Inactive (dormant).")).toBeVisible();

  await holds.getByText("Evidence: none").click();
  await holds.getByRole("button", { name: "Add evidence: Court order or levy, Levy 26-4471" }).click();
  const adding = page.getByRole("dialog", { name: "Add evidence" });
  await adding.getByLabel("File").setInputFiles({ name: "Writ.pdf", mimeType: "application/pdf", buffer: Buffer.from(samplePdf()) });
  await adding.getByRole("textbox", { name: "What it shows" }).fill("The writ as the sheriff brought it");
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  await expect(adding).toBeHidden();
  await expect(holds.getByText("Evidence: 1 piece")).toBeVisible();
  await expect(holds.getByRole("link", { name: "Download Writ.pdf" })).toBeVisible();
  await expectAccessible(page);

  const support = await pageOf("sam");
  await support.goto(accountPath("growth", accountId));
  await hydrated(support);
  await expect(support.getByRole("region", { name: "Holds" }).getByText("Restricted: transfer to compliance")).toBeVisible();
  await expect(support.getByRole("button", { name: "Reactivate" })).toHaveCount(0);
  await support.getByRole("button", { name: /not possible/ }).click();
  await expect(support.getByRole("dialog", { name: "Not possible now" }).getByText("Restricted: transfer to compliance.")).toBeVisible();
  // Neither on the page, nor in what it is made of.
  expect(await support.content()).not.toMatch(/levy|court|writ\.pdf|sheriff|Served \d|servedOn":"|Lead shows Inactive/i);

  await holds.getByRole("button", { name: "Release the hold: Court order or levy, Levy 26-4471" }).click();
  const releasing = page.getByRole("dialog", { name: "Release a hold" });
  await expect(releasing.getByRole("link", { name: "Download Writ.pdf" })).toBeVisible();
  await releasing.getByRole("button", { name: "Ask another person to approve" }).click();
  await expect(releasing.getByRole("alert").getByRole("link", { name: /Why it is released/ })).toBeVisible();
  await expectAccessible(page);
  await releasing.getByRole("textbox", { name: "Why it is released" }).fill("The levy was paid; release received today.");
  // What proves it is added without leaving what was typed.
  await releasing.getByRole("button", { name: /^Add evidence/ }).click();
  await adding.getByLabel("File").setInputFiles({ name: "Receipt.pdf", mimeType: "application/pdf", buffer: Buffer.from(samplePdf()) });
  await adding.getByRole("textbox", { name: "What it shows" }).fill("The release of the levy");
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  await expect(adding).toBeHidden();
  await expect(releasing.getByRole("link", { name: "Download Receipt.pdf" })).toBeVisible();
  await expect(releasing.getByRole("textbox", { name: "Why it is released" })).toHaveValue("The levy was paid; release received today.");
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
  const theHold = other.getByRole("region", { name: "The hold", exact: true });
  await expect(theHold.getByText("Levy 26-4471")).toBeVisible();
  await expect(theHold.getByText(day(-3), { exact: true })).toBeVisible();
  await expect(theHold.getByRole("link", { name: /^Download (Writ|Receipt)\.pdf$/ })).toHaveCount(2);
  await expectAccessible(other);
  await other.getByRole("region", { name: "Your decision" }).getByRole("button", { name: "Approve" }).click();
  await expect(other.getByRole("region", { name: "What became of it" }).getByText("Chen Wei")).toBeVisible();
  expect(await lostByChen()).toBe(0);
  await open(accountPath("growth", accountId));
  await expect(holds.getByText("No hold is open.")).toBeVisible();
  await expect(holds.getByText("Lead shows", { exact: false })).toHaveCount(0);
  await holds.getByText("1 released").click();
  await expect(holds.getByText(/^Released by Carmen Ortiz, .*, approved by Chen Wei: The levy was paid; release received today\.$/)).toBeVisible();
  await expect(holds.getByText(`Served ${day(-3)}`)).toBeVisible();
  await expect(holds.getByText("Evidence: 2 pieces")).toBeVisible();
  await expectAccessible(page);
  for (const sentence of [new RegExp(`^Placed a hold: Court order or levy, served ${day(-3)}`), /^Released a hold: Court order or levy/]) {
    await expect(timelineEntries(page).filter({ hasText: sentence })).toHaveCount(1);
  }
  await support.goto(accountPath("growth", accountId));
  await expect(support.getByRole("region", { name: "Holds" }).getByText("Not restricted.")).toBeVisible();
  await expect(support.getByRole("button", { name: "Reactivate" })).toBeVisible();
  expect(await support.content()).not.toMatch(/levy|court|sheriff|writ\.pdf/i);
  expect(await effectsOn(accountId)).toEqual([]);
});

test("a hold placed while others reactivate: the server refuses both, compliance reads the cause and support the one sentence", async ({ page, open, ownAccount, pageOf }) => {
  const { accountId } = await ownAccount("growth", { change: dormant });
  const [support, compliance] = [await pageOf("sam"), await pageOf("chen")];
  for (const one of [support, compliance]) {
    await one.goto(accountPath("growth", accountId));
    await hydrated(one);
    await one.getByRole("button", { name: "Reactivate" }).click();
    await choose(one.getByRole("dialog", { name: /^Reactivate/ }), "Verified by", "One-time code");
  }
  await open(accountPath("growth", accountId));
  await page.getByRole("region", { name: "Holds" }).getByRole("button", { name: "Place a hold" }).click();
  const placing = page.getByRole("dialog", { name: "Place a hold" });
  await answer(placing, "Kind of hold", "Sanctions");
  await placing.getByRole("textbox", { name: "Reference" }).fill("List entry 77-B");
  await placing.getByRole("button", { name: "Place the hold" }).click();
  await expect(placing).toBeHidden();

  for (const one of [support, compliance]) await one.getByRole("dialog").getByRole("button", { name: "Reactivate" }).click();
  await expect(support.getByRole("dialog").getByText("Restricted: transfer to compliance").first()).toBeVisible();
  await expect(support.getByRole("dialog").getByText("Hand the customer over to compliance.")).toBeVisible();
  expect(await support.content()).not.toMatch(/sanction|77-B|open hold/i);
  await expect(compliance.getByRole("dialog").getByText("An open hold blocks reactivation.")).toBeVisible();
  await expect(compliance.getByRole("dialog").getByText("Sanctions (List entry 77-B)")).toBeVisible();
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

test("a note stays in sight when what was read of Lead before it arrives after it", async ({ page, ownAccount }) => {
  const { accountId } = await ownAccount("growth");
  let [reads, letGo] = [0, () => undefined as void];
  const written = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(`**/accounts/${accountId}/live`, async (route) => {
    const answer = await route.fetch();
    reads += 1;
    if (reads === 1) await written;
    // The page may have given this reading up meanwhile.
    await route.fulfill({ response: answer }).catch(() => undefined);
  });
  await page.goto(accountPath("growth", accountId));
  await hydrated(page);
  await expect.poll(() => reads).toBe(1);
  const notes = page.getByRole("region", { name: /^Notes/ });
  await notes.getByRole("textbox", { name: "Write a note" }).fill("The holder called about a card.");
  await notes.getByRole("button", { name: "Add the note" }).click();
  const note = notes.getByRole("listitem").filter({ hasText: "The holder called about a card." });
  await expect(note).toHaveCount(1);
  letGo();
  await expect(page.getByRole("button", { name: "Read from Lead again" })).toBeVisible();
  await expect(page.getByText("Nobody has written a note yet.")).toHaveCount(0);
  await expect(note).toHaveCount(1);
  expect(reads).toBe(2);
});
