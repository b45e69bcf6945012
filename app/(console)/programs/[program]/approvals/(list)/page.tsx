import type { Metadata } from "next";
import { ApprovalList } from "@/components/approvals/approval-list";
import { ProblemState } from "@/components/problem-state";
import { parseApprovalQuery } from "@/lib/approvals/approval-query";
import { approvalKindRows } from "@/lib/approvals/approvals";
import { requireOperator } from "@/server/operator";
import { approvalPage, approvalRequesters } from "@/server/queries/approvals";

type ApprovalsPageProps = { params: Promise<{ program: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Approvals" };

export default async function ApprovalsPage({ params, searchParams }: ApprovalsPageProps) {
  const here = await requireOperator((await params).program);
  const asked = parseApprovalQuery(await searchParams);
  const decides = Object.values(approvalKindRows).some(({ permission }) => here.permissions.has(permission));
  const query = { ...asked, view: decides ? asked.view : ("all" as const) };
  const page = await approvalPage(here, query);
  if (!page.ok) return <ProblemState problem={page.problem} />;
  const requesters = await approvalRequesters(here);
  const { slug, name } = here.program;
  return <ApprovalList key={JSON.stringify(query)} program={{ slug, name }} query={query} page={page.value} requesters={requesters.ok ? requesters.value : []} decides={decides} />;
}
