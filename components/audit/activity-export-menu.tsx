"use client";

import { Download } from "lucide-react";
import { serializeActivityQuery } from "@/lib/activity-query";
import type { ActivityQuery } from "@/lib/activity-query";
import { exportFormats, type ExportFormat } from "@/lib/export-filter";
import { formatWords } from "../accounts/list/export-href";
import { Button } from "../ui/button";
import { Menu, MenuDownload, MenuGroup, MenuHeading, MenuSeparator } from "../ui/menu";

type ActivityExportMenuProps = { programSlug: string; query: ActivityQuery; complianceNotes: boolean };

/** Everything that fits the filters, newest first, as a file. */
export function ActivityExportMenu({ programSlug, query, complianceNotes }: ActivityExportMenuProps) {
  const filter = serializeActivityQuery({ ...query, after: undefined, before: undefined });
  const hrefOf = (format: ExportFormat, more: string) => `/api/programs/${programSlug}/activity/export?${filter ? `${filter}&` : ""}format=${format}${more}`;
  const downloads = (more = "") => exportFormats.map((format) => <MenuDownload key={format} href={hrefOf(format, more)} hint={formatWords[format].hint}>{formatWords[format].label}</MenuDownload>);
  return (
    <Menu trigger={<Button icon={<Download size={14} aria-hidden="true" />}>Export</Button>}>
      <MenuHeading>
        <span className="block text-sm font-medium">Export what fits</span>
        <span className="block text-xs text-text-3">All pages, of one moment, without what tells of compliance’s own notes. The export is written to the activity.</span>
      </MenuHeading>
      {downloads()}
      {complianceNotes ? (
        <>
          <MenuSeparator />
          <MenuGroup label="With what tells of compliance’s own notes">{downloads("&notes=compliance")}</MenuGroup>
        </>
      ) : null}
    </Menu>
  );
}
