import { directoryFilterRows } from "@/lib/accounts/directory-filters";
import { directoryFilters, type DirectoryQuery } from "@/lib/directory-query";
import { moneyWords } from "@/lib/fields/money";
import { dayPeriodRows } from "@/lib/views/day-periods";
import { periodFilters, viewPeriods, viewQuery, type PeriodFilter } from "@/lib/views/view-text";
import { daysWords } from "../../filters/days-chip";

export const periodFilterWords: Record<PeriodFilter, string> = { created: "Created", updated: "Changed", closed: "Closed" };

/** "Status: Closed · Closed: This month": what a view lets through. */
export function viewWords(text: string, today: string): string {
  const query = viewQuery(text, today);
  const periods = viewPeriods(text);
  const parts = [
    ...directoryFilters.map((name) => named(directoryFilterRows[name].label, query[name].map((value) => optionLabel(name, value)))),
    named("Product", query.product.map((name) => name || "none")),
    named("Adverse action notice", query.notice),
    named("SCRA", query.scra && (query.scra === "active" ? "protected today" : "ends within 30 days")),
    ...periodFilters.map((name) => named(periodFilterWords[name], periods[name] ? dayPeriodRows[periods[name]].label : daysWords({ from: undefined, to: undefined, ...query[name] }))),
    named("Limit", query.limit && limitWords(query.limit)),
    named("Not read for", query.stale && `${query.stale} days`),
  ];
  return parts.filter((part) => part !== null).join(" · ") || "All accounts";
}

function named(label: string, value: string | number | null | undefined | readonly string[]): string | null {
  const words = Array.isArray(value) ? value.join(", ") : value;
  return words ? `${label}: ${words}` : null;
}

function optionLabel(name: (typeof directoryFilters)[number], value: string): string {
  const options: readonly { value: string; label: string }[] = directoryFilterRows[name].options;
  return options.find((option) => option.value === value)?.label ?? value;
}

function limitWords({ from, to }: NonNullable<DirectoryQuery["limit"]>): string {
  const words = (minor: number | undefined) => (minor === undefined ? "any" : moneyWords(minor, "USD"));
  return `${words(from)} to ${words(to)}`;
}
