import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import { inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { hydrated } from "../fixtures/sign-in";
import { test } from "../fixtures/test";

// Of accounts that no other test moves about.
const settled = inProgram("growth", "accounts?holder=commercial&reason=frozen");

const accountRows = (page: Page) => page.getByRole("region", { name: "Accounts" }).getByRole("row");

test.describe("counts", () => {
  test.use({ person: "ada" });

  test("are waited for by no row, and move nothing when they come", async ({ page, open }) => {
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route("**/accounts/counts?**", async (route) => {
      await held;
      await route.continue();
    });
    await open(settled);
    const rows = accountRows(page);
    const places = async () => Promise.all([rows.nth(1).boundingBox(), page.getByRole("group", { name: "Filters" }).boundingBox()]);
    await expect(rows.nth(1)).toBeVisible();
    const before = await places();
    await expect(page.getByText(/accounts? fits?$/)).toHaveCount(0);
    await page.getByRole("button", { name: "Product", exact: true }).click();
    await expect(page.getByText("Reading the products…")).toBeVisible();
    answer();
    await expect(page.getByRole("status").filter({ hasText: /accounts? fits?$/ })).toBeVisible();
    await expect(page.getByRole("dialog", { name: "Product" }).getByRole("checkbox").first()).toBeVisible();
    expect(await places()).toEqual(before);
  });

  test("that fail leave the rows, say so and are asked for again", async ({ page, open }) => {
    await page.route("**/accounts/counts?**", (route) => route.abort());
    await open(settled);
    await expect(accountRows(page).nth(1)).toBeVisible();
    await expect(page.getByText("Not counted")).toBeVisible();
    await page.unroute("**/accounts/counts?**");
    await page.getByRole("button", { name: "Count again" }).click();
    await expect(page.getByRole("status").filter({ hasText: /accounts? fits?$/ })).toBeVisible();
  });
});

/** Chooses from the menu of views; its button bears the name of the view that is open. */
async function fromViews(page: Page, item: string | RegExp, open: string | RegExp = "Views"): Promise<void> {
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: open, exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test.describe("saved views", () => {
  test.use({ person: "ada" });

  test("are saved, opened, changed and removed by an auditor, with days that move on", async ({ page, open }) => {
    await open(inProgram("growth", "accounts?status=closed&sort=closed"));
    const filters = page.getByRole("group", { name: "Filters" });
    await filters.getByRole("button", { name: "More filters" }).click();
    await filters.getByRole("button", { name: "Closed", exact: true }).click();
    await page.getByRole("dialog", { name: "Closed" }).getByRole("button", { name: "This month" }).click();
    await page.waitForURL(/closed=\d{4}-\d\d-01\.\./);
    await fromViews(page, "Save this list as a view…");
    const dialog = page.getByRole("dialog", { name: "Save a view" });
    await expect(dialog.getByRole("checkbox", { name: /Share/ })).toHaveCount(0);
    await dialog.getByRole("combobox", { name: "Closed" }).click();
    await page.getByRole("option", { name: "This month" }).click();
    await dialog.getByRole("textbox", { name: "Name" }).fill("robin@example.com");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByText(/no email address/)).toBeVisible();
    await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("robin@example.com");
    await expectAccessible(page);
    await dialog.getByRole("textbox", { name: "Name" }).fill("Month of closings");
    await expect(dialog.getByText("Shows: Status: Closed · Closed: This month")).toBeVisible();
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toBeHidden();

    await open(inProgram("growth", "accounts"));
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Views", exact: true }).click();
    await expect(page.getByRole("group", { name: "For auditor" }).getByRole("menuitem")).toHaveCount(1);
    await expectAccessible(page, { popupIsOpen: true });
    await page.getByRole("group", { name: "Yours" }).getByRole("menuitem", { name: "Month of closings" }).click();
    await page.waitForURL(/status=closed&closed=\d{4}-\d\d-01\.\.[\d-]+&sort=closed$/);

    await fromViews(page, "Change or remove views…", "Month of closings");
    const all = page.getByRole("dialog", { name: "Saved views" });
    await expectAccessible(page);
    await all.getByRole("button", { name: "Change the view: Month of closings" }).click();
    const change = page.getByRole("dialog", { name: "Change a view" });
    await change.getByRole("textbox", { name: "Name" }).fill("Closings");
    await change.getByRole("button", { name: "Save" }).click();
    await expect(change).toBeHidden();
    await fromViews(page, "Change or remove views…", "Closings");
    await all.getByRole("button", { name: "Remove the view: Closings" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove the view" }).click();
    await expect(all.getByText("No view is saved.")).toBeVisible();
  });

  test("keep nothing of what was searched for, and say so", async ({ page, open }) => {
    await open(inProgram("growth", "accounts?q=nothing-like-it&status=active"));
    await fromViews(page, "Save this list as a view…");
    const dialog = page.getByRole("dialog", { name: "Save a view" });
    await expect(dialog.getByText(/What is searched for is not saved/)).toBeVisible();
    await expect(dialog.getByText("Shows: Status: Active", { exact: true })).toBeVisible();
  });

  test("are shared by compliance, opened by support, and their sharing is in Activity", async ({ pageOf }) => {
    const carmen = await pageOf("carmen");
    await carmen.goto(inProgram("growth", "accounts?status=inactive&reason=frozen&holder=commercial"));
    await hydrated(carmen);
    await fromViews(carmen, "Save this list as a view…");
    const dialog = carmen.getByRole("dialog", { name: "Save a view" });
    await dialog.getByRole("textbox", { name: "Name" }).fill("Frozen businesses");
    await dialog.getByRole("checkbox", { name: "Share with everybody in this program" }).click();
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toBeHidden();

    const sam = await pageOf("sam");
    await sam.goto(inProgram("growth", "accounts"));
    await hydrated(sam);
    await fromViews(sam, /^Frozen businesses/);
    await sam.waitForURL(/status=inactive&reason=frozen&holder=commercial/);
    await fromViews(sam, "Change or remove views…", "Frozen businesses");
    const all = sam.getByRole("dialog", { name: "Saved views" });
    await expect(all.getByText("Shared by Carmen Ortiz")).toBeVisible();
    await expect(all.getByRole("button", { name: /the view: Frozen businesses/ })).toHaveCount(0);

    await fromViews(carmen, "Change or remove views…", "Frozen businesses");
    await carmen.getByRole("button", { name: "Remove the view: Frozen businesses" }).click();
    await carmen.getByRole("alertdialog").getByRole("button", { name: "Remove the view" }).click();
    await expect(carmen.getByText("No view is saved.")).toBeVisible();
    await carmen.goto(inProgram("growth", "activity?action=withdraw-view"));
    await expect(carmen.getByText("Took back a shared view: Frozen businesses").first()).toBeVisible();
  });

  for (const [person, view, address] of [["sam", "Inactive: dormant", /status=inactive&reason=dormant$/], ["carmen", "Closed this month", /closed=\d{4}-\d\d-01\.\.[\d-]+&sort=closed$/]] as const) {
    test(`begin with that of the role: ${view}`, async ({ pageOf }) => {
      const page = await pageOf(person);
      await page.goto(inProgram("growth", "accounts"));
      await hydrated(page);
      await fromViews(page, view);
      await page.waitForURL(address);
    });
  }
});

test.describe("columns", () => {
  // One after the other: both are of one person.
  test.describe.configure({ mode: "serial" });
  // Nobody else's journey looks at the list as this person.
  test.use({ person: "gus" });

  /** But for the one in which accounts are selected, which nobody moves. */
  const headings = (page: Page) => page.getByRole("region", { name: "Accounts" }).getByRole("columnheader").filter({ hasNotText: "Select this page" });
  const usual = ["Account", "Product", "Status", "Holder", "Limit", "Updated"];
  const kept = (page: Page) => page.waitForResponse((response) => response.url().endsWith("/list-layout") && response.ok());

  test("are chosen, moved and resized, by keyboard too, and are there at once the next time", async ({ page, open }) => {
    await open(settled);
    await expect(headings(page)).toHaveText(usual);
    await page.getByRole("button", { name: "Columns" }).click();
    const menu = page.getByRole("dialog", { name: "Columns" });
    await expectAccessible(page, { popupIsOpen: true });
    await menu.getByRole("checkbox", { name: "Limit" }).click();
    await menu.getByRole("checkbox", { name: "Closed" }).click();
    const left = menu.getByRole("button", { name: "Move Status to the left" });
    await left.focus();
    await page.keyboard.press("Enter");
    await expect(left).toBeFocused();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await expect(left).toBeFocused();
    await expect(menu.getByRole("status")).toHaveText("Status: column 1 of 7");
    await menu.getByRole("button", { name: "Compact" }).click();
    const widthOf = async (name: string) => Math.round((await headings(page).filter({ hasText: name }).boundingBox())?.width ?? 0);
    const before = await widthOf("Product");
    const last = kept(page);
    await menu.getByRole("button", { name: "Widen Product" }).press("Enter");
    await last;
    expect(await widthOf("Product")).toBe(before + 24);
    const shown = ["Status", "Account", "Product", "Capabilities", "Holder", "Updated", "Closed"];
    await expect(headings(page)).toHaveText(shown);
    await expectAccessible(page, { popupIsOpen: true });

    // As the server sends it, before any script has run.
    const markup = await (await page.request.get(settled)).text();
    expect([...markup.matchAll(/<th [^>]*>([^<]+)/g)].map(([, words]) => words)).toEqual(shown);

    await page.reload();
    await expect(headings(page)).toHaveText(shown);
    expect(await widthOf("Product")).toBe(before + 24);
    const row = await accountRows(page).nth(1).boundingBox();
    expect(row?.height).toBeLessThan(34);
  });

  test("are drawn to a width, and are as usual again", async ({ page, open }) => {
    await open(settled);
    const status = headings(page).filter({ hasText: "Status" });
    const box = await status.boundingBox();
    if (!box) throw new Error("There is no column of the status.");
    const drawn = kept(page);
    await page.mouse.move(box.x + box.width - 3, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width + 57, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await drawn;
    expect(Math.round((await status.boundingBox())?.width ?? 0)).toBe(Math.round(box.width) + 60);
    await page.getByRole("button", { name: "Columns" }).click();
    const forgotten = kept(page);
    await page.getByRole("dialog", { name: "Columns" }).getByRole("button", { name: "As usual" }).click();
    await forgotten;
    await page.reload();
    await expect(headings(page)).toHaveText(usual);
  });
});

test.describe("peek", () => {
  test.use({ person: "ada" });

  const peek = (page: Page) => page.getByRole("complementary", { name: /^Peek: / });
  const idOf = async (row: Locator) => (await row.getAttribute("aria-label"))?.split(", ").at(-1) ?? "none";

  test("walks down the list with the arrow keys, opens with Enter and closes with Escape", async ({ page, open }) => {
    await open(settled);
    const rows = accountRows(page);
    await rows.nth(1).focus();
    await page.keyboard.press("Space");
    await expect(peek(page)).toContainText("Read from Lead");
    await expect(rows.nth(1)).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(rows.nth(2)).toBeFocused();
    const second = await idOf(rows.nth(2));
    await expect(peek(page)).toHaveAccessibleName(new RegExp(second));
    await expect(peek(page).getByRole("heading", { name: "People" })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(peek(page)).toHaveCount(0);
    await expect(rows.nth(2)).toBeFocused();

    await rows.nth(1).hover();
    await rows.nth(1).getByRole("button", { name: /^Peek at / }).click();
    await expect(peek(page)).toHaveAccessibleName(new RegExp(await idOf(rows.nth(1))));
    await peek(page).getByRole("button", { name: "Close the peek" }).focus();
    await page.keyboard.press("Escape");
    await expect(peek(page)).toHaveCount(0);
    await expect(rows.nth(1)).toBeFocused();

    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/accounts/${second}`);
  });

  test("and the way back lead to the same page, the same row and the same place", async ({ page, open }) => {
    await open(inProgram("growth", "accounts?sort=product"));
    await page.getByRole("link", { name: "Older" }).click();
    await page.waitForURL(/after=/);
    const address = page.url();
    const row = accountRows(page).nth(30);
    await expect(row).toBeVisible();
    const id = await idOf(row);
    await row.focus();
    await page.keyboard.press("Space");
    await expect(peek(page)).toHaveAccessibleName(new RegExp(id));
    const scrolled = await page.evaluate(() => window.scrollY);
    expect(scrolled).toBeGreaterThan(100);
    await peek(page).getByRole("button", { name: "Open" }).click();
    await page.waitForURL(`**/accounts/${id}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.goBack();
    await page.waitForURL(address);
    await expect(page.getByRole("row", { name: new RegExp(id) })).toBeFocused();
    expect(await page.evaluate(() => window.scrollY)).toBe(scrolled);
  });
});
