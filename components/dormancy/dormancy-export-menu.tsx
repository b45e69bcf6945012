"use client";

import { Download } from "lucide-react";
import { serializeDormancyQuery } from "@/lib/accounts/dormancy";
import type { DormancyQuery } from "@/lib/accounts/dormancy";
import { exportFormats } from "@/lib/export-filter";
import { formatWords } from "../accounts/list/export-href";
import { Button } from "../ui/button";
import { Menu, MenuDownload, MenuHeading } from "../ui/menu";

/** Everything that fits, in the order of the list, as a file. */
export function DormancyExportMenu({ program, query }: { program: string; query: DormancyQuery }) {
  const filter = serializeDormancyQuery({ step: query.step, state: query.state });
  return (
    <Menu trigger={<Button icon={<Download size={14} aria-hidden="true" />}>Export</Button>}>
      <MenuHeading>
        <span className="block text-sm font-medium">Export what fits</span>
        <span className="block text-xs text-text-3">All pages, of one moment. The export is written to the activity.</span>
      </MenuHeading>
      {exportFormats.map((format) => (
        <MenuDownload key={format} href={`/api/programs/${program}/dormancy/export?${filter ? `${filter}&` : ""}format=${format}`} hint={formatWords[format].hint}>{formatWords[format].label}</MenuDownload>
      ))}
    </Menu>
  );
}
