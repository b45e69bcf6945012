"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, type ReactNode } from "react";
import { bulkRowKinds, type BulkRowKind } from "@/lib/bulk/bulk-actions";
import type { BulkDetail } from "@/lib/bulk/bulk-views";
import { bulkTitle, rowKindWords } from "@/lib/bulk/bulk-words";
import { ButtonLink, buttonClass } from "../ui/button";
import { Callout } from "../ui/callout";
import { PageHeader } from "../ui/page-header";
import { LinkTabs } from "../ui/tabs";
import { BulkActions } from "./bulk-actions";
import { BulkFacts } from "./bulk-facts";
import { BulkMark } from "./bulk-mark";
import { BulkProgress } from "./bulk-progress";
import { useBulkRun } from "./use-bulk";

type BulkPageProps = { program: string; initial: BulkDetail; kind: BulkRowKind | undefined; children: ReactNode };

/** One bulk action: what it will do before it starts, how far it is, and what became of each account. */
export function BulkPage({ program, initial, kind, children }: BulkPageProps) {
  const router = useRouter();
  const read = useBulkRun(program, initial);
  const detail = read.data;
  const standing = JSON.stringify([detail.status, detail.counts]);
  const shown = useRef(standing);
  useEffect(() => {
    // The accounts below come with the page: they are read again when something became of one.
    if (shown.current === standing) return;
    shown.current = standing;
    router.refresh();
  }, [standing, router]);
  const path = `/programs/${program}/bulk/${detail.id}`;
  return (
    <>
      <PageHeader
        title={bulkTitle(detail.action, detail.rowCount)}
        facts={<BulkMark status={detail.status} />}
        actions={
          <>
            <ButtonLink href={`/programs/${program}/accounts${detail.list ? `?${detail.list}` : ""}`}>To the accounts</ButtonLink>
            <BulkActions program={program} detail={detail} />
          </>
        }
      />
      <div className="grid gap-4">
        {read.isError ? <Callout tone="warn" role="status">The console did not answer. This is what was known before.</Callout> : null}
        <BulkProgress detail={detail} />
        <BulkFacts detail={detail} />
        <div>
          <LinkTabs label="Accounts by result" links={tabsOf(detail, path, kind)}>
            <a href={`/api${path}/rows`} download className={buttonClass("quiet", "small", "ml-auto self-center")}>Download as CSV</a>
          </LinkTabs>
          {children}
        </div>
      </div>
    </>
  );
}

function tabsOf({ status, rowCount, counts }: BulkDetail, path: string, current: BulkRowKind | undefined) {
  const kinds = bulkRowKinds
    .filter((kind) => counts[kind] > 0 || kind === current)
    .map((kind) => ({ href: `${path}?kind=${kind}`, label: `${rowKindWords(kind, status)} ${counts[kind].toLocaleString("en-US")}`, current: current === kind }));
  return [{ href: path, label: `All ${rowCount.toLocaleString("en-US")}`, current: current === undefined }, ...kinds];
}
