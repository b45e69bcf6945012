import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldChanges, sameJson } from "./field-changes";

const json = fc.jsonValue({ maxDepth: 4 });

describe("fieldChanges", () => {
  it("names each leaf that differs and leaves out what is the same", () => {
    const old = { status: "active", details: { credit: { limit: 100, is_mla: false }, product_name: "A" } };
    const next = { status: "active", details: { credit: { limit: 90, is_mla: false }, product_name: "A" }, metadata: { branch: "x" } };
    expect(fieldChanges(old, next)).toEqual([
      { path: "details.credit.limit", old: 100, new: 90 },
      { path: "metadata.branch", old: undefined, new: "x" },
    ]);
  });

  it("compares lists whole", () => {
    expect(fieldChanges({ documents: [1, 2] }, { documents: [1, 3] })).toEqual([{ path: "documents", old: [1, 2], new: [1, 3] }]);
  });

  it("is empty exactly when both are the same", () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(fieldChanges({ value: a }, { value: b }).length === 0).toBe(sameJson({ value: a }, { value: b }));
      }),
    );
    fc.assert(
      fc.property(json, (value) => {
        expect(fieldChanges(value, structuredClone(value))).toEqual([]);
      }),
    );
  });
});
