"use client";

import { Download } from "lucide-react";
import { serializeRegisterQuery } from "@/lib/closures/register-query";
import type { RegisterQuery } from "@/lib/closures/register-query";
import { exportFormats } from "@/lib/export-filter";
import { formatWords } from "../../accounts/list/export-href";
import { Button } from "../../ui/button";
import { Menu, MenuDownload, MenuHeading } from "../../ui/menu";

/** Everything that fits the filters, in the order of the register, as a file. */
export function RegisterExportMenu({ program, query }: { program: string; query: RegisterQuery }) {
  const filter = serializeRegisterQuery({ ...query, after: undefined, before: undefined });
  return (
    <Menu trigger={<Button icon={<Download size={14} aria-hidden="true" />}>Export</Button>}>
      <MenuHeading>
        <span className="block text-sm font-medium">Export what fits</span>
        <span className="block text-xs text-text-3">All pages, of one moment, with the reasons, notes and people. The export is written to the activity.</span>
      </MenuHeading>
      {exportFormats.map((format) => (
        <MenuDownload key={format} href={`/api/programs/${program}/closures/export?${filter ? `${filter}&` : ""}format=${format}`} hint={formatWords[format].hint}>{formatWords[format].label}</MenuDownload>
      ))}
    </Menu>
  );
}
