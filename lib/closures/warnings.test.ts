import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closeReasons } from "../lead/enums";
import { addDays } from "./due-dates";
import { closingFacts } from "./facts";
import type { ClosingFacts } from "./facts";
import { closingWarnings } from "./warnings";
import type { WarningCode, WarningContext, WarningSeverity } from "./warnings";

const today = "2026-11-20";
const facts: ClosingFacts = {
  ...closingFacts({ id: "account_a1", status: "active", capabilities: ["deposit", "credit_with_underwriting"], entities: { account_holder_type: "consumer" } }, ["entity_1"], []),
  balance: { minorUnits: 0, currency: "USD" },
};
const context: WarningContext = { facts, reason: null, answers: {}, method: null, canStillPost: false, requestedAt: "2026-11-20T18:00:00Z", noticeIsNeeded: false, accountNumbers: 0, today };
const codes = (over: Partial<WarningContext>) => closingWarnings({ ...context, ...over }).map(({ code }) => code);

test("an ordinary account gives none", () => expect(closingWarnings(context)).toEqual([]));

describe("SCRA", () => {
  test.each(closeReasons)("open dates block %s only where the program ends or writes off", (reason) => {
    const found = closingWarnings({ ...context, reason, facts: { ...facts, scra: { start: "2026-01-01", end: null } } });
    expect(found.map(({ severity }) => severity)).toEqual(reason === "client_closed" || reason === "charged_off" ? ["blocking"] : []);
  });

  test("are open through their last day, whatever day that is", () => {
    fc.assert(
      fc.property(fc.integer({ min: -800, max: 800 }), (offset) => {
        const scra = { start: addDays(today, -900), end: addDays(today, offset) };
        return codes({ reason: "client_closed", facts: { ...facts, scra } }).includes("scra-open") === offset >= 0;
      }),
    );
  });
});

describe("charging off early", () => {
  test("closed-end under 120 days, open-end under 180, unless an event allows it", () => {
    fc.assert(
      fc.property(fc.nat({ max: 400 }), fc.constantFrom("closed-end", "open-end"), fc.constantFrom("none", "bankruptcy", "fraud", "death"), (daysPastDue, structure, chargeOffEvent) => {
        const early = chargeOffEvent === "none" && daysPastDue < (structure === "closed-end" ? 120 : 180);
        return codes({ reason: "charged_off", answers: { daysPastDue, structure, chargeOffEvent } }).includes("early-charge-off") === early;
      }),
    );
  });
});

describe("federal benefits", () => {
  test("thirty calendar days after the written notice, unless fraud", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), fc.boolean(), fc.constantFrom("yes", "no", "not-known"), (ago, benefitsFraud, federalBenefits) => {
        const answers = { federalBenefits, benefitsFraud, benefitsNoticeOn: addDays(today, -ago) };
        return codes({ reason: "client_closed", answers }).includes("federal-benefits") === (federalBenefits !== "no" && !benefitsFraud && ago < 30);
      }),
    );
  });
});

describe("about the notice", () => {
  const notice = { deliveredAt: "2026-11-01T12:00:00Z", reason: "x", deliveryMethod: "email" };

  test("an older one is a warning only where one is due", () => {
    expect(codes({ noticeIsNeeded: true, facts: { ...facts, notice } })).toContain("older-notice");
    expect(codes({ noticeIsNeeded: false, facts: { ...facts, notice } })).not.toContain("older-notice");
    expect(codes({ noticeIsNeeded: true, requestedAt: "2026-10-01T00:00:00Z", facts: { ...facts, notice } })).not.toContain("older-notice");
  });

  test("electronic without consent, for consumers", () => {
    for (const method of ["email", "text", "other"] as const) {
      const missing = method !== "other";
      expect(codes({ noticeIsNeeded: true, method }).includes("esign-missing")).toBe(missing);
      expect(codes({ noticeIsNeeded: true, method, facts: { ...facts, esignConsentedAt: "2026-01-01T00:00:00Z" } })).not.toContain("esign-missing");
      expect(codes({ noticeIsNeeded: true, method, facts: { ...facts, holderType: "commercial" } })).not.toContain("esign-missing");
    }
  });
});

test.each<[WarningCode, Partial<WarningContext>, WarningSeverity]>([
  ["still-posts", { canStillPost: true }, "warn"],
  ["numbers-accept-payments", { accountNumbers: null }, "warn"],
  ["numbers-accept-payments", { accountNumbers: 2 }, "warn"],
  ["mla", { facts: { ...facts, isMla: true } }, "fact"],
  ["open-holds", { facts: { ...facts, openHolds: [{ id: "1", type: "fraud" }] } }, "blocking"],
])("%s with %o", (code, over, severity) => {
  expect(closingWarnings({ ...context, ...over }).map((warning) => [warning.code, warning.severity])).toEqual([[code, severity]]);
});

test("a consent on the application does as well; one that was not or could not be looked at is said so", () => {
  const asked = (over: Partial<ClosingFacts>) => closingWarnings({ ...context, noticeIsNeeded: true, method: "email", facts: { ...facts, applicationId: "application_1", ...over } }).find(({ code }) => code === "esign-missing");
  expect(asked({ applicationEsign: "consented" })).toBeUndefined();
  expect(asked({ applicationEsign: "missing" })?.title).toBe("No E-Sign consent on this account or its application.");
  for (const applicationEsign of ["unavailable", undefined] as const) {
    expect(asked({ applicationEsign })).toMatchObject({ title: expect.stringContaining("could not be checked"), text: expect.stringContaining("application_1") });
    expect(asked({ applicationEsign, esignConsentedAt: "2026-01-01T00:00:00Z" })).toBeUndefined();
  }
});

describe("whatever stands on the account and was answered", () => {
  const day = fc.integer({ min: -400, max: 400 }).map((offset) => addDays(today, offset));
  const anyFacts: fc.Arbitrary<ClosingFacts> = fc.record({
    capabilities: fc.subarray(["deposit", "credit_with_underwriting"]),
    holderType: fc.constantFrom("consumer", "commercial", null),
    scra: fc.option(fc.record({ start: fc.option(day), end: fc.option(day) })),
    isMla: fc.constantFrom(true, false, null),
    openHolds: fc.array(fc.record({ id: fc.uuid(), type: fc.constant("fraud") }), { maxLength: 3 }),
    notice: fc.option(fc.record({ deliveredAt: fc.option(day.map((on) => `${on}T12:00:00Z`)), reason: fc.constant("x"), deliveryMethod: fc.constant("email") })),
    esignConsentedAt: fc.constantFrom(null, "2026-01-01T00:00:00Z"),
    applicationId: fc.constantFrom(null, "application_1"),
    applicationEsign: fc.constantFrom("consented" as const, "missing" as const, "unavailable" as const),
  }).map((over) => ({ ...facts, ...over }));
  const anyContext: fc.Arbitrary<WarningContext> = fc.record({
    facts: anyFacts, reason: fc.option(fc.constantFrom(...closeReasons)), answers: fc.constant({}), method: fc.constantFrom("email" as const, "text" as const, "other" as const, null), canStillPost: fc.constantFrom(true, false, null),
    requestedAt: fc.constant("2026-11-20T18:00:00Z"), noticeIsNeeded: fc.boolean(), accountNumbers: fc.option(fc.nat({ max: 4 })), today: fc.constant(today),
  });

  test("each is said at most once, the blocking ones first, and every one has its source and its words", () => {
    fc.assert(
      fc.property(anyContext, (about) => {
        const found = closingWarnings(about);
        const order = found.map(({ severity }) => ["blocking", "warn", "fact"].indexOf(severity));
        expect(new Set(found.map(({ code }) => code)).size).toBe(found.length);
        expect(order).toEqual([...order].sort((a, b) => a - b));
        for (const { title, text, source } of found) expect([title, text, source].every((words) => words.trim() !== "")).toBe(true);
      }),
    );
  });

  test("only SCRA and holds ever block, each exactly where it stands", () => {
    fc.assert(
      fc.property(anyContext, (about) => {
        const blocking = closingWarnings(about).filter(({ severity }) => severity === "blocking").map(({ code }) => code);
        const { scra, openHolds } = about.facts;
        const open = scra !== null && (scra.start !== null || scra.end !== null) && (scra.end === null || scra.end >= today);
        const against = about.reason === "client_closed" || about.reason === "charged_off";
        expect(blocking.includes("open-holds")).toBe(openHolds.length > 0);
        expect(blocking.includes("scra-open")).toBe(against && open);
        expect(blocking.every((code) => code === "scra-open" || code === "open-holds")).toBe(true);
      }),
    );
  });

  test("MLA is a fact and never a warning; no electronic consent is asked of a letter by post", () => {
    fc.assert(
      fc.property(anyContext, (about) => {
        const found = closingWarnings(about);
        expect(found.find(({ code }) => code === "mla")?.severity).toBe(about.facts.isMla ? "fact" : undefined);
        if (about.method === "other" || about.method === null || !about.noticeIsNeeded) expect(found.map(({ code }) => code)).not.toContain("esign-missing");
      }),
    );
  });
});
