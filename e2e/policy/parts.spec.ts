import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import type { Role } from "@/lib/permissions";
import { readFromLead } from "../fixtures/account-page";
import { accountPath, inProgram } from "../fixtures/addresses";
import { amounts, askToCloseAsPaidOff } from "../fixtures/closing";
import { answer } from "../fixtures/form";
import { dormant, enterDirectory, newAccount, newCreditAccount } from "../fixtures/own-account";
import { personOfRole } from "../fixtures/people";
import { hydrated } from "../fixtures/sign-in";
import { createAtLead } from "../fixtures/simulator";
import { test } from "../fixtures/test";

/** What stands on an account beside its header, in the frame and in the places of administration. */
const parts = {
  "place a hold": (page) => page.getByRole("button", { name: "Place a hold" }),
  "release a hold": (page) => page.getByRole("button", { name: /^Release the hold: / }),
  "write a note": (page) => page.getByRole("textbox", { name: "Write a note" }),
  "write a note for compliance alone": (page) => page.getByRole("checkbox", { name: "Only for compliance" }),
  "change the people": (page) => page.getByRole("region", { name: "People" }).getByRole("button", { name: "Change" }),
  "report a death": (page) => page.getByRole("button", { name: "A holder has died…" }),
  "reveal an account number": (page) => page.getByRole("button", { name: /^Show the whole number/ }),
  "Lead’s JSON": (page) => page.getByRole("button", { name: "Lead’s JSON" }),
  "trigger faults": (page) => page.getByRole("button", { name: "Simulator faults" }),
} satisfies Record<string, (page: Page) => Locator>;
type Part = keyof typeof parts;

const offered: Record<Role, readonly Part[]> = {
  program_manager: ["place a hold", "write a note", "change the people", "report a death", "reveal an account number", "Lead’s JSON", "trigger faults"],
  compliance: ["place a hold", "release a hold", "write a note", "write a note for compliance alone", "report a death", "reveal an account number", "Lead’s JSON", "trigger faults"],
  support: ["write a note", "trigger faults"],
  auditor: ["Lead’s JSON"],
  administrator: ["trigger faults"],
};

const roles = Object.keys(offered) as Role[];

for (const role of roles) {
  test(`${role}: every part of an account is theirs or is not there`, async ({ pageOf }) => {
    const account = await newAccount("growth", { change: dormant });
    await createAtLead("account-numbers", "growth", { account_id: account.accountId, entity_id: account.customer.entityId });
    const compliance = await pageOf("carmen");
    await enterDirectory(compliance.request, account);
    await compliance.goto(accountPath("growth", account.accountId));
    await hydrated(compliance);
    await compliance.getByRole("button", { name: "Place a hold" }).click();
    const placing = compliance.getByRole("dialog", { name: "Place a hold" });
    await answer(placing, "Kind of hold", "Court order or levy");
    await placing.getByRole("textbox", { name: "Reference" }).fill("Levy 26-4471");
    await placing.getByRole("button", { name: "Place the hold" }).click();
    await expect(placing).toBeHidden();

    const page = await pageOf(personOfRole[role]);
    await page.goto(accountPath("growth", account.accountId));
    await readFromLead(page);
    const numbers = page.getByRole("region", { name: "Account numbers" });
    await numbers.getByRole("button", { name: "Look up at Lead" }).click();
    await expect(numbers.getByText(/^••••/)).toBeVisible();
    const seen: Part[] = [];
    for (const part of Object.keys(parts) as Part[]) if ((await parts[part](page).count()) > 0) seen.push(part);
    expect(seen).toEqual(Object.keys(parts).filter((part) => offered[role].some((one) => one === part)));
  });
}

/** Who steers what comes in; auditors look on. */
const steered: Record<"auditor" | "administrator", boolean> = { auditor: false, administrator: true };

for (const role of Object.keys(steered) as (keyof typeof steered)[]) {
  test(`${role}: imports and the refresh are ${steered[role] ? "steered" : "looked at"}`, async ({ pageOf }) => {
    const page = await pageOf(personOfRole[role]);
    await page.goto(inProgram("growth", "imports"));
    await hydrated(page);
    await expect(page.getByRole("heading", { name: "Imports", level: 1 })).toBeVisible();
    await expect(page.getByRole("button", { name: "Check the file" })).toHaveCount(steered[role] ? 1 : 0);
    await page.goto(inProgram("growth", "settings"));
    await hydrated(page);
    await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
    await expect(page.getByRole("button", { name: /^(Pause|Start)$/ })).toHaveCount(steered[role] ? 1 : 0);
  });
}

/** What can be pressed on a closing that waits for its decision; those who may not see closings see none. */
const closingActs: Record<Role, readonly string[] | null> = {
  program_manager: ["Add evidence"], compliance: ["Add evidence", "Decide", "Abandon"], support: null, auditor: [], administrator: null,
};

test("a closing that waits for its decision is decided by compliance alone", async ({ pageOf }) => {
  const account = await newCreditAccount(amounts);
  const manager = await pageOf(personOfRole.program_manager);
  await enterDirectory(manager.request, account);
  await manager.goto(accountPath("growth", account.accountId));
  await hydrated(manager);
  await askToCloseAsPaidOff(manager, "Growth Card");
  for (const role of roles) {
    const page = await pageOf(personOfRole[role]);
    await page.goto(accountPath("growth", account.accountId));
    await readFromLead(page);
    const card = page.getByRole("region", { name: "Closing: paid off" });
    const acts = closingActs[role];
    await expect(card, role).toHaveCount(acts === null ? 0 : 1);
    if (acts !== null) expect(await card.getByRole("button").allInnerTexts(), role).toEqual(acts);
  }
});
