"use client";

import { useEffect, useRef, useState } from "react";
import type { AccountDetail, RelatedEntityView } from "@/lib/account-views";
import { activateProblems } from "@/lib/accounts/activate-problems";
import { activateInput, type ActivateInput } from "@/lib/accounts/command-inputs";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { activateControlOf, activateLabelOf } from "../commands/activate-fields";
import { problemsToFix } from "../commands/command-problems";
import { CommandStatusLine } from "../commands/command-status";
import { ProblemSummary } from "../commands/problem-summary";
import { useDialogCommand } from "../commands/use-dialog-command";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Kbd } from "../ui/kbd";
import { TextField } from "../ui/text-field";
import { callerAtFirst, CallerFields, contactOf, type CallerTyped } from "./caller-fields";

type ReactivateFormProps = { program: string; detail: AccountDetail; holders: readonly RelatedEntityView[]; onDone: (typed: CallerTyped, commandId: string) => void };

/** Who calls, how that was made sure, and the one button; the first choice to be made has the focus. */
export function ReactivateForm({ program, detail, holders, onDone }: ReactivateFormProps) {
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
    doneWords: "The account is active again.",
    onClose: () => onDone(typed, command.commandId),
  });
  const waits = command.phase !== "idle";
  const shown = problems.length > 0 ? problemsToFix(problems.map((problem) => (problem.path.startsWith("contact") ? { ...problem, message: "Choose how the caller was verified." } : problem))) : command.problem;
  const change = (part: Partial<CallerTyped>) => setTyped((before) => ({ ...before, ...part }));
  const submit = () => (waits ? undefined : send({ accountId: detail.accountId, contact: contactOf(typed), note: typed.text.trim() === "" ? undefined : typed.text }));
  return (
    <Card heading="Reactivate" aside={<span className="text-xs text-text-3"><Kbd>Ctrl Enter</Kbd> sends</span>}>
      <form
        ref={form}
        noValidate
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
        }}
      >
        {shown ? <ProblemSummary problem={shown} labelOf={activateLabelOf} controlOf={activateControlOf} /> : null}
        {waits ? <CommandStatusLine command={command} /> : null}
        <CallerFields typed={typed} change={change} holders={holders} errorOf={errorOf} verifiedRequired />
        <TextField label="Note" required={false} hint={confidentialHint} value={typed.text} onChange={(event) => change({ text: event.target.value })} error={errorOf("note")} id={activateControlOf("note")} />
        <Button type="submit" variant="primary" busy={command.phase === "sending"} disabled={waits && command.phase !== "sending"}>Reactivate</Button>
      </form>
    </Card>
  );
}
