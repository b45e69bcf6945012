import type { Metadata } from "next";
import { PackPage } from "@/components/packs/pack-page";
import { ProblemState } from "@/components/problem-state";
import { packFormOf, readPackForm } from "@/lib/closures/examiner-pack";
import { requireOperator } from "@/server/operator";
import { recordDay } from "@/server/queries/closing-record";
import { packsOf, previewPack } from "@/server/queries/examiner-pack";

type ExaminerPackProps = { params: Promise<{ program: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Examiner’s pack" };

export default async function ExaminerPackPage({ params, searchParams }: ExaminerPackProps) {
  const here = await requireOperator((await params).program);
  const packs = await packsOf(here);
  if (!packs.ok) return <ProblemState problem={packs.problem} />;
  const form = packFormOf(parametersOf(await searchParams), await recordDay(here));
  const read = readPackForm(form);
  const preview = "ask" in read ? await previewPack(here, read.ask) : null;
  const { slug, name, timeZone } = here.program;
  return <PackPage program={{ slug, name, timeZone }} form={form} preview={preview?.ok ? preview.value : null} packs={packs.value} />;
}

function parametersOf(given: Record<string, string | string[] | undefined>): URLSearchParams {
  return new URLSearchParams(Object.entries(given).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one])));
}
