"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, type ReactNode } from "react";
import type { ImportDetail } from "@/lib/imports/import-views";
import { rowKindWords, type RowKind } from "@/lib/imports/import-words";
import { notEntered, rowCounts } from "@/lib/imports/row-counts";
import { ButtonLink, buttonClass } from "../ui/button";
import { Callout } from "../ui/callout";
import { PageHeader } from "../ui/page-header";
import { LinkTabs } from "../ui/tabs";
import { Time } from "../ui/time";
import { ImportActions } from "./import-actions";
import { importName } from "./import-list";
import { ImportFacts } from "./import-facts";
import { ImportMark } from "./import-mark";
import { ImportProgress } from "./import-progress";
import { useImport } from "./use-import";

type ImportPageProps = { program: string; initial: ImportDetail; mayControl: boolean; kind: RowKind | undefined; children: ReactNode };

/** One import: what was recognised, what the check found, how far it is, and its rows. */
export function ImportPage({ program, initial, mayControl, kind, children }: ImportPageProps) {
  const router = useRouter();
  const read = useImport(program, initial);
  const detail = read.data;
  const shown = useRef(initial.status);
  useEffect(() => {
    // The rows below come with the page: they are read again when the import comes to a stop.
    if (shown.current === detail.status) return;
    shown.current = detail.status;
    router.refresh();
  }, [detail.status, router]);
  const path = `/programs/${program}/imports`;
  return (
    <>
      <PageHeader
        title={importName(detail)}
        facts={<ImportMark status={detail.status} />}
        actions={
          <>
            <ButtonLink href={path}>All imports</ButtonLink>
            {mayControl ? <ImportActions program={program} detail={detail} /> : null}
          </>
        }
      />
      <div className="grid gap-4">
        {read.isError ? <Callout tone="warn" role="status">The console did not answer. This is what was known before.</Callout> : null}
        {detail.sameAs ? <Callout tone="info">The same file came in on <Time at={detail.sameAs.uploadedAt} />, from {detail.sameAs.uploadedBy}. Importing it again changes nothing that is known.</Callout> : null}
        <ImportProgress detail={detail} mayControl={mayControl} />
        <ImportFacts detail={detail} />
        <div>
          <LinkTabs label="Rows by kind" links={tabsOf(detail, `${path}/${detail.id}`, kind)}>
            {notEntered(detail) > 0 ? (
              <a href={`/api${path}/${detail.id}/refused`} download className={buttonClass("quiet", "small", "ml-auto self-center")}>Download refused rows</a>
            ) : null}
          </LinkTabs>
          {children}
        </div>
      </div>
    </>
  );
}

function tabsOf(detail: ImportDetail, path: string, current: RowKind | undefined) {
  const waiting = detail.status === "running" || detail.status === "paused";
  const kinds = rowCounts(detail).map(({ kind, count }) => ({
    href: `${path}?kind=${kind}`,
    label: `${kind === "new" && waiting ? "Waiting" : rowKindWords[kind]} ${count.toLocaleString("en-US")}`,
    current: current === kind,
  }));
  return [{ href: path, label: `All rows ${detail.rowCount.toLocaleString("en-US")}`, current: current === undefined }, ...kinds];
}
