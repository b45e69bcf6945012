import type { Metadata } from "next";
import { ProblemState } from "@/components/problem-state";
import { OwnHandovers } from "@/components/call-desk/own-handovers";
import { MyWork } from "@/components/work/my-work";
import { OpenQueues } from "@/components/work/open-queues";
import { OwnExceptions } from "@/components/work/own-exceptions";
import { TeamWork } from "@/components/work/team-work";
import { openClosingQueues } from "@/server/closing-queues/closing-queues";
import { requireOperator } from "@/server/operator";
import { exceptionPage } from "@/server/queries/agreement-exceptions";
import { bulkWork } from "@/server/queries/bulk-runs";
import { ownHandovers } from "@/server/queries/handovers";
import { myWork } from "@/server/queries/my-work";
import { needsAPerson } from "@/server/queries/needs-a-person";
import { followUpsToDo } from "@/server/queries/work-queue";

type MyWorkPageProps = { params: Promise<{ program: string }> };

export const metadata: Metadata = { title: "My work" };

export default async function MyWorkPage({ params }: MyWorkPageProps) {
  const here = await requireOperator((await params).program);
  const hasQueue = here.permissions.has("read-work-queue");
  const own = here.permissions.has("resolve-exception") ? exceptionPage(here, { owner: here.actor.subject }) : null;
  const [items, bulk, exceptions, queues, unsettled, followUps, handovers] = await Promise.all([myWork(here), bulkWork(here), own, openClosingQueues(here), hasQueue ? null : needsAPerson(here), followUpsToDo(here), ownHandovers(here)]);
  if (!items.ok) return <ProblemState problem={items.problem} />;
  const { slug, name, timeZone } = here.program;
  return (
    <MyWork
      program={{ slug, name }}
      initial={items.value}
      bulk={bulk.ok ? bulk.value : null}
      team={<TeamWork programSlug={slug} hasQueue={hasQueue} unsettled={unsettled} followUps={followUps} zone={timeZone} />}
      queues={<><OwnHandovers program={slug} handovers={handovers} /><OpenQueues programSlug={slug} queues={queues} /></>}
      exceptions={exceptions?.ok ? <OwnExceptions programSlug={slug} subject={here.actor.subject} page={exceptions.value} zone={timeZone} /> : null}
    />
  );
}
