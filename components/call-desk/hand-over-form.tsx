"use client";

import { useEffect, useRef, useState } from "react";
import type { RelatedEntityView } from "@/lib/account-views";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { handOverInput } from "@/lib/call-desk/handovers";
import { activateControlOf } from "../commands/activate-fields";
import { problemsToFix } from "../commands/command-problems";
import { CommandStatusLine } from "../commands/command-status";
import { ProblemSummary } from "../commands/problem-summary";
import { useLocalCommand } from "../commands/use-local-command";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Checkbox } from "../ui/checkbox";
import { Kbd } from "../ui/kbd";
import { TextArea } from "../ui/text-area";
import { callerAtFirst, CallerFields, contactOf, type CallerTyped } from "./caller-fields";

type HandOverFormProps = { program: string; accountId: string; holders: readonly RelatedEntityView[]; onDone: (typed: CallerTyped, commandId: string) => void };

const labels: Record<string, string> = { wants: "What the caller wants", "contact.verifiedBy": "Verified by", "contact.holderEntityId": "Who calls" };
const wantsId = "hand-over-wants";
const controlOf = (path: string) => (path === "wants" ? wantsId : activateControlOf(path));

/** One press gives the caller to compliance, with what is known; a wish is already written. */
export function HandOverForm({ program, accountId, holders, onDone }: HandOverFormProps) {
  const [typed, setTyped] = useState<CallerTyped>(() => ({ ...callerAtFirst(holders), text: "Wants the account reactivated." }));
  const [restrict, setRestrict] = useState(false);
  const send = useRef<HTMLButtonElement>(null);
  useEffect(() => send.current?.focus(), []);
  const { command, problems, send: submitInput, errorOf } = useLocalCommand({
    program, name: "hand-over", schema: handOverInput, onDone: ({ commandId }) => onDone(typed, commandId),
  });
  const waits = command.phase !== "idle";
  const shown = problems.length > 0 ? problemsToFix(problems) : command.problem;
  const change = (part: Partial<CallerTyped>) => setTyped((before) => ({ ...before, ...part }));
  const submit = () => (waits ? undefined : submitInput({ accountId, wants: typed.text, ...(typed.verifiedBy === null ? {} : { contact: contactOf(typed) }), ...(restrict ? { restrict } : {}) }));
  return (
    <Card heading="Hand over to compliance" aside={<span className="text-xs text-text-3"><Kbd>Ctrl Enter</Kbd> hands over</span>}>
      <form
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
        {shown ? <ProblemSummary problem={shown} labelOf={(path) => labels[path] ?? path} controlOf={controlOf} /> : null}
        {waits ? <CommandStatusLine command={command} /> : null}
        <TextArea id={wantsId} label="What the caller wants" required rows={2} maxLength={1000} hint={confidentialHint} value={typed.text} onChange={(event) => change({ text: event.target.value })} error={errorOf("wants")} />
        <CallerFields typed={typed} change={change} holders={holders} errorOf={errorOf} verifiedRequired={false} />
        <Checkbox label="Block reactivation until compliance has looked" checked={restrict} onCheckedChange={setRestrict} />
        <Button ref={send} type="submit" variant="primary" busy={command.phase === "sending"}>Hand over</Button>
      </form>
    </Card>
  );
}
