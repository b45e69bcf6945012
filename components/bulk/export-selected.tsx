"use client";

import type { ChosenAccounts } from "@/lib/bulk/bulk-inputs";
import { accountsWords } from "@/lib/bulk/bulk-words";
import { serializeDirectoryQuery, wholeDirectory, type DirectoryQuery } from "@/lib/directory-query";
import { exportFormats, type ExportFormat } from "@/lib/export-filter";
import type { Result } from "@/lib/result";
import { exportHref, formatWords } from "../accounts/list/export-href";
import { Button } from "../ui/button";
import { Menu, MenuDownload, MenuHeading, MenuItem } from "../ui/menu";
import { useToast } from "../ui/toast";

type ExportSelectedProps = { program: string; chosen: ChosenAccounts; query: DirectoryQuery };

/** Exactly what is selected, in the order of the list, as a file. */
export function ExportSelected({ program, chosen, query: { sort, direction } }: ExportSelectedProps) {
  const toast = useToast();
  const order = serializeDirectoryQuery({ ...wholeDirectory, sort, direction });
  const save = async (ids: readonly string[], format: ExportFormat) => {
    const selection = await keptSelection(program, ids);
    if (selection.ok) window.location.assign(exportHref(program, order, format, selection.value.id));
    else toast.show({ title: selection.problem.title, description: "Nothing was exported.", tone: "warn" });
  };
  return (
    <Menu trigger={<Button size="small">Export</Button>}>
      <MenuHeading>
        <span className="block text-sm font-medium">{chosen.by === "list" ? "Export all of the list" : `Export ${accountsWords(chosen.ids.length)}`}</span>
        <span className="block text-xs text-text-3">What is selected, of one moment. The export is written to the activity.</span>
      </MenuHeading>
      {exportFormats.map((format) => {
        const { label, hint } = formatWords[format];
        if (chosen.by === "list") return <MenuDownload key={format} href={exportHref(program, chosen.list, format)} hint={hint}>{label}</MenuDownload>;
        return <MenuItem key={format} onSelect={() => void save(chosen.ids, format)} hint={hint}>{label}</MenuItem>;
      })}
    </Menu>
  );
}

const noAnswer = { ok: false, problem: { kind: "unavailable", title: "The console did not answer." } } as const;

/** The server keeps the ids: an address would hold few, and show them to everyone. */
async function keptSelection(program: string, ids: readonly string[]): Promise<Result<{ id: string }>> {
  try {
    const answer = await fetch(`/api/programs/${program}/accounts/export/selections`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(ids) });
    return (await answer.json()) as Result<{ id: string }>;
  } catch {
    return noAnswer;
  }
}
