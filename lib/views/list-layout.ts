import { z } from "zod";

/** What the list of accounts can show of each. */
export const listColumns = ["account", "product", "status", "capabilities", "holder-type", "holders", "limit", "updated", "closed", "read"] as const;
export type ListColumn = (typeof listColumns)[number];

export const listColumnLabels: Record<ListColumn, string> = {
  account: "Account", product: "Product", status: "Status", capabilities: "Capabilities", "holder-type": "Holder type", holders: "Holder", limit: "Limit", updated: "Updated",
  closed: "Closed", read: "Read from Lead",
};

export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

/** CSS pixels. */
export const narrowestPx = 72;
export const widestPx = 640;
export const usualWidthPx = 160;

const width = z.int().min(narrowestPx).max(widestPx);
const widths = z.partialRecord(z.enum(listColumns), width);

/** How a person has the list laid out: which columns in which order, how high its rows, and how wide what was resized. */
export const listLayout = z.strictObject({
  columns: z
    .array(z.enum(listColumns))
    .refine((columns) => new Set(columns).size === columns.length, "Each column once.")
    .refine((columns) => columns.includes("account"), "The account itself is always shown."),
  density: z.enum(densities),
  widths,
});
export type ListLayout = z.infer<typeof listLayout>;

export const usualLayout: ListLayout = { columns: ["account", "product", "status", "capabilities", "holders", "limit", "updated"], density: "comfortable", widths: {} };

/** Shown, where it stands among all columns, or hidden. The account stays. */
export function toggleColumn(layout: ListLayout, column: ListColumn, isShown: boolean): ListLayout {
  const others = layout.columns.filter((shown) => shown !== column);
  if (!isShown) return column === "account" ? layout : { ...layout, columns: others };
  const place = others.findIndex((other) => listColumns.indexOf(other) > listColumns.indexOf(column));
  return { ...layout, columns: others.toSpliced(place < 0 ? others.length : place, 0, column) };
}

/** One place to the left (-1) or to the right (1); at the end it stays. */
export function moveColumn(layout: ListLayout, column: ListColumn, by: -1 | 1): ListLayout {
  const from = layout.columns.indexOf(column);
  const to = from + by;
  if (from < 0 || to < 0 || to >= layout.columns.length) return layout;
  return { ...layout, columns: layout.columns.toSpliced(from, 1).toSpliced(to, 0, column) };
}

/** @param shown how wide the columns are at the moment, so that the others stay as they are */
export function resizeColumn(layout: ListLayout, column: ListColumn, widthPx: number, shown: Readonly<Partial<Record<ListColumn, number>>>): ListLayout {
  const within = (px: number) => Math.round(Math.max(narrowestPx, Math.min(widestPx, px)));
  const kept = Object.fromEntries(layout.columns.map((name) => [name, within(layout.widths[name] ?? shown[name] ?? usualWidthPx)]));
  return { ...layout, widths: { ...layout.widths, ...kept, [column]: within(widthPx) } };
}
