import { describe, expect, test } from "vitest";
import { closingEnds, closingStages, closingStanding, goesOnByItself, isClosingEnd, letterIsOut, stagesFor } from "./stages";

const paths = ["letter", "existing", "none"] as const;
const every = [...closingStages, ...closingEnds].flatMap((stage) => paths.flatMap((path) => [true, false].map((stopped) => [stage, path, stopped] as const)));

describe("every stage, with and without a letter, stopped and not", () => {
  test.each(every)("%s, %s, stopped %s", (stage, path, stopped) => {
    const { acts, owner } = closingStanding(stage, path, stopped);
    expect(isClosingEnd(stage)).toBe(acts.length === 0);
    expect(acts.includes("decide")).toBe(stage === "requested");
    expect(acts.includes("send-letter")).toBe(stage === "decided" && path === "letter");
    expect(acts.includes("renew")).toBe(stopped && goesOnByItself(stage, path));
    if (letterIsOut(stage)) expect(acts.filter((act) => act !== "renew")).toEqual(["abandon"]);
    expect(stopped && owner === "The console").toBe(false);
  });
});

test("without a letter, sent and recorded fall away", () => {
  expect(stagesFor("letter")).toEqual([...closingStages]);
  expect(stagesFor("existing")).toEqual(["requested", "decided", "closed"]);
  expect(stagesFor("none")).toEqual(["requested", "decided", "closed"]);
});
