import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { insufficientPhrase, joinedReasons, noticeReasonsProblem, ownWordsCode, terminationReasons } from "./termination-reasons";

const listed = terminationReasons.map(({ code, text }) => ({ code, text }));

describe("the list", () => {
  test("reasons for terminating come first, then the 23 of the sample form; each code and text once", () => {
    const groups = terminationReasons.map(({ group }) => group);
    expect(groups.lastIndexOf("terminating")).toBe(groups.indexOf("application") - 1);
    expect(groups.filter((group) => group === "application")).toHaveLength(23);
    expect(new Set(listed.map(({ code }) => code)).size).toBe(listed.length);
    expect(new Set(listed.map(({ text }) => text)).size).toBe(listed.length);
  });

  test("none of them is an insufficient phrase", () => {
    expect(listed.filter(({ text }) => insufficientPhrase(text) !== null)).toEqual([]);
  });
});

test.each(["internal policy", "Our internal standards", "Did not reach a qualifying score", "low credit score", "Company policy", "business decision", "death of the holder", "divorce"])("%s is not specific enough", (text) => {
  expect(noticeReasonsProblem([{ code: ownWordsCode, text }])).not.toBeNull();
});

describe("what is given", () => {
  test("one to four, each once, known or in own words", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(listed, { minLength: 0, maxLength: 7 }), (reasons) => (noticeReasonsProblem(reasons) === null) === (reasons.length >= 1 && reasons.length <= 4)),
    );
    const [first = { code: "", text: "" }] = listed;
    expect(noticeReasonsProblem([first, first])).toBe("Each reason once.");
    expect(noticeReasonsProblem([{ ...first, text: "Another text" }])).not.toBeNull();
    expect(noticeReasonsProblem([{ code: ownWordsCode, text: "Three checks to us were returned in May" }])).toBeNull();
  });

  test("they are joined in their order into one string, and can be told apart in it", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(listed, { minLength: 1, maxLength: 4 }), (reasons) => {
        const joined = joinedReasons(reasons);
        return joined.endsWith(".") && joined.slice(0, -1).split("; ").join("|") === reasons.map(({ text }) => text).join("|");
      }),
    );
  });
});
