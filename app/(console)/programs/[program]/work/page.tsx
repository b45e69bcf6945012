import type { Metadata } from "next";
import { ProblemState } from "@/components/problem-state";
import { WorkQueuePage } from "@/components/work/queue/work-queue-page";
import { isWorkSection } from "@/lib/work-queue";
import { requireOperator } from "@/server/operator";
import { workQueue } from "@/server/queries/work-queue";

type WorkPageProps = { params: Promise<{ program: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Work queue" };

export default async function WorkPage({ params, searchParams }: WorkPageProps) {
  const here = await requireOperator((await params).program);
  const { section } = await searchParams;
  const only = isWorkSection(section) ? section : null;
  const queue = await workQueue(here, only ?? undefined);
  if (!queue.ok) return <ProblemState problem={queue.problem} />;
  const { slug, name, timeZone } = here.program;
  return <WorkQueuePage key={only} program={{ slug, name }} initial={queue.value} only={only} zone={timeZone} />;
}
