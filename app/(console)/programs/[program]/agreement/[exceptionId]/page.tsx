import type { Metadata } from "next";
import { ExceptionPage } from "@/components/agreement/exception-page";
import { ProblemState } from "@/components/problem-state";
import { requireOperator } from "@/server/operator";
import { exceptionDetail } from "@/server/queries/agreement-exception";

type ExceptionPageProps = { params: Promise<{ program: string; exceptionId: string }> };

export const metadata: Metadata = { title: "Exception" };

export default async function OneExceptionPage({ params }: ExceptionPageProps) {
  const { program, exceptionId } = await params;
  const here = await requireOperator(program);
  const detail = await exceptionDetail(here, exceptionId);
  if (!detail.ok) return <ProblemState problem={detail.problem} />;
  const { slug, timeZone } = here.program;
  return <ExceptionPage program={{ slug, timeZone }} detail={detail.value} mayChange={here.permissions.has("resolve-exception")} self={here.actor.subject} />;
}
