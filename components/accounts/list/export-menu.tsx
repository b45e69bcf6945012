"use client";

import { Download } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import type { AccountCounts } from "@/lib/account-views";
import { changeDirectoryQuery, serializeDirectoryQuery, type DirectoryQuery } from "@/lib/directory-query";
import { exportFormats } from "@/lib/export-filter";
import { Button } from "../../ui/button";
import { Callout } from "../../ui/callout";
import { Menu, MenuDownload, MenuHeading } from "../../ui/menu";
import { exportHref, formatWords } from "./export-href";
import { useAccountCounts } from "./use-account-counts";

type ExportMenuProps = { programSlug: string; query: DirectoryQuery };

/** Everything that the list has, in its order, as a file. */
export function ExportMenu({ programSlug, query }: ExportMenuProps) {
  const { counts, state } = useAccountCounts(programSlug, query);
  const list = serializeDirectoryQuery(changeDirectoryQuery(query, {}));
  return (
    <Menu trigger={<Button icon={<Download size={14} aria-hidden="true" />}>Export</Button>}>
      <MenuHeading>
        <span className="block text-sm font-medium">{state === "counted" && counts ? countWords(counts.total) : "Export what fits"}</span>
        <span className="block text-xs text-text-3">All that this list has, of one moment. The export is written to the activity.</span>
      </MenuHeading>
      {exportFormats.map((format) => (
        <MenuDownload key={format} href={exportHref(programSlug, list, format)} hint={formatWords[format].hint}>{formatWords[format].label}</MenuDownload>
      ))}
    </Menu>
  );
}

/** Where the route had no file to give, it sends the browser back to the list with the kind of the problem. */
export function ExportRefused() {
  const [refused, setRefused] = useQueryState("export", parseAsString);
  if (!refused) return null;
  return (
    <Callout tone="warn" role="alert" className="mb-2.5" actions={<Button size="small" onClick={() => void setRefused(null)}>Dismiss</Button>}>
      {refused === "unavailable" ? "Too many exports run at once. Nothing was exported. Try again when one has ended." : "Nothing was exported. Try again; the list is as it was."}
    </Callout>
  );
}

function countWords({ count, more }: AccountCounts["total"]): string {
  if (count === 1 && !more) return "Export 1 account";
  return `Export ${count.toLocaleString("en-US")}${more ? "+" : ""} accounts`;
}
