import type { ExportFormat } from "@/lib/export-filter";

export const formatWords: Record<ExportFormat, { label: string; hint: string }> = {
  csv: { label: "CSV", hint: "for spreadsheets" },
  jsonl: { label: "JSONL", hint: "for programs" },
};

/** Where the file of a list is, or of a kept selection of its accounts. `list`: the part of its address behind "?". */
export function exportHref(program: string, list: string, format: ExportFormat, selection?: string): string {
  const parameters = [list, selection && `selection=${selection}`, `format=${format}`].filter(Boolean).join("&");
  return `/api/programs/${program}/accounts/export?${parameters}`;
}
