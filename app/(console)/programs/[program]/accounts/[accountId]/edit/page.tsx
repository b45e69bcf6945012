import type { Metadata } from "next";
import { cache } from "react";
import { accountTitle } from "@/components/accounts/account-title";
import { UnknownAccount } from "@/components/accounts/unknown-account";
import { EditAccount } from "@/components/commands/account-form/edit-account";
import { EditClosed } from "@/components/commands/account-form/edit-closed";
import { KeptTitle } from "@/components/kept-title";
import { ProblemState } from "@/components/problem-state";
import { NoPermission } from "@/components/ui/no-permission";
import { onlyPhrase } from "@/lib/permissions";
import { ownDraft } from "@/server/drafts/own-drafts";
import { requireOperator } from "@/server/operator";
import { accountDetail } from "@/server/queries/account-detail";

type PageProps = { params: Promise<{ program: string; accountId: string }> };

/** Once per request, for the title and the page. */
const readDetail = cache(async (program: string, accountId: string) => accountDetail(await requireOperator(program), accountId));

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { program, accountId } = await params;
  const detail = await readDetail(program, accountId);
  return { title: editTitle(accountId, detail.ok ? detail.value : null) };
}

const editTitle = (...of: Parameters<typeof accountTitle>) => `Edit ${accountTitle(...of)}`;

export default async function EditAccountPage({ params }: PageProps) {
  const { program, accountId } = await params;
  const context = await requireOperator(program);
  const { permissions } = context;
  if (!permissions.has("update-account") && !permissions.has("update-protections")) return <NoPermission heading="h1" reason={onlyPhrase("update-account")} />;
  const [detail, draft] = await Promise.all([readDetail(program, accountId), ownDraft(context, "update-account", accountId)]);
  if (!detail.ok) return <ProblemState problem={detail.problem} />;
  if (!detail.value) return <UnknownAccount programSlug={program} accountId={accountId} />;
  if (detail.value.row.status === "closed") return <EditClosed detail={detail.value} />;
  return (
    <>
      <KeptTitle of={editTitle(accountId, detail.value)} />
      <EditAccount
        program={program}
        detail={detail.value}
        saved={draft.ok ? draft.value : null}
        supported={context.program.supportedCapabilities}
        protectionsOnly={!permissions.has("update-account")}
      />
    </>
  );
}
