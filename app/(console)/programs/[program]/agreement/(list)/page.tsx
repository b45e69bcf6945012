import type { Metadata } from "next";
import { ExceptionList } from "@/components/agreement/exception-list";
import { ProblemState } from "@/components/problem-state";
import { parseExceptionQuery } from "@/lib/agreement/exception-query";
import { requireOperator } from "@/server/operator";
import { exceptionOwners, exceptionPage } from "@/server/queries/agreement-exceptions";

type AgreementPageProps = { params: Promise<{ program: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Agreement" };

export default async function AgreementPage({ params, searchParams }: AgreementPageProps) {
  const here = await requireOperator((await params).program);
  const query = parseExceptionQuery(await searchParams);
  const page = await exceptionPage(here, query);
  if (!page.ok) return <ProblemState problem={page.problem} />;
  const owners = await exceptionOwners(here);
  const { slug, name, timeZone } = here.program;
  return <ExceptionList program={{ slug, name, timeZone }} query={query} page={page.value} owners={owners.ok ? owners.value : []} />;
}
