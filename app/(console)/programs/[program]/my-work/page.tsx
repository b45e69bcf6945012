import type { Metadata } from "next";
import { ProblemState } from "@/components/problem-state";
import { MyWork } from "@/components/work/my-work";
import { OpenQueues } from "@/components/work/open-queues";
import { OwnExceptions } from "@/components/work/own-exceptions";
import { openClosingQueues } from "@/server/closing-queues/closing-queues";
import { requireOperator } from "@/server/operator";
import { exceptionPage } from "@/server/queries/agreement-exceptions";
import { bulkWork } from "@/server/queries/bulk-runs";
import { myWork } from "@/server/queries/my-work";
import { hasWorkQueue, workQueue } from "@/server/queries/work-queue";

type MyWorkPageProps = { params: Promise<{ program: string }> };

export const metadata: Metadata = { title: "My work" };

export default async function MyWorkPage({ params }: MyWorkPageProps) {
  const here = await requireOperator((await params).program);
  const own = here.permissions.has("resolve-exception") ? exceptionPage(here, { owner: here.actor.subject }) : null;
  const [items, queue, bulk, exceptions, queues] = await Promise.all([myWork(here), hasWorkQueue(here) ? workQueue(here) : null, bulkWork(here), own, openClosingQueues(here)]);
  if (!items.ok) return <ProblemState problem={items.problem} />;
  const { slug, name, timeZone } = here.program;
  return <MyWork program={{ slug, name }} initial={items.value} queue={queue?.ok ? queue.value : null} bulk={bulk.ok ? bulk.value : null} queues={<OpenQueues programSlug={slug} queues={queues} />} exceptions={exceptions?.ok ? <OwnExceptions programSlug={slug} subject={here.actor.subject} page={exceptions.value} zone={timeZone} /> : null} zone={timeZone} />;
}
