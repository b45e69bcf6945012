import type { Metadata } from "next";
import { AccountList } from "@/components/accounts/list/account-list";
import { ProblemState } from "@/components/problem-state";
import { parseDirectoryQuery } from "@/lib/directory-query";
import { requireOperator } from "@/server/operator";
import { accountList } from "@/server/queries/account-list";
import { accountCounts } from "@/server/queries/account-list-counts";

type AccountsPageProps = { params: Promise<{ program: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Accounts" };

export default async function AccountsPage({ params, searchParams }: AccountsPageProps) {
  const here = await requireOperator((await params).program);
  const query = parseDirectoryQuery(await searchParams);
  const [page, counts] = await Promise.all([accountList(here, query), accountCounts(here, query)]);
  if (!page.ok) return <ProblemState problem={page.problem} />;
  if (!counts.ok) return <ProblemState problem={counts.problem} />;
  return <AccountList programSlug={here.program.slug} query={query} page={page.value} counts={counts.value} zone={here.program.timeZone} mayOpen={here.permissions.has("open-account")} mayExport={here.permissions.has("export")} />;
}
