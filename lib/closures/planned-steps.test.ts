import { describe, expect, test } from "vitest";
import { isPastStep, lacksEffect, plannedSteps } from "./planned-steps";

const closing = plannedSteps({ kind: "closing", path: "letter", target: null, hasPlannedNotice: false });
const correction = plannedSteps({ kind: "correction", path: "none", target: "closed-again", hasPlannedNotice: true });

describe("a step that Lead answered", () => {
  test.each([
    ["close", "status", true],
    ["close", "status_reason", true],
    ["close", "details.product_name", false],
    ["record-notice", "details.adverse_action_notice.reason", true],
    ["record-notice", "status", false],
  ])("%s that differs at %s lacks its effect: %s", (step, path, expected) => {
    expect(lacksEffect(step, [{ path }])).toBe(expected);
  });

  test("as expected it lacks nothing", () => expect(lacksEffect("close", [])).toBe(false));

  test.each([
    [closing, "record-notice", "letter-sent", false],
    [closing, "record-notice", "recorded", true],
    [closing, "record-notice", "closed", true],
    [closing, "close", "recorded", false],
    [closing, "close", "abandoned", false],
    [correction, "reopen", "started", false],
    [correction, "reopen", "recorded", true],
    [correction, "close-again", "recorded", false],
    [correction, "close-again", "done", true],
  ])("of %j, %s is past at %s: %s", (steps, step, stage, expected) => {
    expect(isPastStep(steps, step, stage)).toBe(expected);
  });
});
