import { expect, test } from "vitest";
import { ageBandStarts, ageBandWords, lengthWords } from "./directory-ages";

test("the bands name every age once, from young to old", () => {
  expect(ageBandStarts.map(ageBandWords)).toEqual(["Under 1 hour", "1 to 6 hours", "6 to 24 hours", "1 to 3 days", "3 to 7 days", "7 to 30 days", "Over 30 days"]);
});

test.each([[60, "1 minute"], [90, "90 seconds"], [5_400, "90 minutes"], [3_600, "1 hour"], [86_400, "1 day"], [172_800, "2 days"]])("%i seconds are %s", (seconds, words) => {
  expect(lengthWords(seconds)).toBe(words);
});
