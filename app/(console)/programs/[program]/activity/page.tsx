import type { Metadata } from "next";
import { ActivityList } from "@/components/audit/activity-list";
import { ProblemState } from "@/components/problem-state";
import { parseActivityQuery } from "@/lib/activity-query";
import { requireOperator } from "@/server/operator";
import { activity, activityPeople } from "@/server/queries/activity";
import { trailState } from "@/server/queries/trail-state";

type ActivityPageProps = { params: Promise<{ program: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Activity" };

export default async function ActivityPage({ params, searchParams }: ActivityPageProps) {
  const here = await requireOperator((await params).program);
  const query = parseActivityQuery(await searchParams);
  const page = await activity(here, query);
  if (!page.ok) return <ProblemState problem={page.problem} />;
  const [people, trail] = await Promise.all([activityPeople(here), trailState(here)]);
  if (!trail.ok) return <ProblemState problem={trail.problem} />;
  const { slug, name, timeZone } = here.program;
  return (
    <ActivityList
      program={{ slug, name, timeZone }}
      query={query}
      page={page.value}
      people={people.ok ? people.value : []}
      mayReadCalls={here.permissions.has("read-calls")}
      trail={trail.value}
      exports={here.permissions.has("export") ? { complianceNotes: here.permissions.has("read-compliance-notes") } : null}
    />
  );
}
