import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ApprovalPage } from "@/components/approvals/approval-page";
import { ProblemState } from "@/components/problem-state";
import { requireOperator } from "@/server/operator";
import { approvalsShown } from "@/server/queries/approval";

type OneApprovalPageProps = { params: Promise<{ program: string; approvalId: string }> };

export const metadata: Metadata = { title: "Request" };

export default async function OneApprovalPage({ params }: OneApprovalPageProps) {
  const { program, approvalId } = await params;
  const here = await requireOperator(program);
  const found = await approvalsShown(here, [approvalId]);
  if (!found.ok) return <ProblemState problem={found.problem} />;
  const { today, items: [shown] } = found.value;
  if (!shown) notFound();
  return <ApprovalPage key={`${shown.approval.id} ${shown.approval.state}`} program={here.program.slug} today={today} shown={shown} />;
}
