import type { Metadata } from "next";
import { ImportList } from "@/components/imports/import-list";
import { ProblemState } from "@/components/problem-state";
import { requireOperator } from "@/server/operator";
import { importList } from "@/server/queries/imports";

type ImportsPageProps = { params: Promise<{ program: string }> };

export const metadata: Metadata = { title: "Imports" };

export default async function ImportsPage({ params }: ImportsPageProps) {
  const here = await requireOperator((await params).program);
  const imports = await importList(here);
  if (!imports.ok) return <ProblemState problem={imports.problem} />;
  const { slug, name } = here.program;
  return <ImportList program={{ slug, name }} imports={imports.value} mayUpload={here.permissions.has("upload-import")} />;
}
