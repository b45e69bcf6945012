import type { Metadata } from "next";
import { ClosingQueuePage } from "@/components/closing-queues/closing-queue-page";
import { ProblemState } from "@/components/problem-state";
import { closingQueue } from "@/server/closing-queues/closing-queues";
import { requireOperator } from "@/server/operator";

type PageProps = { params: Promise<{ program: string; queueId: string }>; searchParams: Promise<{ at?: string | string[] }> };

export const metadata: Metadata = { title: "Close one after another" };

export default async function QueuePage({ params, searchParams }: PageProps) {
  const [{ program, queueId }, { at }] = await Promise.all([params, searchParams]);
  const queue = await closingQueue(await requireOperator(program), queueId, [at].flat()[0]);
  if (!queue.ok) return <ProblemState problem={queue.problem} />;
  const { next, ...rest } = queue.value;
  return <ClosingQueuePage program={program} queue={rest} next={next} />;
}
