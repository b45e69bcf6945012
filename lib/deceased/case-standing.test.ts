import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptProofInput, estateContactWords, recordEstateContactInput, reportDeathInput, reportProblems } from "./case-inputs";
import { actProblem, caseActs, caseOutcomes, caseStages, caseStanding, nobodyRemains, stageRows } from "./case-standing";
import type { CaseFacts } from "./case-standing";

const reported: CaseFacts = { proof: "none", survivors: ["entity_b"], told: [], estate: "none", isHolder: true, isClosed: false, outcome: null };
const proven: CaseFacts = { ...reported, proof: "accepted" };
const ready: CaseFacts = { ...proven, told: ["entity_b"], estate: "contact" };
const alone: CaseFacts = { ...proven, survivors: [] };

const ids = fc.uniqueArray(fc.constantFrom("entity_b", "entity_c", "entity_d"));
const anyFacts: fc.Arbitrary<CaseFacts> = fc.record({
  proof: fc.constantFrom("none" as const, "accepted" as const, "withdrawn" as const), survivors: ids, told: ids,
  estate: fc.constantFrom("none" as const, "contact" as const, "not-needed" as const), isHolder: fc.boolean(), isClosed: fc.boolean(),
  outcome: fc.constantFrom(null, ...caseOutcomes),
});

describe("the path of a deceased holder", () => {
  it.each<[string, CaseFacts, string, RegExp | null]>([
    ["reported", reported, "proof", /proof of the death/],
    ["its proof withdrawn", { ...ready, proof: "withdrawn" }, "proof", /other proof/],
    ["proven", proven, "survivors", /Tell the holders/],
    ["one of two told", { ...proven, survivors: ["entity_b", "entity_c"], told: ["entity_b"] }, "survivors", /Tell the holders/],
    ["all told", { ...proven, told: ["entity_b", "entity_c"] }, "estate", /speaks for the estate/],
    ["ready", ready, "outcome", /^Remove the holder/],
    ["none needed", { ...ready, estate: "not-needed" }, "outcome", /^Remove the holder/],
    ["removed", { ...ready, isHolder: false }, "outcome", /the holder is removed/],
    ["alone", alone, "estate", /speaks for the estate/],
    ["alone, and none was needed while another remained", { ...alone, estate: "not-needed" }, "estate", /speaks for the estate/],
    ["alone with a contact", { ...alone, estate: "contact" }, "outcome", /^Close the account/],
    ["closed before it was proven", { ...reported, isClosed: true }, "outcome", /the account is closed/],
    ["ended", { ...reported, outcome: "mistaken" }, "outcome", null],
  ])("%s", (_name, facts, stage, next) => {
    const standing = caseStanding(facts);
    expect(standing.stage).toBe(stage);
    if (next) expect(standing.next).toMatch(next);
    else expect(standing.next).toBeNull();
  });

  it("has every step before its stage done, unless the account is closed", () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      if (facts.isClosed || facts.outcome !== null) return;
      const { stage } = caseStanding(facts);
      for (const earlier of caseStages.slice(0, caseStages.indexOf(stage))) expect(stageRows[earlier].isDone(facts)).toBe(true);
    }));
  });
});

describe("what is possible", () => {
  it("is nothing once the case has ended", () => {
    for (const act of caseActs) for (const outcome of caseOutcomes) expect(actProblem(act, { ...ready, outcome })).toBe("This case has ended.");
  });

  it("is nothing after the proof while it is not accepted, or was withdrawn", () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      if (facts.proof === "accepted") return;
      for (const act of ["confirm-survivors", "record-estate-contact", "no-estate-contact", "remove-holder", "close-account", "end:holder-removed"] as const) expect(actProblem(act, facts)).not.toBeNull();
    }));
  });

  it("never takes off the last holder, nor says removed of one who is there, nor closed of an account that is not", () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      if (facts.survivors.length === 0) expect(actProblem("remove-holder", facts)).not.toBeNull();
      if (facts.isHolder || facts.survivors.length === 0) expect(actProblem("end:holder-removed", facts)).not.toBeNull();
      if (!facts.isClosed) expect(actProblem("end:account-closed", facts)).not.toBeNull();
    }));
    expect(actProblem("remove-holder", alone)).toBe(nobodyRemains);
    expect(actProblem("remove-holder", ready)).toBeNull();
    expect(actProblem("remove-holder", { ...ready, survivors: ["entity_b", "entity_c"] })).toMatch(/told/);
    expect(actProblem("close-account", ready)).toMatch(/Another holder remains/);
    expect(actProblem("close-account", alone)).toBeNull();
    expect(actProblem("no-estate-contact", alone)).toMatch(/somebody speaks for the estate/);
  });

  it("leaves an open case a way on, whatever happens", () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      if (facts.outcome === null) expect(caseActs.filter((act) => actProblem(act, facts) === null)).toEqual(expect.arrayContaining(["accept-proof", "end:mistaken"]));
    }));
  });
});

describe("what is reported and recorded", () => {
  const today = "2026-11-20";
  it.each([
    [{ toldOn: today, diedOn: today }, []],
    [{ toldOn: "2026-11-21" }, ["toldOn"]],
    [{ toldOn: today, diedOn: "2026-11-21" }, ["diedOn"]],
    [{ toldOn: "2026-11-10", diedOn: "2026-11-11" }, ["diedOn"]],
  ])("%j", (days, paths) => {
    expect(reportProblems(days, today).map(({ path }) => path)).toEqual(paths);
  });

  const ofCase = { accountId: "account_1", caseId: "7d444840-9dc0-41d1-b245-5ffdce74fad2" };
  const contact = { name: "Robin Poe", relation: "executor" as const, reach: "816 555 0134", reference: "26-PR-118" };
  it("is a contact or a reason against one, never both and never neither", () => {
    for (const [input, sound] of [[{ contact }, true], [{ notNeeded: "The spouse holds it" }, true], [{}, false], [{ contact, notNeeded: "x" }, false], [{ contact: { ...contact, name: " " } }, false]] as const) {
      expect(recordEstateContactInput.safeParse({ ...ofCase, ...input }).success).toBe(sound);
    }
    expect(estateContactWords(contact)).toBe("Robin Poe (executor) · 816 555 0134 · 26-PR-118");
  });

  it("names the calendar, and takes evidence once", () => {
    expect(reportDeathInput.safeParse({ accountId: "account_1", entityId: "entity_1", toldBy: "The son, by phone", toldOn: "2026-02-30" }).success).toBe(false);
    expect(acceptProofInput.safeParse({ ...ofCase, evidence: [], what: "Certificate" }).success).toBe(false);
    expect(acceptProofInput.safeParse({ ...ofCase, evidence: [ofCase.caseId, ofCase.caseId], what: "Certificate" }).success).toBe(false);
  });
});
