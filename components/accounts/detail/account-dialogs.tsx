"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { AccountDetail, AccountNumbers } from "@/lib/account-views";
import type { CommandName } from "@/lib/command";
import type { ClosingContext } from "@/lib/closures/process-view";
import { queryKeys } from "@/lib/query-keys";
import { ClosingDialog } from "../../closures/closing-dialog";
import { CorrectionDialog } from "../../closures/correction-dialog";
import { InactiveReasonDialog } from "../../closures/inactive-reason-dialog";
import { ActivateDialog } from "../../commands/activate-dialog";
import { BlockedDialog, blockedWhy } from "../../commands/blocked-dialog";
import { DeactivateDialog } from "../../commands/deactivate-dialog";
import { RelationshipsDialog } from "../../commands/relationships-dialog";
import { ReportDeathDialog } from "../../deceased/report-death-dialog";
import { readAfresh } from "../../read-afresh";
import { useAccountDialog } from "../use-account-dialog";

type AccountDialogsProps = { detail: AccountDetail; closing: ClosingContext | null };

/** Whichever dialog the address names; one that is not possible says why. */
export function AccountDialogs({ detail, closing }: AccountDialogsProps) {
  const shared = { program: detail.program, detail };
  return (
    <>
      <ActivateDialog {...shared} />
      <DeactivateDialog {...shared} />
      <RelationshipsDialog {...shared} />
      <ReportDeathDialog detail={detail} />
      <ProcessDialogs detail={detail} closing={closing} />
    </>
  );
}

const processTitles: Partial<Record<CommandName, string>> = {
  "request-closing": "Close",
  "change-inactive-reason": "Change the reason",
  "correct-closure": "Correct the closure",
};

function ProcessDialogs({ detail, closing }: AccountDialogsProps) {
  const { dialog } = useAccountDialog();
  const name = dialog as CommandName;
  return processTitles[name] ? <ProcessDialog key={name} name={name} detail={detail} closing={closing} /> : null;
}

type ProcessDialogProps = AccountDialogsProps & { name: CommandName };

/** Whether it may open is asked once: what it starts moves the account on beneath it, and its receipt must stay. */
function ProcessDialog({ name, detail, closing }: ProcessDialogProps) {
  const { openDialog, closeDialog } = useAccountDialog();
  const router = useRouter();
  const queries = useQueryClient();
  const [atStart] = useState(() => ({ why: blockedWhy(detail, name), closing }));
  const context = closing && blockedWhy(detail, name) === null ? closing : atStart.closing;
  if (!context || atStart.why) {
    return <BlockedDialog title={processTitles[name] ?? ""} why={atStart.why ?? "This is not possible for your role."} onClose={closeDialog} />;
  }
  const onOpenChange = (open: boolean) => {
    if (open) return;
    closeDialog();
    void readAfresh(queries, queryKeys.program(detail.program));
    router.refresh();
  };
  const props = { context, open: true, onOpenChange };
  if (name === "change-inactive-reason") return <InactiveReasonDialog {...props} />;
  if (name === "correct-closure") return <CorrectionDialog {...props} />;
  const numbers = queries.getQueryData<AccountNumbers>(queryKeys.accountNumbers(detail.program, detail.accountId));
  return <ClosingDialog {...props} accountNumbers={numbers?.numbers.length ?? null} onDeactivate={() => openDialog("deactivate-account")} />;
}
