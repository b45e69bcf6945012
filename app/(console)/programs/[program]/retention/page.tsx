import type { Metadata } from "next";
import { ProblemState } from "@/components/problem-state";
import { RetentionPage } from "@/components/retention/retention-page";
import { requireOperator } from "@/server/operator";
import { retentionReport } from "@/server/queries/retention-report";

type ProgramRetentionProps = { params: Promise<{ program: string }> };

export const metadata: Metadata = { title: "Retention" };

export default async function ProgramRetentionPage({ params }: ProgramRetentionProps) {
  const here = await requireOperator((await params).program);
  const report = await retentionReport(here);
  if (!report.ok) return <ProblemState problem={report.problem} />;
  const { slug, name } = here.program;
  return <RetentionPage program={{ slug, name }} report={report.value} mayReadRecords={here.permissions.has("read-closures")} />;
}
