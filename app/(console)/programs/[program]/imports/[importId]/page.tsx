import type { Metadata } from "next";
import { ImportPage } from "@/components/imports/import-page";
import { ImportRows } from "@/components/imports/import-rows";
import { ProblemState } from "@/components/problem-state";
import { parseRowQuery } from "@/lib/imports/row-query";
import { requireOperator } from "@/server/operator";
import { importCaller } from "@/server/queries/import-caller";
import { importRowPage } from "@/server/queries/import-rows";
import { importDetail } from "@/server/queries/imports";

type ImportPageProps = { params: Promise<{ program: string; importId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Import" };

export default async function OneImportPage({ params, searchParams }: ImportPageProps) {
  const { program, importId } = await params;
  const caller = await importCaller(await requireOperator(program));
  const query = parseRowQuery(await searchParams);
  const detail = await importDetail(caller, importId);
  if (!detail.ok) return <ProblemState problem={detail.problem} />;
  const rows = await importRowPage(caller, importId, query);
  if (!rows.ok) return <ProblemState problem={rows.problem} />;
  return (
    <ImportPage program={caller.program.slug} initial={detail.value} mayControl={caller.permissions.has("start-import")} kind={query.kind}>
      <ImportRows program={caller.program.slug} importId={importId} query={query} page={rows.value} />
    </ImportPage>
  );
}
