import type { Metadata } from "next";
import { RunPage } from "@/components/agreement/run-page";
import { UnmappedRows } from "@/components/agreement/unmapped-rows";
import { ProblemState } from "@/components/problem-state";
import { parseRowQuery } from "@/lib/imports/row-query";
import { requireOperator } from "@/server/operator";
import { runDetail, unmappedRows } from "@/server/queries/agreement-runs";

type FilePageProps = { params: Promise<{ program: string; runId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Compared file" };

export default async function FilePage({ params, searchParams }: FilePageProps) {
  const { program, runId } = await params;
  const here = await requireOperator(program);
  const detail = await runDetail(here, runId);
  if (!detail.ok) return <ProblemState problem={detail.problem} />;
  const rows = await unmappedRows(here, runId, parseRowQuery(await searchParams));
  if (!rows.ok) return <ProblemState problem={rows.problem} />;
  const { slug, timeZone } = here.program;
  return (
    <RunPage program={{ slug, timeZone }} initial={detail.value} mayControl={here.permissions.has("start-agreement")}>
      <UnmappedRows program={slug} runId={detail.value.id} page={rows.value} />
    </RunPage>
  );
}
