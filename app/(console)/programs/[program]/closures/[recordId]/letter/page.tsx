import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LettersPage } from "@/components/closures/letters-page";
import { ProblemState } from "@/components/problem-state";
import { requireOperator } from "@/server/operator";
import { closingLetters } from "@/server/queries/closing-letters";

type LetterPageProps = { params: Promise<{ program: string; recordId: string }>; searchParams: Promise<{ which?: string | string[] }> };

export const metadata: Metadata = { title: "Letter of a closing" };

export default async function ClosingLetterPage({ params, searchParams }: LetterPageProps) {
  const [{ program, recordId }, { which }] = [await params, await searchParams];
  const here = await requireOperator(program);
  const shown = await closingLetters(here, recordId);
  if (!shown.ok) return <ProblemState problem={shown.problem} />;
  if (shown.value === null) notFound();
  return <LettersPage shown={shown.value} which={which === "corrective" ? "corrective" : "notice"} mayExport={here.permissions.has("export")} />;
}
