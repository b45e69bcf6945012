import type { Metadata } from "next";
import { BulkPage } from "@/components/bulk/bulk-page";
import { BulkRows } from "@/components/bulk/bulk-rows";
import { ProblemState } from "@/components/problem-state";
import { parseBulkRowQuery } from "@/lib/bulk/row-query";
import { requireOperator } from "@/server/operator";
import { bulkRowPage } from "@/server/queries/bulk-rows";
import { bulkDetail } from "@/server/queries/bulk-runs";

type BulkRunPageProps = { params: Promise<{ program: string; runId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Bulk action" };

export default async function BulkRunPage({ params, searchParams }: BulkRunPageProps) {
  const { program, runId } = await params;
  const here = await requireOperator(program);
  const query = parseBulkRowQuery(await searchParams);
  const detail = await bulkDetail(here, runId);
  if (!detail.ok) return <ProblemState problem={detail.problem} />;
  const rows = await bulkRowPage(here, runId, query);
  if (!rows.ok) return <ProblemState problem={rows.problem} />;
  return (
    <BulkPage program={here.program.slug} initial={detail.value} kind={query.kind}>
      <BulkRows program={here.program.slug} run={detail.value} query={query} page={rows.value} />
    </BulkPage>
  );
}
