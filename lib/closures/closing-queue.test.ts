import { expect, test } from "vitest";
import { nextInQueue, queuedIds, queueWords } from "./closing-queue";
import type { QueuedAccount, QueuedState } from "./closing-queue";

const of = (...states: QueuedState[]): { accounts: QueuedAccount[] } => ({ accounts: states.map((state, index) => ({ accountId: `account_${index}`, productName: "Card", state, stage: null })) });

test("what comes next is what was chosen, unless it is asked for, or else the first that waits", () => {
  const queue = of("asked", "skipped", "waiting", "waiting");
  expect(["account_0", "account_1", "account_3", "account_9", undefined].map((chosen) => nextInQueue(queue, chosen)?.accountId)).toEqual(["account_2", "account_1", "account_3", "account_2", "account_2"]);
  expect(nextInQueue(of("asked", "skipped"), undefined)).toBeNull();
  expect(queueWords(queue)).toBe("1 of 4 asked for, 1 skipped, 2 to go.");
});

test("a queue holds each account once, and no more than one can go through", () => {
  const ids = Array.from({ length: 101 }, (_, index) => `account_${index}`);
  expect([ids.slice(1), ids, [], ["account_1", "account_1"], ["=1"]].map((some) => queuedIds.safeParse(some).success)).toEqual([true, false, false, false, false]);
});
