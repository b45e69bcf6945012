import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import { exactRequest, review } from "../fixtures/account-form";
import { accountPath } from "../fixtures/addresses";
import { amounts } from "../fixtures/closing";
import { choose } from "../fixtures/form";
import { effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test.use({ person: "carmen" });

const part = (page: Page, heading: string) => page.getByRole("region", { name: heading, exact: true });
const text = (scope: Locator, label: string) => scope.getByRole("textbox", { name: label, exact: true });

test("compliance edits SCRA, MLA, the notice and documents, and is let nowhere else", async ({ page, open, ownCredit }) => {
  const { accountId } = await ownCredit(amounts);
  await open(accountPath("growth", accountId));
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await expect(page.getByText("Compliance changes SCRA, MLA, the notice and documents. The rest is the program manager’s.")).toBeVisible();
  const terms = part(page, "Credit terms");
  for (const field of [text(part(page, "Account"), "Product"), text(part(page, "Application"), "Application"), text(terms, "Limit"), text(terms, "Underwriting grade")]) {
    await expect(field).toBeDisabled();
  }
  await expect(terms.getByRole("combobox", { name: "Secured" })).toBeDisabled();
  for (const capability of await part(page, "Account").getByRole("checkbox").all()) await expect(capability).toBeDisabled();

  await text(part(page, "SCRA protection"), "SCRA start").fill("2026-03-01");
  await choose(terms, "Military Lending Act", "Yes");
  const notice = part(page, "Adverse action notice");
  await text(notice, "Notice delivered").fill("2026-01-14 09:30");
  await choose(notice, "Delivery method", "Email");
  await text(notice, "Reason in the notice").fill("Payments on this account were missed or late");
  const documents = part(page, "Documents");
  await documents.getByRole("button", { name: "Add a document" }).click();
  await choose(documents, /^Type/, /^Adverse action notice/);
  await text(documents, "Document id").fill("aan-2026-01-14");
  await text(documents, "When").fill("2026-01-14 09:30");
  await page.getByRole("button", { name: "Review", exact: true }).click();
  // MLA is settled at origination: changing it asks why, and the answer stays here.
  await page.getByRole("main").getByRole("alert").getByRole("link", { name: /Say why this changes/ }).click();
  await page.getByRole("textbox", { name: "Reason", exact: true }).fill("The holder’s orders show that coverage was missed at origination.");
  await review(page);
  expect(await exactRequest(page)).toEqual({
    details: {
      credit: { is_mla: true, scra: { start_date: "2026-03-01" } },
      adverse_action_notice: { delivered_at: "2026-01-14T15:30:00Z", delivery_method: "email", reason: "Payments on this account were missed or late" },
    },
    documents: [{ type: "aan", document_id: "aan-2026-01-14", displayed_at: "2026-01-14T15:30:00Z" }],
  });
  await page.getByRole("button", { name: "Send the changes" }).click();
  await expect(page.getByRole("heading", { name: "The account is changed" })).toBeVisible();
  expect(await effectsOn(accountId)).toEqual(["PATCH /v0/accounts/:id"]);
  await page.getByRole("link", { name: "Go to the account" }).click();
  await expect(part(page, "Adverse action notice").getByText("Payments on this account were missed or late")).toBeVisible();
  await expect(part(page, "Timeline").getByText(/Carmen Ortiz/).first()).toBeVisible();
});
