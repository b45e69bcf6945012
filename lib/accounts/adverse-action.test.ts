import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../closures/due-dates";
import { terminationReasons } from "../closures/termination-reasons";
import { adverseActionProblems, cutExclusions, determinations, holdsWhileDelinquent, keptDetermination, standingAdverseAction, type AdverseActionInput } from "./adverse-action";
import { defaultNoticeRules } from "../closures/notice-rules";
import { deactivateProblems } from "./deactivate-problems";

const today = "2026-11-20";
const rules = defaultNoticeRules;
const [reason] = terminationReasons;
if (!reason) throw new Error("There are reasons.");
const noticeReasons = [{ code: reason.code, text: reason.text }];

/** One complete answer of every kind. */
const complete: AdverseActionInput[] = [
  { determination: "adverse-action", noticeReasons, actionTakenOn: today },
  { determination: "agreed", basis: "Mrs Ito, by telephone", actionTakenOn: today },
  ...cutExclusions.map((exclusion): AdverseActionInput => ({ determination: "excluded", exclusion, ...(holdsWhileDelinquent(exclusion) ? { currentlyDelinquent: true } : {}), basis: "Policy 7", actionTakenOn: today })),
];

const said = fc.record(
  {
    determination: fc.constantFrom(...determinations), exclusion: fc.constantFrom(...cutExclusions), currentlyDelinquent: fc.boolean(), basis: fc.constant("Because"),
    noticeReasons: fc.constantFrom([], noticeReasons), actionTakenOn: fc.integer({ min: -40, max: 40 }).map((days) => addDays(today, days)),
  },
  { requiredKeys: [] },
);

describe("what is asked of an adverse action", () => {
  it.each(complete)("nothing is missing from $determination $exclusion", (answer) => {
    expect(adverseActionProblems(answer, today, rules)).toEqual([]);
    expect(standingAdverseAction(answer)).toEqual(answer);
    expect(keptDetermination(answer)).toMatchObject({ kind: answer.determination === "adverse-action" ? "adverse-action" : "excluded" });
  });

  it.each(complete)("each part of $determination $exclusion is needed", (answer) => {
    for (const part of Object.keys(answer) as (keyof AdverseActionInput)[]) {
      const paths = adverseActionProblems({ ...answer, [part]: undefined }, today, rules).map(({ path }) => path);
      // Without the exclusion nothing says that the account must be delinquent.
      expect(paths, part).toEqual([part]);
    }
  });

  it("what stands is what was asked, and is right or wrong as the whole was", () => {
    fc.assert(
      fc.property(said, (answer) => {
        const standing = standingAdverseAction(answer);
        expect(adverseActionProblems(standing, today, rules)).toEqual(adverseActionProblems(answer, today, rules));
        expect(standingAdverseAction(standing)).toEqual(standing);
        if (adverseActionProblems(answer, today, rules).length === 0) expect(keptDetermination(standing)).not.toBeNull();
        expect("noticeReasons" in standing).toBe(standing.determination === "adverse-action" && answer.noticeReasons !== undefined);
        if ("currentlyDelinquent" in standing) expect(standing.exclusion && holdsWhileDelinquent(standing.exclusion)).toBe(true);
      }),
    );
  });

  it("the day of the action has come", () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), (days) => {
        const paths = adverseActionProblems({ determination: "agreed", basis: "By letter", actionTakenOn: addDays(today, days) }, today, rules).map(({ path }) => path);
        expect(paths).toEqual(days > 0 ? ["actionTakenOn"] : []);
      }),
    );
  });

  it("a cured delinquency is no exclusion, and a policy is no reason", () => {
    expect(adverseActionProblems({ determination: "excluded", exclusion: "delinquency", currentlyDelinquent: false, basis: "Was late", actionTakenOn: today }, today, rules)).toMatchObject([{ path: "currentlyDelinquent" }]);
    expect(adverseActionProblems({ determination: "adverse-action", noticeReasons: [{ code: "own-words", text: "Internal policy" }], actionTakenOn: today }, today, rules)).toMatchObject([{ path: "noticeReasons" }]);
    expect(adverseActionProblems({ determination: "adverse-action", noticeReasons, actionTakenOn: "yesterday" }, today, rules)).toMatchObject([{ path: "actionTakenOn" }]);
  });

  it("nothing is asked of an account without credit", () => {
    expect(deactivateProblems({}, { capabilities: ["deposit"], today, rules })).toEqual([]);
    expect(deactivateProblems({}, { capabilities: ["deposit", "credit_without_underwriting"], today, rules })).toMatchObject([{ path: "determination" }]);
  });
});
