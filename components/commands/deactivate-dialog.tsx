"use client";

import { useState } from "react";
import type { AccountDetail } from "@/lib/account-views";
import { transitions } from "@/lib/accounts/account-status";
import { hasCredit } from "@/lib/accounts/capabilities";
import { deactivateInput, type DeactivateInput } from "@/lib/accounts/command-inputs";
import { deactivateProblems } from "@/lib/accounts/deactivate-problems";
import { useAccountDialog } from "../accounts/use-account-dialog";
import { CommandDialog } from "./command-dialog";
import { DeactivateFields, deactivateControlOf, deactivateLabelOf, deactivateTermsOf, nothingTyped, type DeactivateTyped } from "./deactivate-fields";
import { useNoticeRules } from "./notice-rules";
import { useDialogCommand } from "./use-dialog-command";

type DialogOfAccountProps = { program: string; detail: AccountDetail };

/** Opens where the address says `dialog=deactivate-account`. */
export function DeactivateDialog({ program, detail }: DialogOfAccountProps) {
  const { dialog, closeDialog } = useAccountDialog();
  if (dialog !== "deactivate-account") return null;
  return <DeactivateForm program={program} detail={detail} onClose={closeDialog} />;
}

function DeactivateForm({ program, detail, onClose }: DialogOfAccountProps & { onClose: () => void }) {
  const [typed, setTyped] = useState<DeactivateTyped>(() => nothingTyped(detail.today));
  const [untouched] = useState(typed);
  const capabilities = detail.row.capabilities;
  const credit = hasCredit(capabilities);
  const rules = useNoticeRules();
  const { command, problems, send, errorOf, blocked } = useDialogCommand({
    program, detail, name: "deactivate-account", schema: deactivateInput, onClose,
    problemsOf: (input) => deactivateProblems(input as DeactivateInput, { capabilities, today: detail.today, rules }),
    doneWords: "The account is inactive.",
  });
  return (
    <CommandDialog
      command={command}
      blocked={blocked}
      title={`Deactivate ${detail.row.productName || "the account"}`}
      description={transitions["deactivate-account"].consequence}
      onClose={onClose}
      onSend={() => send({ accountId: detail.accountId, ...deactivateTermsOf(typed, credit) })}
      sendLabel="Deactivate"
      dirty={typed !== untouched}
      problems={problems}
      labelOf={deactivateLabelOf}
      controlOf={deactivateControlOf}
    >
      <DeactivateFields typed={typed} change={(part) => setTyped((before) => ({ ...before, ...part }))} errorOf={errorOf} credit={credit} />
    </CommandDialog>
  );
}
