import type { Metadata } from "next";
import { ProblemState } from "@/components/problem-state";
import { SettingsPage } from "@/components/settings/settings-page";
import { requireOperator } from "@/server/operator";
import { settingsState } from "@/server/queries/settings-state";

type ProgramSettingsProps = { params: Promise<{ program: string }> };

export const metadata: Metadata = { title: "Settings" };

export default async function ProgramSettingsPage({ params }: ProgramSettingsProps) {
  const here = await requireOperator((await params).program);
  const state = await settingsState(here);
  if (!state.ok) return <ProblemState problem={state.problem} />;
  const { slug, name } = here.program;
  return <SettingsPage program={{ slug, name }} initial={state.value} />;
}
