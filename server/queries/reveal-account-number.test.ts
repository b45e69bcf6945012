import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AccountNumberView } from "@/lib/account-views";
import { may, roles } from "@/lib/permissions";
import { auditEntries } from "../db/schema";
import { DirectoryUnderTest } from "../directory/directory-under-test";
import { remember } from "../directory/remember";
import { accountNumbers } from "./account-numbers";
import { revealAccountNumber } from "./reveal-account-number";

let world: DirectoryUnderTest;
/** A number of a holder of an account, and one of somebody else's. */
let ours: { accountId: string; number: AccountNumberView };
let other: { accountId: string; number: AccountNumberView };

beforeAll(async () => {
  world = await DirectoryUnderTest.start();
  const ids = (await world.accountIds("growth")).slice(0, 60);
  await remember(world.program("growth"), ids, "seeded", { db: world.db, concurrency: 8 });
  const found: (typeof ours)[] = [];
  for (const accountId of ids) {
    const answer = await accountNumbers(world.caller("auditor"), accountId, { db: world.db });
    if (answer.ok) found.push(...answer.value.numbers.map((number) => ({ accountId, number })));
  }
  const [first] = found;
  const second = found.find(({ number }) => number.holderId !== first?.number.holderId);
  if (!first || !second) throw new Error("The fixtures hold no two numbers of two holders.");
  [ours, other] = [first, second];
});
afterAll(() => world?.close());

const entries = (accountId: string) => world.db.select().from(auditEntries).where(eq(auditEntries.accountId, accountId)).orderBy(desc(auditEntries.seq));

test.each(roles)("%s is shown the whole number only where the policy says so, and never untold", async (role) => {
  const before = (await entries(ours.accountId)).length;
  const answer = await revealAccountNumber(world.caller(role), ours.accountId, ours.number.id, world.db);
  if (!may([role], "reveal-sensitive")) {
    expect(answer).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await entries(ours.accountId)).toHaveLength(before);
    return;
  }
  if (!answer.ok) throw new Error(answer.problem.title);
  const { accountNumber } = answer.value;
  expect(accountNumber).toMatch(/^\w{8,17}$/);
  expect(ours.number.masked.endsWith(accountNumber.slice(-4))).toBe(true);
  const [entry] = await entries(ours.accountId);
  expect(entry).toMatchObject({ action: "reveal", outcome: "done", actor: world.caller(role).actor.subject, details: { number: ours.number.id, ending: ours.number.masked } });
  expect(JSON.stringify(entry?.details)).not.toContain(accountNumber);
});

test("a number of somebody who does not hold the account stays hidden", async () => {
  expect(await revealAccountNumber(world.caller("compliance"), ours.accountId, other.number.id, world.db)).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
});
