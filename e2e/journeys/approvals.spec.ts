import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { accountPath, inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { amounts, askToCloseAsPaidOff, openRequest, planLetter, startClosing } from "../fixtures/closing";
import { captureAction, Forger } from "../fixtures/forged-action";
import { hydrated } from "../fixtures/sign-in";
import { effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test.describe("a program manager", () => {
  test.use({ person: "priya" });

  test("whose closings become requests learns what became of each: one approved, one declined, one withdrawn", async ({ page, open, ownCredit, pageOf }) => {
    const asked = [await ownCredit(amounts), await ownCredit(amounts), await ownCredit(amounts)].map(({ accountId }) => accountId) as [string, string, string];
    for (const accountId of asked) {
      await open(accountPath("growth", accountId));
      await askToCloseAsPaidOff(page, "Growth Card");
    }
    const [approved, declined, withdrawn] = asked;
    await open(accountPath("growth", withdrawn));
    await page.getByRole("link", { name: "See the request" }).click();
    await page.getByRole("button", { name: "Withdraw the request" }).click();
    await expect(page.getByRole("region", { name: "What became of it" }).getByText("Priya Nair")).toBeVisible();

    const compliance = await pageOf("carmen");
    await compliance.goto(inProgram("growth", `approvals?requester=person-priya`));
    await hydrated(compliance);
    const rowOf = (accountId: string) => compliance.getByRole("region", { name: "Waiting for me" }).getByRole("row").filter({ hasText: accountId.slice(-6) });
    await expect(rowOf(withdrawn)).toHaveCount(0);
    for (const accountId of [approved, declined]) await rowOf(accountId).getByRole("checkbox").click();
    await expectAccessible(compliance);
    await compliance.getByRole("link", { name: "Review 2" }).click();
    // Each is shown whole; only what is ticked is approved.
    const shown = compliance.getByRole("listitem").filter({ has: compliance.getByRole("heading", { level: 2 }) });
    await expect(shown).toHaveCount(2);
    await hydrated(compliance);
    const one = shown.filter({ has: compliance.getByRole("link", { name: "Growth Card" }).and(compliance.locator(`[href$="${approved}"]`)) });
    await expect(one.getByRole("region", { name: "What goes to Lead, in this order" }).getByText(`/v0/accounts/${approved}/close`)).toBeVisible();
    await one.getByRole("checkbox", { name: "I looked at this one, and approve it" }).click();
    await expectAccessible(compliance);
    await compliance.getByRole("button", { name: "Approve 1 request" }).click();
    await expect(one.getByText("Approved.")).toBeVisible();
    await expect.poll(() => effectsOn(approved)).toEqual(["POST /v0/accounts/:id/close"]);

    await openRequest(compliance, declined);
    const decision = compliance.getByRole("region", { name: "Your decision" });
    await decision.getByRole("button", { name: "Decline" }).click();
    await expect(decision.getByText("Say why.")).toBeVisible();
    await decision.getByRole("textbox", { name: "Comment" }).fill("The servicing system still shows a fee.");
    await expectAccessible(compliance);
    await decision.getByRole("button", { name: "Decline" }).click();
    await expect(compliance.getByRole("region", { name: "What became of it" }).getByText("The servicing system still shows a fee.")).toBeVisible();
    await expectAccessible(compliance);
    expect(await effectsOn(declined)).toEqual([]);

    await open(inProgram("growth", "my-work"));
    const workOf = (accountId: string) => page.getByRole("row", { name: /^Closing/ }).filter({ hasText: accountId.slice(-6) });
    await expect(workOf(approved)).toContainText("Closed");
    await expect(workOf(declined)).toContainText("Carmen Ortiz declined it: The servicing system still shows a fee.");
    await expect(workOf(withdrawn)).toContainText("Withdrawn");
  });
});

test.describe("compliance", () => {
  test.use({ person: "carmen" });

  test("cannot approve their own request, on the screen or past it", async ({ page, open, ownCredit, browser, signedIn }) => {
    const { accountId } = await ownCredit(amounts);
    await open(accountPath("growth", accountId));
    const dialog = await startClosing(page, "Growth Card");
    await planLetter(dialog);
    await expect(dialog.getByText("It becomes a request", { exact: false })).toBeVisible();
    await dialog.getByRole("textbox", { name: /last four characters/ }).fill(accountId.slice(-4));
    await dialog.getByRole("button", { name: "Ask another person to decide" }).click();
    await expect(dialog.getByText("Asked for.")).toBeVisible();
    await dialog.getByRole("button", { name: "Done" }).click();

    const card = page.getByRole("region", { name: "Closing: closed by the program" });
    await expect(card.getByRole("button", { name: "Decide" })).toHaveCount(0);
    await card.getByRole("link", { name: "The request" }).click();
    await expect(page.getByText("Nobody approves what they asked for themselves", { exact: false })).toBeVisible();
    await expect(page.getByRole("region", { name: "Your decision" })).toHaveCount(0);
    await expectAccessible(page);

    const processId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const forger = await Forger.as(await signedIn("carmen"), await captureAction(browser, await signedIn("sam")));
    const forged = await forger.submit({ program: "growth", name: "decide-closing", commandId: randomUUID(), input: { processId, accountId, decision: "approve", typed: accountId.slice(-4) }, seen: "anything" });
    expect(forged).toMatchObject({ ok: false, problem: { kind: "forbidden", title: "Nobody approves what they asked for themselves." } });
    await forger.close();
    expect(await effectsOn(accountId)).toEqual([]);
  });
});
