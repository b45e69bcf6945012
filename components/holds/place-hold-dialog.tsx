"use client";

import { useState } from "react";
import type { AccountDetail } from "@/lib/account-views";
import { holdTypes, holdTypeWords, placeHoldInput } from "@/lib/accounts/command-inputs";
import type { HoldType } from "@/lib/accounts/command-inputs";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { parsePlainDate, typedDay } from "@/lib/fields/plain-date";
import { holdTypeMeanings } from "@/lib/hold-words";
import type { FieldProblem } from "@/lib/result";
import { CommandDialog } from "../commands/command-dialog";
import { useLocalCommand } from "../commands/use-local-command";
import { DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { useToast } from "../ui/toast";
import { HoldDayFields, mayBeServed } from "./hold-day-fields";

type PlaceHoldDialogProps = { detail: AccountDetail; zone: string; onClose: () => void };
type Typed = { type: HoldType | null; reference: string; servedOn: string; expiresOn: string; note: string };

const nothing: Typed = { type: null, reference: "", servedOn: "", expiresOn: "", note: "" };
const labels: Record<string, string> = { type: "Kind of hold", reference: "Reference", servedOn: "Served on", expiresOn: "Expires on", note: "Note" };
const controlOf = (path: string) => `place-hold-${path}`;

const text = (typed: string) => (typed.trim() === "" ? undefined : typed);

/** A day that was typed for another kind of hold is kept on the screen and not sent. */
function inputOf({ type, reference, servedOn, expiresOn, note }: Typed, accountId: string): unknown {
  return { accountId, type: type ?? undefined, reference: text(reference), note: text(note), servedOn: mayBeServed(type) ? typedDay(servedOn) : undefined, expiresOn: typedDay(expiresOn) };
}

/** Our own block on an account: Lead is not told of it. */
export function PlaceHoldDialog({ detail, zone, onClose }: PlaceHoldDialogProps) {
  const [typed, setTyped] = useState(nothing);
  const toast = useToast();
  const change = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  const wordsOf = ({ path }: FieldProblem) => {
    if (path === "type") return "Choose one.";
    const day = path === "expiresOn" || path === "servedOn" ? parsePlainDate(typed[path]) : null;
    return day && !day.ok ? day.message : undefined;
  };
  const { command, problems, send, errorOf } = useLocalCommand({
    program: detail.program,
    name: "place-hold",
    schema: placeHoldInput,
    wordsOf,
    onDone: () => {
      toast.show({ title: "The hold is placed.", tone: "ok" });
      onClose();
    },
  });
  return (
    <CommandDialog
      command={command}
      title="Place a hold"
      description="It blocks reactivation in this console. Lead is not told of it, and money can still move."
      onClose={onClose}
      onSend={() => send(inputOf(typed, detail.accountId))}
      sendLabel="Place the hold"
      dirty={typed !== nothing}
      problems={problems}
      labelOf={(path) => labels[path] ?? path}
      controlOf={controlOf}
    >
      <DialogSection>
        <RadioCards<HoldType>
          id={controlOf("type")}
          legend="Kind of hold"
          required
          options={holdTypes.map((value) => ({ value, title: holdTypeWords[value], description: holdTypeMeanings[value] }))}
          value={typed.type}
          onValueChange={(type) => change({ type })}
          error={errorOf("type")}
        />
      </DialogSection>
      <DialogSection>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField id={controlOf("reference")} label="Reference" required={false} hint="Of the order, the case or the claim." maxLength={200} value={typed.reference} onChange={(event) => change({ reference: event.target.value })} error={errorOf("reference")} />
          <HoldDayFields type={typed.type} typed={typed} change={change} errorOf={errorOf} controlOf={controlOf} zone={zone} />
        </div>
        <TextArea id={controlOf("note")} className="mt-3" label="Note" required={false} hint={confidentialHint} rows={2} value={typed.note} onChange={(event) => change({ note: event.target.value })} error={errorOf("note")} />
      </DialogSection>
    </CommandDialog>
  );
}
