import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordPage } from "@/components/closures/record/record-page";
import { ProblemState } from "@/components/problem-state";
import { requireOperator } from "@/server/operator";
import { closingRecord, recordDay } from "@/server/queries/closing-record";

type ClosingRecordPageProps = { params: Promise<{ program: string; recordId: string }> };

export const metadata: Metadata = { title: "Record of a closing" };

export default async function ClosingRecordPage({ params }: ClosingRecordPageProps) {
  const { program, recordId } = await params;
  const here = await requireOperator(program);
  const record = await closingRecord(here, recordId);
  if (!record.ok) return <ProblemState problem={record.problem} />;
  if (record.value === null) notFound();
  return <RecordPage record={record.value} today={await recordDay(here)} permissions={[...here.permissions]} />;
}
