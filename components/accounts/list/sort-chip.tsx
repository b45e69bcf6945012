"use client";

import { offeredSorts, type DirectoryQuery, type DirectorySort, type SortDirection } from "@/lib/directory-query";
import { ChoiceChip } from "../../filters/choice-chip";

const words: Record<DirectorySort, Record<SortDirection, string>> = {
  updated: { desc: "Changed last", asc: "Changed longest ago" },
  created: { desc: "Newest", asc: "Oldest" },
  closed: { desc: "Closed last", asc: "Closed longest ago" },
  product: { asc: "Product, A to Z", desc: "Product, Z to A" },
};

const usual = "updated desc";

type SortChipProps = { query: DirectoryQuery; onChange: (order: Pick<DirectoryQuery, "sort" | "direction">) => void };

/** The orders that can be had for what is filtered; by closing only where all are closed. */
export function SortChip({ query, onChange }: SortChipProps) {
  const orders = offeredSorts(query).flatMap((sort) => (["desc", "asc"] as const).map((direction) => ({ value: `${sort} ${direction}`, label: words[sort][direction] })));
  const value = `${query.sort} ${query.direction}`;
  return (
    <ChoiceChip
      label="Order"
      anyLabel={words.updated.desc}
      groups={[{ choices: orders.filter((order) => order.value !== usual) }]}
      value={value === usual ? undefined : value}
      onChange={(order) => {
        const [sort, direction] = (order ?? usual).split(" ") as [DirectorySort, SortDirection];
        onChange({ sort, direction });
      }}
    />
  );
}
