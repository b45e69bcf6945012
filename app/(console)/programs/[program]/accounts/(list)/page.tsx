import type { Metadata } from "next";
import { AccountList } from "@/components/accounts/list/account-list";
import { ProblemState } from "@/components/problem-state";
import { offeredBulk } from "@/lib/bulk/bulk-actions";
import { parseDirectoryQuery } from "@/lib/directory-query";
import { requireOperator } from "@/server/operator";
import { accountList } from "@/server/queries/account-list";
import { ownLayout } from "@/server/views/list-layouts";
import { offeredViews } from "@/server/views/saved-views";

type AccountsPageProps = { params: Promise<{ program: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Accounts" };

export default async function AccountsPage({ params, searchParams }: AccountsPageProps) {
  const here = await requireOperator((await params).program);
  const query = parseDirectoryQuery(await searchParams);
  const [page, views, layout] = await Promise.all([accountList(here, query), offeredViews(here), ownLayout(here)]);
  if (!page.ok) return <ProblemState problem={page.problem} />;
  if (!views.ok) return <ProblemState problem={views.problem} />;
  if (!layout.ok) return <ProblemState problem={layout.problem} />;
  return <AccountList programSlug={here.program.slug} query={query} page={page.value} views={views.value} layout={layout.value} zone={here.program.timeZone} mayOpen={here.permissions.has("open-account")} mayExport={here.permissions.has("export")} seesCauses={here.permissions.has("read-restrictions")} bulk={offeredBulk(here.permissions)} />;
}
