import type { Metadata } from "next";
import { RegisterList } from "@/components/closures/register/register-page";
import { ProblemState } from "@/components/problem-state";
import { parseRegisterQuery } from "@/lib/closures/register-query";
import { requireOperator } from "@/server/operator";
import { register, registerCounts, registerPeople } from "@/server/queries/register";

type RegisterPageProps = { params: Promise<{ program: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Register" };

export default async function RegisterPage({ params, searchParams }: RegisterPageProps) {
  const here = await requireOperator((await params).program);
  const query = parseRegisterQuery(await searchParams);
  const page = await register(here, query);
  if (!page.ok) return <ProblemState problem={page.problem} />;
  const [counts, people] = await Promise.all([registerCounts(here, query), registerPeople(here)]);
  if (!counts.ok) return <ProblemState problem={counts.problem} />;
  const { slug, name, timeZone } = here.program;
  return <RegisterList program={{ slug, name, timeZone }} query={query} page={page.value} counts={counts.value} people={people.ok ? people.value : { askers: [], approvers: [] }} mayExport={here.permissions.has("export")} mayMakePacks={here.permissions.has("export-examiner-pack")} />;
}
