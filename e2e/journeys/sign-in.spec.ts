import { expect } from "@playwright/test";
import { accountPath, consoleUrl, inProgram } from "../fixtures/addresses";
import { hydrated, signIn } from "../fixtures/sign-in";
import { landmark } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test("nobody sees a page, and after signing in one is where one wanted to be", async ({ page }) => {
  await page.goto(inProgram("growth", "accounts?status=closed"));
  await expect(page).toHaveURL(/\/sign-in\?/);
  await hydrated(page);
  await page.getByRole("button", { name: "Continue to sign in" }).click();
  await page.getByRole("button", { name: "Chen Wei" }).click();
  await page.waitForURL(`**${inProgram("growth", "accounts?status=closed")}`);
  await expect(page.getByRole("heading", { name: "Accounts", level: 1 })).toBeVisible();
});

test("nobody reads anything over the routes either", async ({ request }) => {
  const { account_id: accountId } = await landmark("growth", "activeDeposit");
  for (const path of ["accounts", "activity", "calls", "my-work", `accounts/${accountId}`, `accounts/${accountId}/live`, `accounts/${accountId}/timeline`]) {
    const answer = await request.get(`/api${inProgram("growth", path)}`, { maxRedirects: 0 });
    expect([401, 403, 404], path).toContain(answer.status());
    expect(await answer.text()).not.toContain("Growth Personal Checking");
  }
  const found = await request.post(`/api${inProgram("growth", "find")}`, { data: { text: accountId }, headers: { origin: consoleUrl }, maxRedirects: 0 });
  expect([401, 403, 404]).toContain(found.status());
});

test("signing out ends the session here and at the provider", async ({ page }) => {
  await signIn(page, "chen");
  await hydrated(page);
  await page.getByRole("button", { name: /Chen Wei/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("status").filter({ hasText: "You are signed out." })).toBeVisible();
  await hydrated(page);
  await page.getByRole("button", { name: "Continue to sign in" }).click();
  // Still signed in there, the provider would send one straight back.
  await expect(page.getByRole("button", { name: "Chen Wei" })).toBeVisible();
});

test("a session that was ended elsewhere is worth nothing", async ({ page, browser }) => {
  await signIn(page, "chen", inProgram("growth", "accounts"));
  const copy = await (await browser.newContext({ storageState: await page.context().storageState() })).newPage();
  await copy.goto(inProgram("growth", "accounts"));
  await expect(copy.getByRole("heading", { name: "Accounts", level: 1 })).toBeVisible();

  await hydrated(page);
  await page.getByRole("button", { name: /Chen Wei/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out.")).toBeVisible();

  expect((await copy.request.get(`/api${inProgram("growth", "accounts")}`)).status()).not.toBe(200);
  await copy.reload();
  await expect(copy.getByText("Your session was ended.")).toBeVisible();
  await copy.context().close();
});

test("saying no at the provider brings one back to the door", async ({ page }) => {
  await page.goto("/sign-in");
  await hydrated(page);
  await page.getByRole("button", { name: "Continue to sign in" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("The identity provider refused.").or(page.getByText("Signing in did not work."))).toBeVisible();
});

test.describe("a person of no program", () => {
  test.use({ person: "nora" });

  test("is told so, and what to do", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "You are signed in, and no program is open to you" })).toBeVisible();
    await page.goto(inProgram("growth", "accounts"));
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  });
});

test.describe("a person of one program", () => {
  test.use({ person: "gus" });

  test("does not learn that another one exists", async ({ page, open }) => {
    const theirs = await landmark("growth", "activeDeposit");
    const foreign = await landmark("everyday", "activeDeposit");
    await open(accountPath("growth", theirs.account_id));
    await expect(page.getByRole("heading", { name: "Growth Personal Checking" })).toBeVisible();

    for (const path of ["accounts", "accounts/new", "activity", `accounts/${foreign.account_id}`]) {
      const answer = await page.goto(inProgram("everyday", path));
      expect(answer?.status(), path).toBe(404);
      await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
      const invented = await page.request.get(inProgram("everyday", path).replace("everyday", "no-such-program"));
      expect(invented.status(), path).toBe(404);
    }
    for (const path of ["accounts", "activity", `accounts/${foreign.account_id}`, `accounts/${foreign.account_id}/live`, "drafts/open-account/new"]) {
      expect((await page.request.get(`/api${inProgram("everyday", path)}`)).status(), path).toBe(404);
    }
  });

  test("finds no account of another program by its id", async ({ page, open }) => {
    const foreign = await landmark("everyday", "activeDeposit");
    await open(inProgram("growth", "accounts"));
    await page.getByRole("search").getByRole("textbox").fill(foreign.account_id);
    await page.keyboard.press("Enter");
    await expect(page.getByText(`Neither the directory nor Lead knows “${foreign.account_id}” in this program.`)).toBeVisible();
  });
});

test.describe("a person of both programs", () => {
  test.use({ person: "ada" });

  test("goes from one to the other", async ({ page, open }) => {
    await open(inProgram("growth", "accounts"));
    await page.getByRole("button", { name: /^Program: Growth Line/ }).click();
    await page.getByRole("menuitem", { name: /Everyday Checking/ }).or(page.getByRole("menuitemradio", { name: /Everyday Checking/ })).click();
    await page.waitForURL(`**${inProgram("everyday", "accounts")}`);
    await expect(page.getByRole("button", { name: /^Program: Everyday Checking/ })).toBeVisible();
  });
});
