import type { Metadata } from "next";
import { CallList } from "@/components/calls/call-list";
import { ProblemState } from "@/components/problem-state";
import { parseCallQuery } from "@/lib/call-query";
import { requireOperator } from "@/server/operator";
import { callList } from "@/server/queries/calls";
import { operatorNames } from "@/server/queries/operator-names";

type CallsPageProps = { params: Promise<{ program: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "API log" };

export default async function CallsPage({ params, searchParams }: CallsPageProps) {
  const here = await requireOperator((await params).program);
  const query = parseCallQuery(await searchParams);
  const page = await callList(here, { accountId: query.account, commandId: query.command, after: query.after, before: query.before });
  if (!page.ok) return <ProblemState problem={page.problem} />;
  const names = await operatorNames(here, page.value.calls.flatMap(({ operator }) => operator ?? []));
  const { slug, name } = here.program;
  return <CallList program={{ slug, name }} query={query} page={page.value} names={names} />;
}
