"use client";

import { useState } from "react";
import type { ApprovalShown } from "@/lib/approvals/approval-views";
import type { CommandReceipt } from "@/lib/command";
import type { Problem, Result } from "@/lib/result";
import { submitCommand } from "@/server/actions";
import { noAnswer } from "../commands/command-problems";
import { decisionOf } from "./decision";

export type Decided = { phase: "sending" } | { phase: "done" } | { phase: "refused"; problem: Problem };

/** Approves several requests one after another, each its own command; one that is refused holds up no other. */
export function useDecisions(program: string) {
  // One id for each, so that a second press sends the same decision and no other.
  const [ids] = useState(() => new Map<string, string>());
  const [decided, setDecided] = useState<Readonly<Record<string, Decided>>>({});
  const [busy, setBusy] = useState(false);
  const note = (id: string, state: Decided) => setDecided((before) => ({ ...before, [id]: state }));

  const approve = async (items: readonly { shown: ApprovalShown; typed: string }[], comment: string): Promise<void> => {
    setBusy(true);
    for (const { shown, typed } of items) {
      const { id } = shown.approval;
      if (decided[id]?.phase === "done") continue;
      note(id, { phase: "sending" });
      const commandId = ids.get(id) ?? crypto.randomUUID();
      ids.set(id, commandId);
      const answer = await submitCommand({ program, commandId, ...decisionOf(shown, { decision: "approve", comment, typed }) }).catch((): Result<CommandReceipt> => ({ ok: false, problem: noAnswer }));
      note(id, answer.ok ? { phase: "done" } : { phase: "refused", problem: answer.problem });
    }
    setBusy(false);
  };
  return { decided, busy, approve };
}
