import type { Metadata } from "next";
import { RunList } from "@/components/agreement/run-list";
import { ProblemState } from "@/components/problem-state";
import { requireOperator } from "@/server/operator";
import { runList } from "@/server/queries/agreement-runs";

type FilesPageProps = { params: Promise<{ program: string }> };

export const metadata: Metadata = { title: "Compared files" };

export default async function FilesPage({ params }: FilesPageProps) {
  const here = await requireOperator((await params).program);
  const runs = await runList(here);
  if (!runs.ok) return <ProblemState problem={runs.problem} />;
  const { slug, name } = here.program;
  return <RunList program={{ slug, name }} runs={runs.value} mayUpload={here.permissions.has("upload-agreement")} />;
}
