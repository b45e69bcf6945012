import type { Metadata } from "next";
import { ReviewPage } from "@/components/approvals/review-page";
import { ProblemState } from "@/components/problem-state";
import { requireOperator } from "@/server/operator";
import { approvalsShown } from "@/server/queries/approval";

type ApprovalReviewProps = { params: Promise<{ program: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Review requests" };

export default async function ApprovalReviewPage({ params, searchParams }: ApprovalReviewProps) {
  const here = await requireOperator((await params).program);
  const { ids } = await searchParams;
  const found = await approvalsShown(here, typeof ids === "string" ? ids.split(",") : []);
  if (!found.ok) return <ProblemState problem={found.problem} />;
  const { today, items } = found.value;
  const waiting = items.filter(({ approval }) => approval.mayDecide);
  return <ReviewPage program={here.program.slug} today={today} items={waiting} />;
}
