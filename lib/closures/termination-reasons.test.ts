import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { insufficientPhrase, insufficientPhrases } from "./insufficient-phrases";
import { defaultNoticeRules, noticeReasonsProblem as problemUnder, noticeRulesSetting } from "./notice-rules";
import { joinedReasons, ownWordsCode, terminationReasons } from "./termination-reasons";
import type { NoticeReason } from "./termination-reasons";

const noticeReasonsProblem = (reasons: readonly NoticeReason[]) => problemUnder(reasons, defaultNoticeRules);

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
    expect(listed.filter(({ text }) => insufficientPhrase(text, insufficientPhrases) !== null)).toEqual([]);
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

describe("a program's own list", () => {
  const reasons = [{ code: "late", text: "Three payments in a row were late" }, { code: "c1-income", text: "Income is too low", group: "application" }];

  test("takes the place of ours, for the screen and the server alike", () => {
    const { reasons: own, insufficientPhrases: phrases } = noticeRulesSetting.parse({ reasons, insufficientPhrases: [{ words: "bad  conduct*", why: "Name the conduct." }] });
    const rules = { reasons: own, phrases };
    expect(problemUnder([{ code: "late", text: "Three payments in a row were late" }], rules)).toBeNull();
    expect(problemUnder([{ code: "payments-missed", text: "Payments on this account were missed or late" }], rules)).toMatch(/Choose a reason of the list/);
    expect(problemUnder([{ code: ownWordsCode, text: "Repeated BAD conducts" }], rules)).toBe("Name the conduct.");
    expect(problemUnder([{ code: ownWordsCode, text: "Did not reach our score" }], rules)).toBeNull();
  });

  test.each([
    [{ reasons: [...reasons].reverse() }, "the reasons for terminating before"],
    [{ reasons: [...reasons, { code: "late", text: "x" }] }, "late is there twice"],
    [{ reasons: [{ code: "policy", text: "Our internal policy" }] }, "policy is not: An internal policy"],
    [{ reasons: [{ code: ownWordsCode, text: "x" }] }, "another code than"],
    [{ reasons: [{ code: "sar", text: "A suspicious activity report" }] }, "Leave out any mention"],
    [{ reasons: [] }, "at least one"],
    [{ insufficientPhrases: [{ words: "a.*(b+)+", why: "x" }] }, "expected words"],
  ])("is refused where it breaks a rule: %j", (setting, words) => {
    expect(JSON.stringify(noticeRulesSetting.safeParse(setting).error?.issues)).toContain(words);
  });

  test("phrases are found whatever the case and the spaces, as whole words", () => {
    fc.assert(
      fc.property(fc.constantFrom(...insufficientPhrases), fc.constantFrom("", "because of our ", "the "), fc.constantFrom("", ", again", "."), fc.boolean(), ({ words }, before, after, upper) => {
        const said = `${before}${words.replaceAll("*", "").replaceAll(" ", "   ")}${after}`;
        return insufficientPhrase(upper ? said.toUpperCase() : said, insufficientPhrases) !== null;
      }),
    );
    expect(insufficientPhrase("The underscored amount was widowed-bank free", [{ words: "score", why: "x" }])).toBeNull();
  });
});
