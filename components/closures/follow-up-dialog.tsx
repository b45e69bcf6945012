"use client";

import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { followUpLabel, settleFollowUpInput } from "@/lib/closures/follow-ups";
import { parsePlainDate } from "@/lib/fields/plain-date";
import type { FieldProblem } from "@/lib/result";
import { CommandDialog } from "../commands/command-dialog";
import { useLocalCommand } from "../commands/use-local-command";
import { DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { useToast } from "../ui/toast";

export type FollowUpInHand = { program: string; accountId: string; recordId: string; code: string };

type DialogProps = { followUp: FollowUpInHand; /** The program's business day. */ today: string; onDone: () => void; onClose: () => void };
type Outcome = "done" | "not-applicable";

const labels: Record<string, string> = { outcome: "What became of it", on: "Done on", note: "Note" };
const controlOf = (path: string) => (Object.hasOwn(labels, path) ? `follow-up-${path}` : undefined);

const outcomes = [
  { value: "done", title: "It is done", description: "With the day on which it was done." },
  { value: "not-applicable", title: "It does not apply", description: "With the reason: no card was issued, the numbers serve another account of the holder." },
] as const;

/** Ticks off one thing that a closing left to do. */
export function FollowUpDialog({ followUp, today, onDone, onClose }: DialogProps) {
  const [outcome, setOutcome] = useState<Outcome>("done");
  const [on, setOn] = useState(today);
  const [note, setNote] = useState("");
  const toast = useToast();
  const day = parsePlainDate(on);
  const wordsOf = ({ path }: FieldProblem) => (path === "on" && !day.ok ? day.message : undefined);
  const { program, ...of } = followUp;
  const { command, problems, send, errorOf } = useLocalCommand({
    program,
    name: "settle-follow-up",
    schema: settleFollowUpInput,
    wordsOf,
    onDone: () => {
      toast.show({ title: "It is ticked off.", tone: "ok" });
      onDone();
    },
  });
  const isDone = outcome === "done";
  return (
    <CommandDialog
      command={command}
      title={followUpLabel(followUp.code)}
      description="It is recorded with your name. Nothing is sent to Lead."
      onClose={onClose}
      onSend={() => send({ ...of, outcome, ...(isDone ? { on: day.ok ? day.value : on } : {}), ...(note.trim() === "" ? {} : { note }) })}
      sendLabel="Tick off"
      dirty={note !== ""}
      problems={problems}
      labelOf={(path) => labels[path] ?? path}
      controlOf={controlOf}
      size="small"
    >
      <DialogSection>
        <RadioCards<Outcome> id={controlOf("outcome")} legend="What became of it" required options={outcomes} value={outcome} onValueChange={setOutcome} error={errorOf("outcome")} />
      </DialogSection>
      <DialogSection>
        {isDone ? <TextField id={controlOf("on")} className="mb-3 max-w-60" label="Done on" required value={on} onChange={({ target }) => setOn(target.value)} error={errorOf("on")} /> : null}
        <TextArea id={controlOf("note")} label={isDone ? "Note" : "Why it does not apply"} required={!isDone} hint={confidentialHint} rows={2} value={note} onChange={({ target }) => setNote(target.value)} error={errorOf("note")} />
      </DialogSection>
    </CommandDialog>
  );
}
