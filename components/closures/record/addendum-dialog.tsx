"use client";

import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { addAddendumInput, addendumKinds, addendumRows } from "@/lib/closures/addenda";
import type { AddendumKind } from "@/lib/closures/addenda";
import type { ClosingRecord } from "@/lib/closures/closing-record";
import { parsePlainDate, plainDateWords } from "@/lib/fields/plain-date";
import type { FieldProblem } from "@/lib/result";
import { CommandDialog } from "../../commands/command-dialog";
import { useLocalCommand } from "../../commands/use-local-command";
import { DialogSection } from "../../ui/dialog";
import { RadioCards } from "../../ui/radio-cards";
import { Select } from "../../ui/select";
import { TextArea } from "../../ui/text-area";
import { TextField } from "../../ui/text-field";
import { useToast } from "../../ui/toast";

type DialogProps = { record: ClosingRecord; today: string; onDone: () => void; onClose: () => void };
type Typed = { kind: AddendumKind | null; on: string; text: string; answers: string | null };

const labels: Record<string, string> = { kind: "What it is", happenedOn: "Day", text: "What is entered", answers: "Request that this answers" };
const controlOf = (path: string) => (Object.hasOwn(labels, path) ? `addendum-${path}` : undefined);

/** An entry on a record after the closing: it stays as it is written. */
export function AddendumDialog({ record, today, onDone, onClose }: DialogProps) {
  const nothing: Typed = { kind: null, on: today, text: "", answers: null };
  const [typed, setTyped] = useState(nothing);
  const toast = useToast();
  const change = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  const day = parsePlainDate(typed.on);
  const open = openRequests(record);
  const wordsOf = ({ path }: FieldProblem) => (path === "happenedOn" && !day.ok ? day.message : undefined);
  const { command, problems, send, errorOf } = useLocalCommand({
    program: record.program.slug,
    name: "add-addendum",
    schema: addAddendumInput,
    wordsOf,
    onDone: () => {
      toast.show({ title: "It is on the record.", tone: "ok" });
      onDone();
    },
  });
  const isAnswer = typed.kind === "reasons-given";
  const input = {
    recordId: record.id, accountId: record.account.id, kind: typed.kind ?? undefined, happenedOn: day.ok ? day.value : typed.on, text: typed.text,
    ...(isAnswer && typed.answers ? { answers: typed.answers } : {}),
  };
  const offered = addendumKinds.filter((kind) => kind !== "reasons-given" || open.length > 0);
  return (
    <CommandDialog
      command={command}
      title="Add to the record"
      description="It stays as it is written: it is never changed or taken back. Nothing is sent to Lead."
      onClose={onClose}
      onSend={() => send(input)}
      sendLabel="Add"
      dirty={typed.kind !== null || typed.text !== ""}
      problems={problems}
      labelOf={(path) => labels[path] ?? path}
      controlOf={controlOf}
    >
      <DialogSection>
        <RadioCards<AddendumKind> id={controlOf("kind")} legend="What it is" required options={offered.map((value) => ({ value, title: addendumRows[value].label, description: addendumRows[value].meaning }))} value={typed.kind} onValueChange={(kind) => change({ kind })} error={errorOf("kind")} />
      </DialogSection>
      <DialogSection>
        {isAnswer ? <Select id={controlOf("answers")} label="Request that this answers" required options={open.map(({ id, happenedOn }) => ({ value: id, label: `Of ${plainDateWords(happenedOn)}` }))} value={typed.answers} onValueChange={(answers) => change({ answers })} error={errorOf("answers")} /> : null}
        <TextField id={controlOf("happenedOn")} className="max-w-60" label={typed.kind ? addendumRows[typed.kind].on : "Day"} required value={typed.on} onChange={({ target }) => change({ on: target.value })} error={errorOf("happenedOn")} />
        <TextArea id={controlOf("text")} className="mt-3" label="What is entered" required hint={confidentialHint} rows={4} value={typed.text} onChange={({ target }) => change({ text: target.value })} error={errorOf("text")} />
      </DialogSection>
    </CommandDialog>
  );
}

function openRequests({ addenda }: ClosingRecord) {
  return addenda.filter(({ id, kind }) => kind === "reasons-requested" && !addenda.some(({ answers }) => answers === id));
}
