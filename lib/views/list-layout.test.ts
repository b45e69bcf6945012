import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listColumns, listLayout, moveColumn, resizeColumn, toggleColumn, usualLayout } from "./list-layout";
import type { ListLayout } from "./list-layout";

const column = fc.constantFrom(...listColumns);
const step = fc.oneof(
  fc.tuple(column, fc.boolean()).map(([name, shown]) => (layout: ListLayout) => toggleColumn(layout, name, shown)),
  fc.tuple(column, fc.constantFrom(-1 as const, 1 as const)).map(([name, by]) => (layout: ListLayout) => moveColumn(layout, name, by)),
  fc.tuple(column, fc.integer({ min: -100, max: 2000 })).map(([name, px]) => (layout: ListLayout) => resizeColumn(layout, name, px, { status: 222.4, account: 3 })),
);

describe("a layout", () => {
  test("stays one that can be kept, whatever is done to it", () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const layout = steps.reduce<ListLayout>((before, change) => change(before), usualLayout);
      expect(listLayout.parse(layout)).toEqual(layout);
    }));
  });

  test("shows a column where it stands among all, hides it, and never the account", () => {
    const shown = toggleColumn(usualLayout, "holder-type", true);
    expect(shown.columns).toEqual(["account", "product", "status", "capabilities", "holder-type", "holders", "limit", "updated"]);
    expect(toggleColumn(shown, "holder-type", false).columns).toEqual(usualLayout.columns);
    expect(toggleColumn(usualLayout, "account", false)).toEqual(usualLayout);
  });

  test("moves a column by one place, and not past the ends", () => {
    expect(moveColumn(usualLayout, "status", -1).columns.slice(0, 3)).toEqual(["account", "status", "product"]);
    expect(moveColumn(usualLayout, "account", -1)).toEqual(usualLayout);
    expect(moveColumn(usualLayout, "updated", 1)).toEqual(usualLayout);
    expect(moveColumn(usualLayout, "read", 1)).toEqual(usualLayout);
  });

  test("keeps the other columns as wide as they are when one is resized", () => {
    const shown = { account: 180, product: 200.6, status: 240, capabilities: 0, holders: 170, limit: 120, updated: 90 };
    const { widths } = resizeColumn(usualLayout, "product", 300, shown);
    expect(widths).toEqual({ account: 180, product: 300, status: 240, capabilities: 72, holders: 170, limit: 120, updated: 90 });
    expect(resizeColumn({ ...usualLayout, widths }, "status", 5, {}).widths).toEqual({ ...widths, status: 72 });
  });
});
