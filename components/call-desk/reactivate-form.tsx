"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { restrictedWords } from "@/lib/account-views";
import type { AccountDetail, RelatedEntityView } from "@/lib/account-views";
import { activateProblems } from "@/lib/accounts/activate-problems";
import { activateInput, type ActivateInput } from "@/lib/accounts/command-inputs";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { activateControlOf, activateLabelOf } from "../commands/activate-fields";
import { useDialogCommand } from "../commands/use-dialog-command";
import { TextField } from "../ui/text-field";
import { CallForm } from "./call-form";
import { callerAtFirst, CallerFields, callerWordsOf, contactOf, type CallerTyped } from "./caller-fields";

type ReactivateFormProps = { program: string; detail: AccountDetail; holders: readonly RelatedEntityView[]; onDone: (typed: CallerTyped, commandId: string) => void; onRestricted: (typed: CallerTyped) => void };

/** Who calls, how that was made sure, and the one button; the first choice to be made has the focus. */
export function ReactivateForm({ program, detail, holders, onDone, onRestricted }: ReactivateFormProps) {
  const [typed, setTyped] = useState(() => callerAtFirst(holders));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // The choices know their order only after the first painting; an arrow key before that would go nowhere.
    const frame = requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[role=radio]")?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const { command, problems, send, errorOf } = useDialogCommand({
    program, detail, name: "activate-account", schema: activateInput,
    problemsOf: (input) => activateProblems(input as ActivateInput, { now: new Date().toISOString(), statusReason: detail.row.statusReason }),
    wordsOf: ({ path }) => callerWordsOf(path),
    doneWords: "The account is active again.",
    onClose: () => onDone(typed, command.commandId),
  });
  const isRestricted = command.problem?.title === restrictedWords;
  const restricted = useEffectEvent(() => onRestricted(typed));
  useEffect(() => (isRestricted ? restricted() : undefined), [isRestricted]);
  const change = (part: Partial<CallerTyped>) => setTyped((before) => ({ ...before, ...part }));
  const onSend = () => send({ accountId: detail.accountId, contact: contactOf(typed), note: typed.text.trim() === "" ? undefined : typed.text });
  return (
    <CallForm heading="Reactivate" does="sends" command={command} problems={problems} labelOf={activateLabelOf} onSend={onSend} sendLabel="Reactivate" form={form}>
      <CallerFields typed={typed} change={change} holders={holders} errorOf={errorOf} verifiedRequired />
      <TextField label="Note" required={false} hint={confidentialHint} value={typed.text} onChange={(event) => change({ text: event.target.value })} error={errorOf("note")} id={activateControlOf("note")} />
    </CallForm>
  );
}
