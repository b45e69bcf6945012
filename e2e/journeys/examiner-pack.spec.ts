import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "@playwright/test";
import { unzipSync } from "fflate";
import { accountPath, inProgram } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { amounts, decideWithLetter, planLetter, startClosing } from "../fixtures/closing";
import { hydrated } from "../fixtures/sign-in";
import { test } from "../fixtures/test";

test.use({ person: "ada" });

/** As an examiner does: into a folder of its own, then its script by Node alone. */
async function unpackAndVerify(files: Record<string, Uint8Array>, ...options: string[]): Promise<{ code: number; said: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), "examiner-"));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  const child = spawn(process.execPath, ["verify.mjs", ...options], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (part: Buffer) => (said += part.toString("utf8")));
  const [code] = (await once(child, "close")) as [number];
  await rm(folder, { recursive: true });
  return { code, said };
}

test("an auditor draws a sample, downloads it, and its own script finds nothing wrong", async ({ page, open, ownCredit, pageOf }) => {
  const compliance = await pageOf("carmen");
  const { accountId } = await ownCredit(amounts);
  await compliance.goto(accountPath("growth", accountId));
  await hydrated(compliance);
  const closing = await startClosing(compliance, "Growth Card");
  await planLetter(closing);
  await decideWithLetter(closing, accountId, await pageOf("chen"));
  await closing.getByRole("checkbox", { name: "Time of day not known" }).click();
  await closing.getByRole("button", { name: "The letter was sent: record it and close" }).click();
  await expect(closing.getByText("Closed at Lead.", { exact: true })).toBeVisible();

  await open(inProgram("growth", "closures"));
  await page.getByRole("link", { name: "Examiner’s pack" }).click();
  await expect(page.getByRole("heading", { name: "Examiner’s pack", level: 1 })).toBeVisible();
  await hydrated(page);
  await page.getByRole("radio", { name: "A random sample" }).click();
  await page.getByRole("textbox", { name: "Of each reason" }).fill("none");
  await page.getByRole("textbox", { name: "First day" }).fill("30 Feb 2026");
  await expect(page.getByText("What is chosen has changed: show first what the pack would hold.")).toBeVisible();
  await page.getByRole("button", { name: "Show what it would hold" }).click();
  await expect(page.getByText("A number from 1 to 100.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "First day" })).toBeFocused();
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Of each reason" }).fill("1");
  await page.getByRole("textbox", { name: "First day" }).fill("1 Jan 2020");
  await page.getByRole("textbox", { name: "Seed" }).fill("committee-7");
  await page.getByRole("button", { name: "Show what it would hold" }).click();
  await expect(page).toHaveURL(/by=sample&from=2020-01-01.*seed=committee-7/);
  const figures = page.getByRole("region", { name: "What it would hold" });
  await expect(figures.getByRole("row", { name: /^Closed by the program \(client_closed\)/ })).toContainText(/1$/);

  await page.getByRole("button", { name: "Make the pack" }).click();
  await expect(page.getByRole("alert").getByText("Say what it is for")).toBeVisible();
  await page.getByRole("textbox", { name: "What it is for" }).fill("Examination 26-11");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Make the pack" }).click()]);
  expect(download.suggestedFilename()).toMatch(/^examiner-pack-growth-\d{4}-\d\d-\d\d-[0-9a-f]{8}\.zip$/);
  const archive = await readFile(await download.path());
  const row = page.getByRole("region", { name: "Packs that were asked for" }).getByRole("row").filter({ hasText: "Examination 26-11" });
  await expect(row.getByText("Made", { exact: true })).toBeVisible();
  await expect(row.getByRole("button", { name: `Copy ${createHash("sha256").update(archive).digest("hex")}` })).toBeVisible();
  await expectAccessible(page);

  const files = unzipSync(archive);
  const manifest = JSON.parse(Buffer.from(files["manifest.json"] ?? []).toString("utf8")) as { purpose: string; sample: { seed: string }; records: { group: string; pdf: string }[] };
  expect(manifest).toMatchObject({ purpose: "Examination 26-11", sample: { seed: "committee-7" } });
  expect(manifest.records.filter(({ group }) => group === "client_closed")).toHaveLength(1);
  for (const { pdf } of manifest.records) expect(Buffer.from(files[pdf]?.subarray(0, 5) ?? []).toString("latin1")).toBe("%PDF-");
  const manifestHash = createHash("sha256").update(files["manifest.json"] ?? "").digest("hex");
  await expect(row.getByRole("button", { name: `Copy ${manifestHash}` })).toBeVisible();
  const { code, said } = await unpackAndVerify(files, "--manifest", manifestHash);
  expect(said).toContain("Nothing is wrong.");
  expect(code).toBe(0);
  files["trail.jsonl"] = Buffer.from(Buffer.from(files["trail.jsonl"] ?? []).toString("utf8").replace("Carmen Ortiz", "Somebody Else"));
  expect(await unpackAndVerify(files)).toMatchObject({ code: 1, said: expect.stringMatching(/Entry \d+ of the trail was changed/) });

  await row.getByRole("link", { name: /^Choose the same/ }).click();
  await expect(page.getByRole("textbox", { name: "Seed" })).toHaveValue("committee-7");
  await open(inProgram("growth", "activity?action=export"));
  await expect(page.getByRole("row").filter({ hasText: /Ada Lindqvist.*Exported: an examiner’s pack of \d+ records?/ }).first()).toBeVisible();

  const support = await pageOf("sam");
  await support.goto(inProgram("growth", "examiner-pack"));
  await expect(support.getByText("Only compliance and auditors can make examiner’s packs.")).toBeVisible();
  const address = new URL(download.url()).pathname;
  expect((await support.request.get(new URL(address, page.url()).href)).status()).toBe(403);
});
