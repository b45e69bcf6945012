"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { planBulkInput, type ChosenAccounts } from "@/lib/bulk/bulk-inputs";
import { accountsWords } from "@/lib/bulk/bulk-words";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { mostInCloseBatch } from "@/lib/closures/close-batch";
import type { BatchContext } from "@/lib/closures/close-batch-view";
import { reasonQuestions } from "@/lib/closures/reasons";
import type { FieldProblem, Result } from "@/lib/result";
import { CommandDialog } from "../commands/command-dialog";
import { BlockedDialog } from "../commands/blocked-dialog";
import { Dialog, DialogSection } from "../ui/dialog";
import { Spinner } from "../ui/spinner";
import { TextArea } from "../ui/text-area";
import { CloseEachFields } from "./close-each-fields";
import { CloseSharedFields } from "./close-shared-fields";
import { checkedClose, closeControl, emptyClose } from "./close-typed";
import type { PlanDialogProps } from "./plan-deactivate-dialog";
import { usePlanBulk } from "./use-plan-bulk";

/** Reads what is asked of each account, then asks it. */
export function PlanCloseDialog(props: PlanDialogProps) {
  const { program, chosen, words, onClose } = props;
  const read = useQuery({ queryKey: [program, "bulk", "closings", chosen], queryFn: ({ signal }) => readContext(program, chosen, signal), staleTime: Infinity, gcTime: 0, retry: false });
  if (read.data?.ok) return <CloseForm {...props} context={read.data.value} />;
  if (read.isPending) return <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title={`Close: ${words}`} size="small"><DialogSection><p role="status" className="flex items-center gap-2 text-text-2"><Spinner />Reading the accounts…</p></DialogSection></Dialog>;
  const problem = read.data?.problem;
  const why = problem ? [problem.title, problem.next].filter(Boolean).join(" ") : "The console did not answer. Close this and try again.";
  return <BlockedDialog title={`Close: ${words}`} why={why} onClose={onClose} />;
}

async function readContext(program: string, chosen: ChosenAccounts, signal: AbortSignal): Promise<Result<BatchContext>> {
  const answer = await fetch(`/api/programs/${program}/bulk/closings`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(chosen), signal });
  return (await answer.json()) as Result<BatchContext>;
}

function CloseForm({ program, chosen, onClose, context }: PlanDialogProps & { context: BatchContext }) {
  const { accounts } = context;
  const [initial] = useState(() => emptyClose(context));
  const [typed, setTyped] = useState(initial);
  const [told, setTold] = useState<readonly FieldProblem[]>([]);
  const { command, problems, send } = usePlanBulk(program);
  const checked = checkedClose(typed, context);
  const change = (part: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...part }));
  const errorOf = (path: string) => told.find((problem) => problem.path === path && checked.problems.some((one) => one.path === path))?.message;
  const onSend = () => {
    setTold(checked.problems);
    if (checked.problems.length === 0 && checked.terms) send(planBulkInput.parse({ action: "close-accounts", chosen, terms: checked.terms }));
  };
  const labelOf = (path: string) => labels[path] ?? (typed.reason ? reasonQuestions(typed.reason).find(({ name }) => path === `answers.${name}`)?.label : undefined) ?? path;
  return (
    <CommandDialog
      command={command}
      title={`Close: ${accountsWords(accounts.length)}`}
      description={`One review of up to ${mostInCloseBatch}, for accounts that were paid off or that their holders asked to close, with nothing owed and no hold. Each is its own closing; closing is final at Lead.`}
      onClose={onClose}
      onSend={onSend}
      sendLabel="Show what will happen"
      dirty={typed !== initial}
      problems={told.length > 0 ? told : problems}
      labelOf={labelOf}
      controlOf={closeControl}
      size="large"
    >
      <CloseSharedFields typed={typed} change={change} accounts={accounts} errorOf={errorOf} />
      {typed.reason ? (
        <>
          <CloseEachFields typed={typed} change={change} accounts={accounts} refusals={checked.refusals} />
          <DialogSection>
            <TextArea id={closeControl("note")} label="Note" rows={2} required={false} hint={confidentialHint} value={typed.note} onChange={(event) => change({ note: event.target.value })} error={errorOf("note")} />
          </DialogSection>
        </>
      ) : null}
    </CommandDialog>
  );
}

const labels: Record<string, string> = {
  reason: "Reason", nothingCanPost: "Nothing can still post", nothingOwed: "Nothing is owed", knownFrom: "How this is known", actionTakenOn: "Action taken on", note: "Note",
  "determination.exclusion": "Exclusion of Regulation B", "determination.agreedWith": "Which holders agreed", "determination.basis": "What this rests on",
};
