import type { Metadata } from "next";
import { z } from "zod";
import { OverviewPage } from "@/components/overview/overview-page";
import { ProblemState } from "@/components/problem-state";
import { requireOperator } from "@/server/operator";
import { overview } from "@/server/queries/overview";

type PageProps = { params: Promise<{ program: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Overview" };

const day = z.iso.date().optional().catch(undefined);

export default async function ProgramOverviewPage({ params, searchParams }: PageProps) {
  const here = await requireOperator((await params).program);
  const shown = await overview(here, day.parse((await searchParams).as_of));
  if (!shown.ok) return <ProblemState problem={shown.problem} />;
  const { slug, name } = here.program;
  return <OverviewPage program={{ slug, name }} overview={shown.value} hasQueue={here.permissions.has("read-work-queue")} />;
}
