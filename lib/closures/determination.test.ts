import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closeReasons } from "../lead/enums";
import { determinationKinds, determinationProblem, exclusionRows, exclusions, noticeNeed, offeredDeterminations, onlyLeadAsks, suggestedDetermination } from "./determination";
import type { Determination } from "./determination";

const credit = { capabilities: ["credit_with_underwriting"] };
const overdraft = { capabilities: ["credit_without_underwriting", "deposit"] };
const deposit = { capabilities: ["deposit"] };

describe("whether a notice is due, every reason by every determination", () => {
  test.each(closeReasons.flatMap((reason) => determinationKinds.map((kind) => [reason, kind] as const)))("%s, %s", (reason, kind) => {
    const need = noticeNeed(reason, kind);
    expect(need.needed).toBe(reason === "client_closed" || kind === "adverse-action");
    expect(need.because.includes("lead")).toBe(reason === "client_closed");
    expect(need.because.includes("regulation-b")).toBe(kind === "adverse-action");
    expect(onlyLeadAsks(need)).toBe(reason === "client_closed" && kind !== "adverse-action");
  });
});

describe("what an account leaves open", () => {
  test("an account with credit is never outside Regulation B", () => {
    expect(offeredDeterminations(credit)).toEqual(["adverse-action", "excluded"]);
    expect(offeredDeterminations(overdraft)).toEqual(["adverse-action", "excluded"]);
    expect(offeredDeterminations(deposit)).toEqual([...determinationKinds]);
    expect(determinationProblem({ kind: "not-applicable" }, credit)?.path).toBe("determination.kind");
    expect(determinationProblem({ kind: "not-applicable" }, deposit)).toBeNull();
  });

  test.each(closeReasons)("a person chooses wherever there is something to weigh: %s", (reason) => {
    expect(suggestedDetermination(reason, deposit)).toEqual({ kind: "not-applicable" });
    expect(suggestedDetermination(reason, credit)).toEqual(reason === "entity_closed" ? { kind: "excluded", exclusion: "agreed" } : null);
  });
});

describe("an exclusion says what it rests on", () => {
  test.each(exclusions)("%s", (exclusion) => {
    const bare: Determination = { kind: "excluded", exclusion, basis: "x" };
    expect(determinationProblem(bare, credit) === null).toBe(exclusionRows[exclusion].asks === null);
    expect(determinationProblem({ ...bare, agreedWith: "The holder", currentlyDelinquent: true }, credit)).toBeNull();
  });

  test("a delinquency that was cured is no exclusion", () => {
    expect(determinationProblem({ kind: "excluded", exclusion: "delinquency", currentlyDelinquent: false, basis: "x" }, credit)?.path).toBe("determination.currentlyDelinquent");
  });
});

describe("whatever the account, the reason and what was said", () => {
  const capabilities = fc.subarray(["deposit", "credit_with_underwriting", "credit_without_underwriting"]);
  const determination: fc.Arbitrary<Determination> = fc.oneof(
    fc.record({ kind: fc.constant("adverse-action" as const) }),
    fc.record({ kind: fc.constant("not-applicable" as const) }),
    fc.record({ kind: fc.constant("excluded" as const), exclusion: fc.constantFrom(...exclusions), agreedWith: fc.constantFrom("", "  ", "Ana, by phone"), currentlyDelinquent: fc.constantFrom(true, false, undefined), basis: fc.constant("x") }),
  );

  test("it stands exactly where the account leaves it open and its exclusion has what it rests on", () => {
    fc.assert(
      fc.property(capabilities, determination, (held, said) => {
        const outside = said.kind === "not-applicable" && held.some((capability) => capability.startsWith("credit_"));
        const asks = said.kind === "excluded" ? exclusionRows[said.exclusion].asks : null;
        const lacks = said.kind === "excluded" && ((asks === "agreed-with" && !said.agreedWith?.trim()) || (asks === "currently-delinquent" && said.currentlyDelinquent !== true));
        return (determinationProblem(said, { capabilities: held }) === null) === (!outside && !lacks);
      }),
    );
  });

  test("what the screen begins with is always open to the account, and never an adverse action that nobody said", () => {
    fc.assert(
      fc.property(capabilities, fc.constantFrom(...closeReasons), (held, reason) => {
        const suggested = suggestedDetermination(reason, { capabilities: held });
        return suggested === null || (suggested.kind !== "adverse-action" && offeredDeterminations({ capabilities: held }).includes(suggested.kind));
      }),
    );
  });

  test("an adverse action always has a notice, whatever the reason; an exclusion only where Lead asks", () => {
    fc.assert(
      fc.property(determination, fc.constantFrom(...closeReasons), ({ kind }, reason) => {
        const need = noticeNeed(reason, kind);
        return (kind !== "adverse-action" || need.needed) && (kind === "adverse-action" || !need.needed || onlyLeadAsks(need));
      }),
    );
  });
});
