import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { exactRequest, review } from "../fixtures/account-form";
import { accountPath, inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { amounts, openRequest } from "../fixtures/closing";
import { answer, choose } from "../fixtures/form";
import { hydrated } from "../fixtures/sign-in";
import { effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test.describe("a program manager", () => {
  test.use({ person: "priya" });

  test("cuts a line under open SCRA dates; compliance approves it, records the notice, finds it in the register and exports it", async ({ page, open, ownCredit, pageOf }) => {
    const { accountId } = await ownCredit(amounts, { details: { credit: { scra: { start_date: "2026-01-05" } } } });
    await open(`${accountPath("growth", accountId)}/edit`);
    await page.getByRole("region", { name: "Credit terms" }).getByRole("textbox", { name: "Limit", exact: true }).fill("4000");
    const asked = page.getByRole("region", { name: "Before this can change" });
    await asked.getByRole("textbox", { name: "Reason", exact: true }).fill("The income of the holder fell by half");
    await asked.getByRole("textbox", { name: "Reason apart from the SCRA protection" }).fill("Pay slips of October");
    await answer(asked, "Is it an adverse action?", "It is an adverse action");
    await expect(asked.getByText(/^The 30 days for the notice run from this day: due /)).toBeVisible();
    await page.getByRole("button", { name: "Review", exact: true }).click();
    await expect(page.getByRole("alert").getByText("Give at least one specific reason.")).toBeVisible();
    await choose(asked, "Add a reason", "Your income no longer supports the credit");
    await expectAccessible(page);
    await review(page);
    expect(await exactRequest(page)).toEqual({ details: { credit: { limit: 400_000 } } });
    await page.getByRole("button", { name: "Send the changes" }).click();
    await expect(page.getByRole("heading", { name: "Another person has to approve it" })).toBeVisible();
    expect(await effectsOn(accountId)).toEqual([]);

    const compliance = await pageOf("carmen");
    await openRequest(compliance, accountId);
    await expect(compliance.getByText("SCRA protection is open or to come. Using it may not be the reason for a cut.")).toBeVisible();
    await expect(compliance.getByText("Pay slips of October")).toBeVisible();
    await compliance.getByRole("region", { name: "Your decision" }).getByRole("button", { name: "Approve" }).click();
    await expect(compliance.getByRole("region", { name: "What became of it" })).toBeVisible();
    await expect.poll(() => effectsOn(accountId)).toEqual(["PATCH /v0/accounts/:id"]);

    await compliance.getByRole("navigation", { name: "Places" }).getByRole("link", { name: /^Register/ }).click();
    await expect(compliance.getByRole("heading", { level: 1, name: "Register" })).toBeVisible();
    await hydrated(compliance);
    await expectAccessible(compliance);
    await compliance.getByRole("link", { name: /^Notices due/ }).click();
    await expect(compliance).toHaveURL(/view=due/);
    const row = compliance.getByRole("region", { name: "Register" }).getByRole("row").filter({ hasText: accountId.slice(-6) });
    await expect(row).toContainText("Line cut: limit lowered");
    await expect(row).toContainText("30 days left");
    await row.getByRole("link", { name: "Line cut: limit lowered" }).click();
    await expect(compliance.getByRole("region", { name: "What was decided" })).toContainText("Your income no longer supports the credit");
    await expect(compliance.getByRole("region", { name: "What was decided" })).toContainText("Carmen Ortiz, compliance");
    await compliance.getByRole("button", { name: "Record the notice…" }).click();
    const dialog = compliance.getByRole("dialog", { name: "Record the notice" });
    await dialog.getByRole("button", { name: "Record the notice" }).click();
    await expect(dialog.getByText("Say how it was delivered.").first()).toBeVisible();
    await choose(dialog, "How", "By post or another way");
    await dialog.getByRole("textbox", { name: "Which way" }).fill("By registered mail");
    await dialog.getByRole("checkbox", { name: "Time of day not known" }).click();
    await expectAccessible(compliance, { popupIsOpen: true });
    await dialog.getByRole("button", { name: "Record the notice" }).click();
    const notice = compliance.getByRole("region", { name: "Notice" });
    await expect(notice).toContainText("Given in time");
    await expect(notice).toContainText("By post or another way: By registered mail");
    await expectAccessible(compliance);
    expect(await effectsOn(accountId)).toEqual(["PATCH /v0/accounts/:id"]);

    await compliance.goto(`${inProgram("growth", "closures")}?account=${accountId}&kind=line-cut&approver=person-carmen&notice=given`);
    await hydrated(compliance);
    await expect(compliance.getByText("1 entry", { exact: true })).toBeVisible();
    await compliance.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([compliance.waitForEvent("download"), compliance.getByRole("menuitem", { name: /^CSV/ }).click()]);
    const [exported] = parse(await readFile(await download.path(), "utf8"), { columns: true, comment: "#", comment_no_infix: true }) as Record<string, string>[];
    expect(exported).toMatchObject({ account_id: accountId, kind: "line-cut", determination: "adverse-action", reason_apart_from_scra: "Pay slips of October", asked_by_name: "Priya Nair", decided_by_name: "Carmen Ortiz", notice: "given", other_method: "By registered mail" });

    // Whoever asked sees what became of it, and records nothing.
    await open(`${inProgram("growth", "closures")}?account=${accountId}`);
    await page.getByRole("link", { name: "Line cut: limit lowered" }).click();
    await expect(page.getByRole("region", { name: "Notice" })).toContainText("Given in time");
    await expect(page.getByRole("button", { name: "Record the notice…" })).toHaveCount(0);
  });
});
