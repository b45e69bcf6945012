import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandLabels } from "@/lib/command";
import type { CommandName } from "@/lib/command";
import { may, permissions } from "@/lib/permissions";
import type { Permission } from "@/lib/permissions";
import { reliedOnPaths, seenDigest } from "@/lib/seen";
import { submitWithApprovals } from "../approvals/submit-with-approvals";
import { sam } from "../closures/process-test-bed";
import { startProcessWorld } from "../closures/process-test-world";
import type { ProcessWorld } from "../closures/process-test-world";
import { planted, RestrictedAccounts } from "./test-restricted-accounts";
import { doorsOfApp, tellsNothingOfAccounts } from "./test-support-doors";
import { unexplained } from "./test-support-may-know";
import { supportReads } from "./test-support-reads";
import type { About, SupportRead } from "./test-support-reads";
import { askShutDoors } from "./test-support-shut";

let world: ProcessWorld;
let accounts: RestrictedAccounts;
beforeAll(async () => {
  world = await startProcessWorld();
  accounts = new RestrictedAccounts(world);
  await world.bed.control("PUT", "/switches", { closedAccounts: "correctable" });
});
afterAll(() => world.close());

const reads = Object.keys(supportReads) as SupportRead[];
/** These tell of everything that the agent did, so they grow from account to account. */
const ofManyAccounts: readonly SupportRead[] = ["callDesk", "ownHandovers", "myWork", "bulkWork"];
const contact = { verifiedBy: "one-time-code", channel: "phone", at: "2026-01-05T10:00:00Z" };

function send(name: CommandName, input: Record<string, unknown>, seen?: string) {
  return submitWithApprovals(world.bed.deps, { actor: sam, submission: { program: world.bed.program, name, commandId: randomUUID(), input, seen } });
}

async function about(accountId: string): Promise<About> {
  const planned = await send("plan-bulk", { action: "activate-account", chosen: { by: "hand", ids: [accountId] }, terms: { contact } });
  if (!planned.ok) throw new Error(planned.problem.title);
  const runId = planned.value.commandId;
  return { accountId, holderId: await world.bed.holder(accountId), runId, commandIds: [runId] };
}

function pathsOf(value: unknown, at = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, `${at}[]`));
  if (typeof value === "object" && value !== null) return Object.entries(value).flatMap(([key, item]) => pathsOf(item, at ? `${at}.${key}` : key));
  return [at];
}

/** Without what differs between any two accounts: ids, times and places in the trail. */
const alike = (answer: unknown): string =>
  JSON.stringify(answer, null, 1)
    .replaceAll(/(account|entity|cus)[_-]\w+/g, "$1")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, "uuid")
    .replaceAll(/reactivate-[0-9a-f]{8}/g, "reactivate")
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, "time")
    .replaceAll(/"seq": \d+/g, '"seq": 0');

/** Everything that support reads of an account, explained field by field, without a word of a cause. */
async function readAll(cause: string, asked: About): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const read of reads) {
    const answer = await supportReads[read](world.bed, asked);
    expect(unexplained(read, pathsOf(answer)), `${read} of ${cause}`).toEqual([]);
    const text = alike(answer);
    expect(text, `${read} of ${cause}`).not.toMatch(new RegExp(`${planted}|frozen|under_review|sanctions|levy|deceased|KYC|OFAC`, "i"));
    if (!ofManyAccounts.includes(read)) answers[read] = text;
  }
  return answers;
}

async function allAlike(causes: Record<string, () => Promise<string>>): Promise<void> {
  let first: Record<string, string> | undefined;
  for (const [cause, make] of Object.entries(causes)) {
    const answers = await readAll(cause, await about(await make()));
    first ??= answers;
    for (const read of Object.keys(answers)) expect(answers[read], `${read}: ${cause}`).toBe(first[read]);
  }
}

const kinds = ["restricted", "dormant", "free", "held", "closedToCorrect", "whole"] as const;
const limits = { timeout: 240_000 };

describe("what support is sent", () => {
  test.each(kinds)("of accounts that are %s is explained field by field, and the same whatever the cause", limits, async (kind) => {
    await allAlike(accounts[kind]);
  });

  test("is every read that a page or a route has: each is compared, refused, or tells nothing of accounts", limits, async () => {
    const shut = askShutDoors(world.bed, await accounts.whole["a hold, handed over"]?.() ?? "");
    const known = [...reads, ...Object.keys(shut), ...Object.keys(tellsNothingOfAccounts)];
    expect([...doorsOfApp().keys()].filter((door) => !known.includes(door))).toEqual([]);
    for (const [door, asked] of Object.entries(shut)) {
      const answer = await asked;
      const isRefused = typeof answer === "object" && answer !== null && "ok" in answer;
      if (isRefused) expect(answer, door).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
      else expect([null, "[]", "{}"], door).toContainEqual(answer === null ? null : JSON.stringify(answer));
    }
  });
});

/** What support may send, and with what; bulk actions are read above. */
const samples: Partial<Record<CommandName, (accountId: string) => Record<string, unknown>>> = {
  "activate-account": (accountId) => ({ accountId, contact }),
  "add-note": (accountId) => ({ accountId, text: "Asks for a new card" }),
  "record-owner-contact": (accountId) => ({ accountId, contact }),
  "hand-over": (accountId) => ({ accountId, wants: "Wants it back" }),
};
const ofBulk: readonly CommandName[] = ["plan-bulk", "start-bulk", "stop-bulk", "resume-bulk", "retry-bulk"];

describe("what support is answered", () => {
  const allowed = (Object.keys(commandLabels) as CommandName[]).filter((name) => Object.hasOwn(permissions, name) && may(["support"], name as Permission));

  test("is known of every command that it may send", () => {
    expect(allowed.filter((name) => !ofBulk.includes(name)).sort()).toEqual(Object.keys(samples).sort());
  });

  test.each(["as the account stood before", "as support sees it now"])("is the same whatever restricts the account, sent from a form drawn %s", limits, async (drawn) => {
    let first: string | undefined;
    for (const [cause, make] of Object.entries(accounts.restricted)) {
      const accountId = await make();
      const body = (await world.bed.directory(accountId))?.body;
      const before = { ...body, status: "inactive", status_reason: drawn === "as the account stood before" ? "dormant" : undefined };
      const answers = [];
      for (const name of allowed.filter((one) => !ofBulk.includes(one))) {
        const seen = name === "activate-account" ? seenDigest(reliedOnPaths[name], before, []) : undefined;
        const answer = await send(name, samples[name]?.(accountId) ?? {}, seen);
        if (name === "activate-account") expect(answer, cause).toMatchObject({ ok: false, problem: { title: "Restricted: transfer to compliance" } });
        answers.push(answer);
      }
      first ??= alike(answers);
      expect(alike(answers), cause).toBe(first);
      expect(await world.bed.effects(accountId), cause).not.toContain("POST /v0/accounts/:id/activate");
    }
  });
});
