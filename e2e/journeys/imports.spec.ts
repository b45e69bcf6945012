import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { expect } from "@playwright/test";
import type { APIRequestContext, Page } from "@playwright/test";
import { accountPath, consoleUrl, inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { newAccount } from "../fixtures/own-account";
import { effectsOn, landmark } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test.describe.configure({ timeout: 180_000 });

const list = inProgram("growth", "imports");
const file = (content: string | Buffer, name = "accounts.csv") => ({ name, mimeType: "text/csv", buffer: Buffer.from(content) });

async function upload(page: Page, content: string | Buffer, name?: string): Promise<void> {
  await page.getByLabel("A file").setInputFiles(file(content, name));
  await page.getByRole("button", { name: "Check the file" }).click();
}

const send = (request: APIRequestContext, importId: string, content: string, origin = consoleUrl) =>
  request.put(`/api/intake${inProgram("growth", "imports")}/${importId}`, { data: content, headers: { origin, "content-type": "text/csv" } });

test.describe("an administrator", () => {
  test.use({ person: "alex" });

  test("imports a list, sees it done, and downloads the refused rows", async ({ page, open }) => {
    const made = [await newAccount("growth"), await newAccount("growth")].map(({ accountId }) => accountId);
    const { account_id: known } = await landmark("growth", "activeDeposit");
    await open(list);
    await upload(page, ["account_id,branch", ...made.map((id) => `${id},a`), `${known},b`, `${made[0]},c`, "entity_1,d", "account_nobodyknows,e"].join("\n"));

    await expect(page.getByRole("heading", { level: 1, name: "accounts.csv" })).toBeVisible();
    await expect(page.getByText("3 rows of 6 name accounts that are not in the directory.")).toBeVisible();
    await expect(page.getByRole("region", { name: "Columns" }).getByRole("row").filter({ hasText: "branch" })).toContainText("Not known; left alone");
    const rows = page.getByRole("region", { name: "Rows" });
    for (const [id, standing] of [[known, "Known"], ["entity_1", "Malformed"], ["account_nobodyknows", "New"]] as const) {
      await expect(rows.getByRole("row").filter({ hasText: id })).toContainText(standing);
    }
    await page.getByRole("navigation", { name: "Rows by kind" }).getByRole("link", { name: "Duplicate 1" }).click();
    await expect(rows.getByRole("row").nth(1)).toContainText("The same id stands in line 2.");
    await expect(rows.getByRole("row")).toHaveCount(2);

    await page.getByRole("button", { name: "Start", exact: true }).click();
    await expect(page.getByText("2 entered, 0 known by the time of their turn, 1 refused.")).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: "The import is done; 1 row refused." })).toHaveCount(1);
    for (const accountId of made) expect(await effectsOn(accountId)).toEqual([]);

    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download refused rows" }).click()]);
    expect(await readFile(await download.path(), "utf8")).toBe(
      "line,id,reason\r\n6,entity_1,\"This is the id of an entity, not of an account.\"\r\n7,account_nobodyknows,Lead knows no account with this id in this program.\r\n",
    );
    await page.getByRole("navigation", { name: "Rows by kind" }).getByRole("link", { name: "Entered 2" }).click();
    await rows.getByRole("link", { name: made[0] }).click();
    await expect(page).toHaveURL(new RegExp(`${accountPath("growth", made[0] ?? "")}$`));
    await expect(page.getByText("Entered the directory (imported)")).toBeVisible();
    await open(inProgram("growth", "activity?action=start-import"));
    await expect(page.getByRole("region", { name: "Activity" }).getByRole("row").filter({ hasText: "Started an import" }).first()).toContainText("Alex Moreau");
  });

  test("pastes ids, and cancels instead", async ({ page, open }) => {
    const { accountId } = await newAccount("growth");
    await open(list);
    await page.getByLabel("Or pasted ids").fill(`${accountId}, account_one account_two`);
    await page.getByRole("button", { name: "Check the ids" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Pasted list" })).toBeVisible();
    await page.getByRole("button", { name: "Cancel the import" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel the import" }).click();
    await expect(page.getByText("Canceled", { exact: true }).first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Start", exact: true })).toHaveCount(0);
    await open(list);
    await expect(page.getByRole("region", { name: "Imports" }).getByRole("row").filter({ hasText: "Pasted list" }).filter({ hasText: "Canceled" }).first()).toBeVisible();
  });

  test("is told what is wrong with a file, and what it chose is still there", async ({ page, open }) => {
    await open(list);
    const wrong: [string | Buffer, string][] = [
      ["account_id;branch\naccount_1;a\n", "The columns are separated by semicolons."],
      ["acount_id,branch\naccount_1,a\n", "“acount_id” may be meant as account_id."],
      [Buffer.from("\ufeffaccount_id\naccount_1\n", "utf16le"), "The file is encoded in UTF-16."],
      ["", "The file is empty."],
      [`account_1\n${"x".repeat(1_048_576)}\n`, "The row at line 2 is longer than 64 KB."],
      [`account_id,note\naccount_1,"open\n${"account_2,b\n".repeat(400_000)}`, "a quote that is not closed looks like this too"],
    ];
    for (const [content, words] of wrong) {
      await upload(page, content, "wrong.csv");
      await expect(page.getByRole("main").getByRole("alert")).toContainText(words);
      expect(await page.getByLabel("A file").evaluate((input: HTMLInputElement) => input.files?.[0]?.name)).toBe("wrong.csv");
    }
  });

  test("keeps nothing of a body that was cut short, and takes it whole the next time", async ({ page }) => {
    const importId = randomUUID();
    const { cookies } = await page.context().storageState();
    const { hostname, port, host } = new URL(consoleUrl);
    const half = Buffer.from("account_id\naccount_cut1\naccount_cut2\n");
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        const head = [
          `PUT /api/intake${inProgram("growth", "imports")}/${importId} HTTP/1.1`, `host: ${host}`, `origin: ${consoleUrl}`, "content-type: text/csv", "content-length: 100000",
          `cookie: ${cookies.map(({ name, value }) => `${name}=${value}`).join("; ")}`, "", "",
        ].join("\r\n");
        socket.write(head);
        // Ended from this side once the console has taken it: it answers nothing to half a body.
        socket.write(half, () => setImmediate(() => socket.destroy()));
      });
      socket.on("close", () => resolve());
      socket.on("error", reject);
    });
    await expect.poll(async () => (await page.request.get(`/api${inProgram("growth", "imports")}/${importId}`)).status()).toBe(409);
    await expect.poll(async () => (await send(page.request, importId, "account_id\naccount_cut1\n")).status()).toBe(200);
    const detail = (await (await page.request.get(`/api${inProgram("growth", "imports")}/${importId}`)).json()) as { value: { rowCount: number } };
    expect(detail.value.rowCount).toBe(1);
  });

  test("finds screens that everyone can use", async ({ page, open }) => {
    await open(list);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await upload(page, "account_id;branch\n");
    await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
    await expectAccessible(page);
    await upload(page, "account_id,branch\naccount_none,a\nentity_1,b\naccount_none,c\n");
    await expect(page.getByText("1 row of 3 names an account")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Cancel the import" }).click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await expect(page.getByText("0 entered, 0 known by the time of their turn, 1 refused.")).toBeVisible();
    await expectAccessible(page);
  });
});

test("a program manager has no such place, and can neither see nor upload nor start", async ({ pageOf }) => {
  const page = await pageOf("priya");
  await page.goto(inProgram("growth", "accounts"));
  await expect(page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Imports" })).toHaveCount(0);
  await page.goto(list);
  await expect(page.getByText("Only auditors and administrators can see imports.")).toBeVisible();
  const importId = randomUUID();
  expect((await send(page.request, importId, "account_1\n")).status()).toBe(403);
  const administrator = await pageOf("alex");
  expect((await send(administrator.request, importId, "account_1\n", "https://evil.example")).status()).toBe(403);
  expect((await send(administrator.request, importId, "account_1\n")).status()).toBe(200);
  for (const path of ["", "/refused"]) expect((await page.request.get(`/api${list}/${importId}${path}`)).status()).toBe(403);
});

test("an auditor reads an import and can change nothing", async ({ pageOf }) => {
  const [auditor, administrator] = [await pageOf("ada"), await pageOf("alex")];
  const importId = randomUUID();
  expect((await send(administrator.request, importId, "account_1\n")).status()).toBe(200);
  await auditor.goto(list);
  await expect(auditor.getByRole("button", { name: "Check the file" })).toHaveCount(0);
  await auditor.goto(`${list}/${importId}`);
  await expect(auditor.getByText("It was not started yet.")).toBeVisible();
  for (const name of ["Start", "Cancel the import"]) await expect(auditor.getByRole("button", { name, exact: true })).toHaveCount(0);
  expect((await send(auditor.request, randomUUID(), "account_1\n")).status()).toBe(403);
});
