import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { sampleJpeg, samplePdf, textFile } from "@/lib/evidence/sample-files";
import { timelineEntries } from "../fixtures/account-page";
import { accountPath, consoleUrl, inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { hydrated } from "../fixtures/sign-in";
import { effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test.use({ person: "carmen" });

const file = (name: string, bytes: Uint8Array) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(bytes) });

test("evidence: refused by its content, added, read as an attachment, withdrawn; support never learns of it", async ({ page, open, ownAccount, pageOf }) => {
  const { accountId } = await ownAccount("growth");
  await open(accountPath("growth", accountId));
  const section = page.getByRole("region", { name: "Evidence" });
  await section.getByRole("button", { name: "Add evidence" }).click();
  const adding = page.getByRole("dialog", { name: "Add evidence" });
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  await expect(adding.getByRole("alert").getByRole("link")).toHaveCount(2);
  await expectAccessible(page);
  await adding.getByLabel("File").setInputFiles(file("order.pdf", textFile("<html><script>alert(1)</script></html>")));
  await adding.getByRole("textbox", { name: "What it shows" }).fill("The order of the court");
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  await expect(adding.getByText("This file has a web page or a script in it.")).toBeVisible();

  const order = samplePdf(300_000);
  await adding.getByLabel("File").setInputFiles(file("Order 26-4471 (März).pdf", order));
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  await expect(adding).toBeHidden();
  await expect(section.getByText("The order of the court")).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), section.getByRole("link", { name: "Download Order 26-4471 (März).pdf" }).click()]);
  expect(download.suggestedFilename()).toBe("Order 26-4471 (März).pdf");
  const sha256 = createHash("sha256").update(await readFile(await download.path())).digest("hex");
  expect(sha256).toBe(createHash("sha256").update(order).digest("hex"));
  await expect(timelineEntries(page).filter({ hasText: /^Added evidence: Order 26-4471/ })).toHaveCount(1);

  const href = (await section.getByRole("link", { name: /^Download/ }).getAttribute("href")) ?? "";
  const answer = await page.request.get(`${consoleUrl}${href}`);
  const headers = answer.headers();
  expect(headers["content-disposition"]).toMatch(/^attachment; /);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["content-security-policy"]).toContain("sandbox");
  expect(headers["content-type"]).toBe("application/pdf");
  await page.reload();
  await expect(timelineEntries(page).filter({ hasText: /^Read evidence: Order 26-4471/ })).toHaveCount(2);

  await section.getByRole("button", { name: /^Withdraw Order/ }).click();
  const withdrawing = page.getByRole("dialog", { name: "Withdraw evidence" });
  await withdrawing.getByRole("textbox", { name: "Why it is withdrawn" }).fill("It is about another account.");
  await withdrawing.getByRole("button", { name: "Withdraw", exact: true }).click();
  await expect(withdrawing).toBeHidden();
  await expect(section.getByText(/^Withdrawn by Carmen Ortiz.*It is about another account\.$/)).toBeVisible();
  await expect(section.getByRole("button", { name: /^Withdraw Order/ })).toHaveCount(0);
  await expectAccessible(page);

  const support = await pageOf("sam");
  await support.goto(accountPath("growth", accountId));
  await hydrated(support);
  await expect(support.getByRole("region", { name: "Evidence" })).toHaveCount(0);
  expect(await support.content()).not.toMatch(/26-4471/);
  expect((await support.request.get(`${consoleUrl}${href}`)).status()).toBe(403);
  // An upload comes in beside the proxy, which looks at the origin of every other write.
  const foreign = await page.request.put(`${consoleUrl}/api/intake${inProgram("growth", "evidence")}/${crypto.randomUUID()}`, { data: Buffer.from(sampleJpeg()), headers: { origin: "https://elsewhere.example", "x-file-name": "a.jpg" } });
  expect(foreign.status()).toBe(403);
  expect(await effectsOn(accountId)).toEqual([]);
});
