import type { Metadata } from "next";
import { cache } from "react";
import { AccountPage } from "@/components/accounts/detail/account-page";
import { UnknownAccount } from "@/components/accounts/unknown-account";
import { KeptTitle } from "@/components/kept-title";
import { ProblemState } from "@/components/problem-state";
import { accountTitle } from "@/components/accounts/account-title";
import { requireOperator } from "@/server/operator";
import { accountDetail } from "@/server/queries/account-detail";
import { accountTimeline } from "@/server/queries/account-timeline";
import { accountProcess, closingContext } from "@/server/queries/closing";

type AccountDetailPageProps = { params: Promise<{ program: string; accountId: string }> };

/** Once per request, for the title and the page. */
const readDetail = cache(async (program: string, accountId: string) => accountDetail(await requireOperator(program), accountId));

export async function generateMetadata({ params }: AccountDetailPageProps): Promise<Metadata> {
  const { program, accountId } = await params;
  const detail = await readDetail(program, accountId);
  return { title: accountTitle(accountId, detail.ok ? detail.value : null) };
}

export default async function AccountDetailPage({ params }: AccountDetailPageProps) {
  const { program, accountId } = await params;
  const here = await requireOperator(program);
  const [detail, timeline, closing, process] = await Promise.all([
    readDetail(program, accountId),
    accountTimeline(here, accountId),
    closingContext(here, accountId),
    accountProcess(here, accountId),
  ]);
  if (!detail.ok) return <ProblemState problem={detail.problem} />;
  if (!timeline.ok) return <ProblemState problem={timeline.problem} />;
  if (!detail.value) return <UnknownAccount programSlug={program} accountId={accountId} />;
  return (
    <>
      <KeptTitle of={accountTitle(accountId, detail.value)} />
      <AccountPage
        key={accountId}
        initial={detail.value}
        timeline={timeline.value}
        zone={here.program.timeZone}
        closing={closing}
        process={process}
        permissions={[...here.permissions]}
      />
    </>
  );
}
