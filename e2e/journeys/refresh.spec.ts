import { expect } from "@playwright/test";
import { showsStatus } from "../fixtures/account-page";
import { accountPath, inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { hydrated } from "../fixtures/sign-in";
import { changeElsewhere } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test.describe("compliance", () => {
  test.use({ person: "carmen" });

  test("completes a closure that was made elsewhere, from the queue", async ({ page, open, pageOf, ownAccount }) => {
    const { accountId } = await ownAccount("growth");
    await changeElsewhere(accountId, { status: "closed", status_reason: "paid_off", details: { closed_at: "2026-05-03T15:00:00Z" } });
    await open(accountPath("growth", accountId));
    await showsStatus(page, "Closed");
    await expect(page.getByText("Nobody closed this account here (paid off)")).toBeVisible();
    const timeline = page.getByRole("region", { name: "Timeline" });
    await expect(timeline.getByText(/^Closed elsewhere: Status changed from Active to Closed/)).toBeVisible();
    await expectAccessible(page);

    const auditor = await pageOf("ada");
    await auditor.goto(accountPath("growth", accountId));
    await hydrated(auditor);
    await expect(auditor.getByText("Only compliance can complete closures made elsewhere.")).toBeVisible();
    await expect(auditor.getByRole("button", { name: "Complete…" })).toHaveCount(0);

    await open(inProgram("growth", "work"));
    await page.getByRole("button", { name: `Complete: ${accountId}` }).click();
    const dialog = page.getByRole("dialog", { name: "Complete the closure made elsewhere" });
    await dialog.getByRole("button", { name: "Complete" }).click();
    await expect(dialog.getByText("Choose what you found.").first()).toBeVisible();
    await dialog.getByRole("radio", { name: /Closed by another of our systems/ }).click();
    await dialog.getByRole("textbox", { name: "Why" }).fill("The collections system closed it on 3 May.");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Complete" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("button", { name: `Complete: ${accountId}` })).toHaveCount(0);

    await open(accountPath("growth", accountId));
    await showsStatus(page, "Closed");
    await expect(page.getByText("Nobody closed this account here")).toHaveCount(0);
    await expect(timeline.getByText("Completed the closure made elsewhere: closed by another of our systems")).toBeVisible();
    await expect(timeline.getByText("“The collections system closed it on 3 May.”")).toBeVisible();
  });
});

test.describe("an administrator", () => {
  test.use({ person: "alex" });

  test("sees how the directory stands, pauses the refresh, changes its speed and starts it again", async ({ page, open }) => {
    await open(inProgram("growth", "settings"));
    await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
    await expect(page.getByRole("region", { name: "What is known" }).getByRole("link", { name: /^[\d,]+ active$/ })).toBeVisible();
    await page.getByText("As a table").click();
    await expect(page.getByRole("table", { name: "Accounts by when they were last read" }).getByRole("row")).toHaveCount(8);
    await expectAccessible(page);
    const refresh = page.getByRole("region", { name: "Refresh", exact: true });
    await refresh.getByRole("button", { name: "Pause" }).click();
    await expect(refresh.getByRole("status")).toHaveText("Paused");
    const speed = refresh.getByLabel("Speed, calls per second");
    await speed.fill("5000");
    await refresh.getByRole("button", { name: "Change" }).click();
    await expect(refresh.getByText("At most 500 calls per second.")).toBeVisible();
    await expect(speed).toHaveValue("5000");
    await speed.fill("2.5");
    await refresh.getByRole("button", { name: "Change" }).click();
    await expect(refresh.getByText(/^2.5 of 10 calls per second/)).toBeVisible();
    await refresh.getByRole("button", { name: "Start" }).click();
    await expect(refresh.getByRole("status")).not.toHaveText("Paused");
    await expect(refresh.getByText(/^Alex Moreau, /)).toBeVisible();

    await open(`${inProgram("growth", "activity")}?action=set-refresh-speed`);
    await expect(page.getByRole("region", { name: "Activity" }).getByRole("row").filter({ hasText: "Changed the speed of the refresh (2.5 calls per second)" }).first()).toContainText("Alex Moreau");
  });
});

test.describe("an auditor", () => {
  test.use({ person: "ada" });

  test("reads the settings and changes nothing", async ({ page, open }) => {
    await open(inProgram("growth", "settings"));
    await expect(page.getByText("Only administrators can change the speed of the refresh.")).toBeVisible();
    await expect(page.getByRole("main").getByRole("button", { name: /^(Pause|Start|Change)$/ })).toHaveCount(0);
    await expectAccessible(page);
  });
});
