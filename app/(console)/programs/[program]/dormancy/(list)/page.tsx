import type { Metadata } from "next";
import { DormancyList } from "@/components/dormancy/dormancy-list";
import { ProblemState } from "@/components/problem-state";
import { parseDormancyQuery } from "@/lib/accounts/dormancy";
import { requireOperator } from "@/server/operator";
import { dormancyPage } from "@/server/queries/dormancy";

type DormancyPageProps = { params: Promise<{ program: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Dormancy" };

export default async function DormancyPage({ params, searchParams }: DormancyPageProps) {
  const here = await requireOperator((await params).program);
  const query = parseDormancyQuery(await searchParams);
  const page = await dormancyPage(here, query);
  if (!page.ok) return <ProblemState problem={page.problem} />;
  const { slug, name, dormancy } = here.program;
  return <DormancyList program={{ slug, name }} query={query} page={page.value} settings={dormancy} mayExport={here.permissions.has("export")} />;
}
