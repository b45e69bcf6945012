import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LeadAccount } from "@/lib/lead/account";
import { patchAccountRequest } from "@/lib/lead/requests";
import { holds, surprisesBetween } from "../comparison";
import { minimalPatch, patched } from "./account-patch";

const money = fc.integer({ min: 0, max: 3 });
const day = fc.constantFrom("2026-01-01", "2026-02-01");
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const scra = fc.record({ start_date: day, end_date: fc.constantFrom("2026-03-01", "2026-04-01") }, { requiredKeys: ["start_date"] });
const credit = fc.record({ limit: money, max_limit: money, is_mla: fc.boolean(), underwriting_grade: fc.constantFrom("A", "B"), scra }, { requiredKeys: [] });
const notice = fc.record({ delivered_at: fc.constantFrom("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000Z", "2026-05-01T00:00:00Z"), reason: fc.constantFrom("Late", "Lost"), delivery_method: fc.constant("email" as const) });
const details = fc.record({ product_name: fc.constantFrom("One", "Two"), credit, adverse_action_notice: notice }, { requiredKeys: [] });
const documents = fc.uniqueArray(fc.constantFrom("a", "b", "c"), { maxLength: 3 }).map((ids) => ids.map((id) => ({ document_id: id, type: "terms_of_use", displayed_at: "2026-01-01T00:00:00Z" })));
const body = fc.record({ details: optional(details), metadata: optional(fc.dictionary(fc.constantFrom("x", "y"), fc.constantFrom("1", "2"))), documents: optional(documents) });
const account = body.map((held): LeadAccount => ({ id: "account_1", status: "active", ...held }));

describe("what of an edit is sent", () => {
  it("makes everything so that the edit names, and touches nothing else", () => {
    fc.assert(fc.property(account, body, (current, changes) => {
      const after = patched(current, changes);
      expect(holds(withoutEmpty(changes), after)).toBe(true);
      expect([after.status, after.application_id]).toEqual([current.status, current.application_id]);
    }));
  });

  it("is nothing once it is done, and then shows as done", () => {
    fc.assert(fc.property(account, body, (current, changes) => {
      const after = { id: current.id, ...patched(current, changes) };
      expect(minimalPatch(changes, after)).toEqual({});
      expect(holds(minimalPatch(changes, current), after)).toBe(true);
    }));
  });

  it("does not show as done while anything of it is missing", () => {
    fc.assert(fc.property(account, body, (current, changes) => {
      const patch = minimalPatch(changes, current);
      fc.pre(Object.keys(patch).length > 0 && patch.metadata === undefined && !onlyEmpty(patch));
      expect(holds(patch, current)).toBe(false);
    }));
  });

  it("is a body that Lead takes", () => {
    fc.assert(fc.property(account, body, (current, changes) => {
      expect(patchAccountRequest.safeParse(minimalPatch(changes, current)).success).toBe(true);
    }));
  });
});

/** An object without parts asks for nothing. */
function onlyEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(onlyEmpty);
}

function withoutEmpty(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, item]) => !onlyEmpty(item)).map(([key, item]) => [key, withoutEmpty(item)]));
}

describe("a surprise", () => {
  it("is named by its path; what was not expected is none", () => {
    const expected = { status: "active", details: { credit: { limit: 5, scra: { start_date: "2026-01-01" } } }, updated_at: undefined };
    const actual = { status: "active", more: 1, details: { credit: { limit: 6, scra: { start_date: "2026-01-01", end_date: "2026-02-01" } } } };
    expect(surprisesBetween(expected, actual)).toEqual([
      { path: "details.credit.limit", expected: 5, actual: 6 },
      { path: "details.credit.scra", expected: { start_date: "2026-01-01" }, actual: { start_date: "2026-01-01", end_date: "2026-02-01" } },
    ]);
  });

  it("is not another way to write a moment, nor another order of a list", () => {
    expect(surprisesBetween({ at: "2026-01-01T00:00:00Z", list: ["a", "b"] }, { at: "2025-12-31T18:00:00.000-06:00", list: ["b", "a"] })).toEqual([]);
  });
});
