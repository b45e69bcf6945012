import { expect, test } from "vitest";
import { saidIn } from "./asked-for";

test("what was asked for is told whole, in words, without ids and what was typed to confirm", () => {
  const plan = {
    errorClass: "wrong-reason", foundOn: "2026-11-02", contact: undefined, typed: "abcd",
    closedAgain: { reason: "client_closed", notice: { method: "email", reasons: [{ code: "a", text: "Returned payments" }], delivered: { on: "2026-10-02", time: null } } },
  };
  expect(saidIn({ act: "start", processId: "p", accountId: "account_1", plan, supportMayLift: false, days: 3, tags: ["one", "two"] })).toEqual([
    { name: "Plan, error class", value: "wrong-reason" },
    { name: "Plan, found on", value: "2 Nov 2026" },
    { name: "Closed again, reason", value: "client_closed" },
    { name: "Notice, method", value: "email" },
    { name: "Reasons 1, text", value: "Returned payments" },
    { name: "Delivered, on", value: "2 Oct 2026" },
    { name: "Support may lift", value: "No" },
    { name: "Days", value: "3" },
    { name: "Tags", value: "one" },
    { name: "Tags", value: "two" },
  ]);
  expect(saidIn("nothing")).toEqual([]);
});
