import type { ListColumn } from "@/lib/views/list-layout";

/** A column that nobody asked for gives way where there is little room: its words then stand under the product. */
export function stepsBack(column: ListColumn, isUsual: boolean): string {
  return isUsual && column === "capabilities" ? "max-2xl:hidden" : "";
}
