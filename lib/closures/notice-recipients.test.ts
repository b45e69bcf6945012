import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noticeRecipient, recipientIds, usedScore } from "./notice-recipients";

const score = { value: 540, lowest: 300, highest: 850, on: "2026-11-02", source: "Bureau", factors: ["Late payments"] };
const report = { bureau: "Bureau", address: "PO Box 1, Atlanta, GA", phone: "800 555 0100", score };
const recipient = { entityId: "entity_1", report, otherInformation: false };

test("a score lies in its range, and the range goes up", () => {
  fc.assert(
    fc.property(fc.nat({ max: 1_000 }), fc.nat({ max: 1_000 }), fc.nat({ max: 1_000 }), (value, lowest, highest) => usedScore.safeParse({ ...score, value, lowest, highest }).success === (lowest < highest && value >= lowest && value <= highest)),
  );
});

describe("what FCRA 615(a) asks for", () => {
  test.each(["bureau", "address", "phone"])("a report without its %s is refused", (field) => {
    expect(noticeRecipient.safeParse({ ...recipient, report: { ...report, [field]: " " } }).success).toBe(false);
  });

  test.each(["value", "lowest", "highest", "on", "source"])("a score without its %s is refused", (field) => {
    expect(noticeRecipient.safeParse({ ...recipient, report: { ...report, score: { ...score, [field]: undefined } } }).success).toBe(false);
  });

  test("at least one key factor and at most five", () => {
    for (const count of [0, 1, 5, 6]) expect(usedScore.safeParse({ ...score, factors: Array.from({ length: count }, (_, at) => `Factor ${at}`) }).success).toBe(count >= 1 && count <= 5);
  });

  test("that none was used is said, and not left out", () => {
    expect(noticeRecipient.safeParse({ ...recipient, report: null }).success).toBe(true);
    expect(noticeRecipient.safeParse({ entityId: "entity_1" }).error?.issues).toMatchObject([{ path: ["report"], message: "Say whether a consumer report was used." }]);
    expect(noticeRecipient.safeParse({ ...recipient, report: { ...report, score: undefined } }).error?.issues).toMatchObject([{ path: ["report", "score"], message: "Say whether a score was used." }]);
  });
});

test("an older closing has its primary recipient alone", () => {
  expect(recipientIds({ recipientEntityId: "entity_1" })).toEqual(["entity_1"]);
  expect(recipientIds({ recipientEntityId: "entity_1", recipients: [{ ...recipient }, { ...recipient, entityId: "entity_2" }] })).toEqual(["entity_1", "entity_2"]);
});
