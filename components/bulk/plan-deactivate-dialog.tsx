"use client";

import { useState } from "react";
import { transitions } from "@/lib/accounts/account-status";
import type { ChosenAccounts } from "@/lib/bulk/bulk-inputs";
import { CommandDialog } from "../commands/command-dialog";
import { DeactivateFields, deactivateControlOf, deactivateLabelOf, deactivateTermsOf, nothingTyped } from "../commands/deactivate-fields";
import { usePlanBulk } from "./use-plan-bulk";

/** `words`: which accounts, "3 accounts". */
export type PlanDialogProps = { program: string; chosen: ChosenAccounts; words: string; onClose: () => void };

/** The single action's own questions, asked once for all of them. */
export function PlanDeactivateDialog({ program, chosen, words, onClose }: PlanDialogProps) {
  const [typed, setTyped] = useState(() => nothingTyped());
  const [untouched] = useState(typed);
  const { command, problems, send, errorOf } = usePlanBulk(program);
  return (
    <CommandDialog
      command={command}
      title={`Deactivate: ${words}`}
      description={transitions["deactivate-account"].consequence}
      onClose={onClose}
      onSend={() => send({ action: "deactivate-account", chosen, terms: deactivateTermsOf(typed, true) })}
      sendLabel="Show what will happen"
      dirty={typed !== untouched}
      problems={problems}
      labelOf={deactivateLabelOf}
      controlOf={deactivateControlOf}
    >
      <DeactivateFields typed={typed} change={(part) => setTyped((before) => ({ ...before, ...part }))} errorOf={errorOf} credit="some" />
    </CommandDialog>
  );
}
