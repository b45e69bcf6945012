import type { Metadata } from "next";
import { NewAccount } from "@/components/commands/account-form/new-account";
import { NoPermission } from "@/components/ui/no-permission";
import { PageHeader } from "@/components/ui/page-header";
import { formLikeAccount } from "@/lib/accounts/account-form";
import { isAccountId } from "@/lib/lead/ids";
import { onlyPhrase } from "@/lib/permissions";
import { ownDraft } from "@/server/drafts/own-drafts";
import { requireOperator, type OperatorInProgram } from "@/server/operator";
import { accountDetail } from "@/server/queries/account-detail";

export const metadata: Metadata = { title: "New account" };

type PageProps = { params: Promise<{ program: string }>; searchParams: Promise<{ like?: string | string[] }> };

async function likeAccount(context: OperatorInProgram, accountId: string | string[] | undefined) {
  if (!isAccountId(accountId)) return null;
  const detail = await accountDetail(context, accountId);
  return detail.ok && detail.value ? { accountId, form: formLikeAccount(detail.value.body) } : null;
}

export default async function NewAccountPage({ params, searchParams }: PageProps) {
  const context = await requireOperator((await params).program);
  if (!context.permissions.has("open-account")) return <NoPermission heading="h1" reason={onlyPhrase("open-account")} />;
  const [draft, like] = await Promise.all([ownDraft(context, "open-account", "new"), likeAccount(context, (await searchParams).like)]);
  return (
    <>
      <PageHeader title="New account" facts={<span>{context.program.name}</span>} />
      <NewAccount
        key={like?.accountId ?? "new"}
        program={context.program.slug}
        supported={context.program.supportedCapabilities}
        saved={draft.ok ? draft.value : null}
        like={like}
      />
    </>
  );
}
