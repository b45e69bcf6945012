import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import type { APIRequestContext } from "@playwright/test";
import { foreignCommandNames, localCommandNames } from "@/lib/command";
import type { CommandName } from "@/lib/command";
import type { Role } from "@/lib/permissions";
import { consoleUrl, inProgram } from "../fixtures/addresses";
import { captureAction, Forger } from "../fixtures/forged-action";
import type { LegitimateCall } from "../fixtures/forged-action";
import { dormant, enterDirectory, newAccount } from "../fixtures/own-account";
import { people, personOfRole } from "../fixtures/people";
import { calls, effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";

const names: readonly CommandName[] = [...foreignCommandNames, ...localCommandNames];

/** Who may ask for what, written down once more: the table of the console is not asked. */
const permitted: Record<Role, readonly CommandName[]> = {
  program_manager: [
    "open-account", "update-account", "add-relationships", "remove-relationship", "deactivate-account", "activate-account", "place-hold", "add-note", "add-evidence", "withdraw-evidence",
    "request-closing", "start-agreement", "cancel-agreement", "assign-exception", "explain-exception", "resolve-exception",
    "plan-bulk", "start-bulk", "decide-bulk", "stop-bulk", "resume-bulk", "retry-bulk",
    "settle-follow-up", "read-numbers-again", "withdraw-approval", "hand-over", "record-owner-contact", "report-death",
  ],
  compliance: [
    "update-account", "deactivate-account", "activate-account", "place-hold", "release-hold", "add-note", "add-evidence", "withdraw-evidence", "settle-command", "request-closing",
    "decide-closing", "send-closing-letter", "abandon-closing", "change-inactive-reason", "correct-closure",
    "keep-status", "complete-closed-elsewhere", "record-action-notice", "start-agreement", "cancel-agreement", "assign-exception", "explain-exception", "resolve-exception",
    "plan-bulk", "start-bulk", "decide-bulk", "stop-bulk", "resume-bulk", "retry-bulk", "verify-trail",
    "settle-follow-up", "read-numbers-again", "add-addendum", "place-legal-hold", "lift-legal-hold", "purge-records", "decide-approval", "withdraw-approval", "answer-handover", "record-owner-contact",
    "remove-relationship", "report-death", "accept-proof", "confirm-survivors", "record-estate-contact", "end-deceased-case",
  ],
  support: ["activate-account", "hand-over", "record-owner-contact", "add-note", "plan-bulk", "start-bulk", "stop-bulk", "resume-bulk", "retry-bulk"],
  auditor: ["verify-trail"],
  administrator: ["verify-trail", "start-import", "pause-import", "resume-import", "cancel-import", "start-refresh", "pause-refresh", "set-refresh-speed", "start-agreement", "cancel-agreement", "plan-bulk", "start-bulk", "stop-bulk", "resume-bulk", "retry-bulk", "purge-records"],
};

let call: LegitimateCall;
test.beforeAll(async ({ browser, signedIn }) => {
  call = await captureAction(browser, await signedIn("sam"));
});

const roles = Object.keys(permitted) as Role[];

type Denied = { action: string; actor: { name: string }; commandId: string };

/** All pages of what was denied on an account, as Activity has it. */
async function deniedOn(request: APIRequestContext, accountId: string): Promise<Denied[]> {
  const entries: Denied[] = [];
  for (let after = ""; ; ) {
    const search = new URLSearchParams({ account: accountId, outcome: "denied", ...(after === "" ? {} : { after }) });
    const answer = await request.get(`/api${inProgram("growth", "activity")}?${search.toString()}`);
    const { value } = (await answer.json()) as { value: { entries: Denied[]; next: string | null } };
    entries.push(...value.entries);
    if (value.next === null) return entries;
    after = value.next;
  }
}

for (const role of roles) {
  test(`${role}: what the table does not permit is forbidden, calls nothing and is in the trail`, async ({ signedIn, pageOf }) => {
    const person = personOfRole[role];
    const account = await newAccount("growth", { change: dormant });
    const auditor = await pageOf("ada");
    await enterDirectory(auditor.request, account);
    const forger = await Forger.as(await signedIn(person), call);
    const sent: { name: CommandName; commandId: string }[] = [];
    for (const name of names) {
      const commandId = randomUUID();
      sent.push({ name, commandId });
      // Of no command a valid input: where the person is let in, the shape is refused.
      const result = await forger.submit({ program: "growth", name, commandId, input: { accountId: account.accountId, forged: true } });
      const kind = permitted[role].includes(name) ? "invalid" : "forbidden";
      expect(result, `${role} ${name}`).toMatchObject({ ok: false, problem: { kind } });
    }
    await forger.close();

    expect(await effectsOn(account.accountId)).toEqual([]);
    for (const { commandId } of sent) expect(await calls({ key: commandId })).toEqual([]);
    const denied = names.filter((name) => !permitted[role].includes(name));
    const entries = await deniedOn(auditor.request, account.accountId);
    expect(entries.map(({ action, commandId }) => `${action} ${commandId}`).sort()).toEqual(
      sent.filter(({ name }) => denied.includes(name)).map(({ name, commandId }) => `${name} ${commandId}`).sort(),
    );
    expect(new Set(entries.map(({ actor }) => actor.name))).toEqual(new Set(denied.length > 0 ? [people[person].name] : []));
  });
}

test("compliance edits protections, and with them nothing else", async ({ signedIn }) => {
  const account = await newAccount("growth");
  const forger = await Forger.as(await signedIn("carmen"), call);
  for (const changes of [{ details: { product_name: "Another name" } }, { metadata: { branch: "Topeka" } }, { documents: [], details: { product_name: "Another name" } }]) {
    const result = await forger.submit({ program: "growth", name: "update-account", commandId: randomUUID(), input: { accountId: account.accountId, changes } });
    expect(result, JSON.stringify(changes)).toMatchObject({ ok: false, problem: { kind: "forbidden", title: "Only program managers can edit accounts." } });
  }
  await forger.close();
  expect(await effectsOn(account.accountId)).toEqual([]);
});

test("a denial is to be read in Activity", async ({ signedIn, pageOf }) => {
  const account = await newAccount("growth", { change: dormant });
  const auditor = await pageOf("ada");
  await enterDirectory(auditor.request, account);
  const forger = await Forger.as(await signedIn("sam"), call);
  await forger.submit({ program: "growth", name: "decide-closing", commandId: randomUUID(), input: { accountId: account.accountId } });
  await forger.close();
  await auditor.goto(`${inProgram("growth", "activity")}?${new URLSearchParams({ account: account.accountId, outcome: "denied" }).toString()}`);
  const row = auditor.getByRole("region", { name: "Activity" }).getByRole("row").filter({ hasText: "Sam Boateng" });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText("Not permitted");
});

test("in a program that is not theirs, and in none, nothing is told apart", async ({ signedIn }) => {
  const forger = await Forger.as(await signedIn("gus"), call);
  for (const program of ["everyday", "no-such-program", "growth/../everyday", ""]) {
    const result = await forger.submit({ program, name: "add-note", commandId: randomUUID(), input: { accountId: "account_x", text: "x" } });
    expect(result, program).toMatchObject({ ok: false, problem: { kind: "forbidden", title: "There is no such program." } });
  }
  await forger.close();
});

test("a person of no program, and nobody, may nothing", async ({ signedIn }) => {
  for (const state of [await signedIn("nora"), undefined]) {
    const forger = await Forger.as(state, call);
    const result = await forger.submit({ program: "growth", name: "add-note", commandId: randomUUID(), input: { accountId: "account_x", text: "x" } });
    expect(result).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    await forger.close();
  }
});

test("what the console never sends is refused as that", async ({ signedIn }) => {
  const forger = await Forger.as(await signedIn("priya"), call);
  const sound = { program: "growth", name: "add-note", commandId: randomUUID(), input: { accountId: "account_x", text: "x" } };
  const malformed: unknown[] = [
    null, "text", 7, [], {},
    { ...sound, name: "drop-everything" },
    { ...sound, name: "__proto__" },
    { ...sound, name: "constructor" },
    { ...sound, name: ["add-note"] },
    { ...sound, commandId: "x".repeat(300) },
    { ...sound, commandId: "not a uuid" },
    { ...sound, commandId: { $ne: null } },
    { ...sound, program: "p".repeat(300) },
    { ...sound, program: 1 },
    { ...sound, seen: "s".repeat(3000) },
    { ...sound, surplus: true },
  ];
  for (const submission of malformed) {
    expect(await forger.submit(submission), JSON.stringify(submission).slice(0, 120)).toMatchObject({ ok: false, problem: { kind: "invalid" } });
  }
  for (const input of [undefined, null, "x", [], { accountId: "account_x" }, { accountId: 1, text: "x" }, { accountId: "account_x", text: " " }, { accountId: "account_x", text: "x", more: 1 }]) {
    const result = await forger.submit({ ...sound, commandId: randomUUID(), input });
    expect(result, JSON.stringify(input)).toMatchObject({ ok: false, problem: { kind: "invalid" } });
  }
  await forger.close();
});

test("what does not come from the console's own pages is refused at the door", async ({ signedIn }) => {
  const forger = await Forger.as(await signedIn("priya"), call);
  const account = await newAccount("growth");
  const submission = { program: "growth", name: "add-note", commandId: randomUUID(), input: { accountId: account.accountId, text: "from elsewhere" } };
  for (const origin of [null, "null", "https://evil.example", consoleUrl.replace("http:", "https:"), `${consoleUrl}.evil.example`, consoleUrl.replace("localhost", "127.0.0.1")]) {
    const answer = await forger.send(submission, { origin });
    expect(answer.status(), String(origin)).toBe(403);
    expect(await answer.text()).toContain("did not come from the console");
  }
  await forger.close();
});

test("a page's own address takes no forged route writes either", async ({ pageOf }) => {
  const page = await pageOf("priya");
  for (const [method, path] of [["PUT", "drafts/open-account/new"], ["DELETE", "drafts/open-account/new"], ["PUT", "views/7d444840-9dc0-41d1-b245-5ffdce74fad2"], ["DELETE", "views/7d444840-9dc0-41d1-b245-5ffdce74fad2"], ["POST", "faults"], ["DELETE", "faults"], ["POST", "examiner-packs"]] as const) {
    const answer = await page.request.fetch(`/api${inProgram("growth", path)}`, { method, data: "{}", headers: { origin: "https://evil.example", "content-type": "application/json" } });
    expect(answer.status(), `${method} ${path}`).toBe(403);
  }
});
