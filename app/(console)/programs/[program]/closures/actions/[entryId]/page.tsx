import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { EntryPage } from "@/components/closures/register/entry-page";
import { ProblemState } from "@/components/problem-state";
import { requireOperator } from "@/server/operator";
import { registerEntry } from "@/server/queries/register";

type RegisterEntryPageProps = { params: Promise<{ program: string; entryId: string }> };

export const metadata: Metadata = { title: "Adverse action" };

export default async function RegisterEntryPage({ params }: RegisterEntryPageProps) {
  const { program, entryId } = await params;
  const here = await requireOperator(program);
  const shown = await registerEntry(here, entryId);
  if (!shown.ok) return <ProblemState problem={shown.problem} />;
  if (shown.value === null) notFound();
  const { kind, id } = shown.value.entry;
  if (kind === "closing" || kind === "elsewhere") redirect(`/programs/${program}/closures/${id}`);
  const { slug, timeZone } = here.program;
  return <EntryPage program={{ slug, timeZone }} shown={shown.value} />;
}
