import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import type { Role } from "@/lib/permissions";
import { readFromLead } from "../fixtures/account-page";
import { accountPath, inProgram } from "../fixtures/addresses";
import { dormant, enterDirectory, frozen, newAccount } from "../fixtures/own-account";
import { personOfRole } from "../fixtures/people";
import { hydrated } from "../fixtures/sign-in";
import { test } from "../fixtures/test";

type Standing = "active" | "dormant" | "frozen" | "closed";
const closed = { status: "closed", status_reason: "paid_off" };
const changeTo: Record<Standing, Record<string, unknown> | undefined> = { active: undefined, dormant, frozen, closed };

/** What can be pressed in the header of an account, by role and by how the account stands. */
const offered: Record<Role, Record<Standing, readonly string[]>> = {
  program_manager: { active: ["Edit", "Deactivate", "Ask to close…"], dormant: ["Reactivate", "Edit", "Ask to close…"], frozen: ["Edit", "Ask to close…"], closed: [] },
  compliance: {
    active: ["Edit", "Deactivate", "Close…"], dormant: ["Reactivate", "Edit", "Change the reason", "Close…"],
    frozen: ["Reactivate", "Edit", "Change the reason", "Close…"], closed: ["Correct the closure…"],
  },
  support: { active: [], dormant: ["Reactivate"], frozen: [], closed: [] },
  auditor: { active: [], dormant: [], frozen: [], closed: [] },
  administrator: { active: [], dormant: [], frozen: [], closed: [] },
};

const places: Record<Role, readonly string[]> = {
  program_manager: ["Overview", "Accounts", "Call", "My work", "Approvals", "Register", "Dormancy", "Activity", "Agreement"],
  compliance: ["Overview", "Work queue", "Accounts", "Call", "My work", "Approvals", "Register", "Dormancy", "Activity", "Agreement", "API log"],
  support: ["Accounts", "Call", "My work"],
  auditor: ["Overview", "Work queue", "Accounts", "My work", "Approvals", "Register", "Dormancy", "Activity", "Imports", "Agreement", "API log", "Settings"],
  administrator: ["Overview", "Accounts", "My work", "Activity", "Imports", "Agreement", "API log", "Settings"],
};

/** Reached by typing the address: forbidden in words, and nothing of the content. */
const closedDoors: Record<Role, readonly string[]> = {
  program_manager: ["work", "calls", "imports", "settings", "retention", "examiner-pack"],
  compliance: ["accounts/new", "imports", "settings"],
  support: ["overview", "work", "accounts/new", "approvals", "closures", "dormancy", "activity", "agreement", "agreement/files", "calls", "imports", "settings", "retention", "examiner-pack"],
  auditor: ["accounts/new", "call"],
  administrator: ["work", "accounts/new", "approvals", "closures", "dormancy", "call", "examiner-pack"],
};

const headerActions = ["Reactivate", "Edit", "Deactivate", "Change the reason", "Ask to close…", "Close…", "Correct the closure…"];

async function actionsOf(page: Page): Promise<string[]> {
  const pressable = page.getByRole("main").getByRole("button").or(page.getByRole("main").getByRole("link"));
  const texts = (await pressable.allInnerTexts()).map((text) => text.trim());
  return headerActions.filter((label) => texts.includes(label));
}

const roles = Object.keys(offered) as Role[];

for (const role of roles) {
  test(`${role}: an account offers what may be done, and says why not where one would look for it`, async ({ pageOf }) => {
    const page = await pageOf(personOfRole[role]);
    for (const standing of Object.keys(changeTo) as Standing[]) {
      const account = await newAccount("growth", { change: changeTo[standing] });
      await enterDirectory(page.request, account);
      await page.goto(accountPath("growth", account.accountId));
      await readFromLead(page);
      expect(await actionsOf(page), standing).toEqual(headerActions.filter((label) => offered[role][standing].includes(label)));
    }
  });

  test(`${role}: the rail lists their places, and other doors are closed in words`, async ({ pageOf }) => {
    const page = await pageOf(personOfRole[role]);
    await page.goto(inProgram("growth", "accounts"));
    await expect(page.getByRole("navigation", { name: "Places" }).getByRole("link")).toHaveText(["Account console", ...places[role]].map((label) => new RegExp(`^${label}`)));
    for (const path of closedDoors[role]) {
      await page.goto(inProgram("growth", path));
      await expect(page.getByRole("heading", { name: "Your role does not include this" }), path).toBeVisible();
    }
    for (const path of places[role].filter((place) => place !== "My work").map((place) => ({ Overview: "overview", "Work queue": "work", Accounts: "accounts", Call: "call", Approvals: "approvals", Register: "closures", Dormancy: "dormancy", Activity: "activity", Imports: "imports", "API log": "calls", Settings: "settings" })[place] ?? "")) {
      await page.goto(inProgram("growth", path));
      await expect(page.getByRole("heading", { level: 1 }), path).not.toHaveText("Your role does not include this");
    }
  });
}

test("a refusal says who may instead", async ({ pageOf }) => {
  const page = await pageOf("ada");
  const account = await newAccount("growth");
  await enterDirectory(page.request, account);
  await page.goto(accountPath("growth", account.accountId));
  await hydrated(page);
  await page.getByRole("button", { name: /actions are not possible/ }).click();
  await expect(page.getByText("Only program managers can edit accounts.")).toBeVisible();
});

test("a shared address of a dialog opens nothing that is not theirs", async ({ pageOf }) => {
  const page = await pageOf("ada");
  const account = await newAccount("growth", { change: dormant });
  await enterDirectory(page.request, account);
  for (const dialog of ["activate-account", "deactivate-account", "request-closing", "change-inactive-reason", "add-relationships", "place-hold", "add-note"]) {
    await page.goto(`${accountPath("growth", account.accountId)}?dialog=${dialog}`);
    await hydrated(page);
    await expect(page.getByRole("button", { name: /^(Reactivate|Deactivate|Continue|Add|Place|Send)/ }), dialog).toHaveCount(0);
  }
});
