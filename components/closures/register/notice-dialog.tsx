"use client";

import { useState } from "react";
import { deliveryMethodChoices } from "@/lib/accounts/adverse-action-notice";
import { recordActionNoticeInput } from "@/lib/closures/action-notice";
import type { RegisterEntry, ShownEntry } from "@/lib/closures/register-views";
import { parsePlainDate, plainDateWords } from "@/lib/fields/plain-date";
import type { FieldProblem } from "@/lib/result";
import { CommandDialog } from "../../commands/command-dialog";
import { useLocalCommand } from "../../commands/use-local-command";
import { Checkbox } from "../../ui/checkbox";
import { DialogSection } from "../../ui/dialog";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";
import { useToast } from "../../ui/toast";

type NoticeDialogProps = { program: { slug: string; timeZone: string }; entry: RegisterEntry; holders: ShownEntry["holders"]; today: string; onDone: () => void; onClose: () => void };
type Typed = { recipient: string | null; method: string | null; otherMethod: string; on: string; time: string; timeUnknown: boolean };

const labels: Record<string, string> = { recipientEntityId: "To", method: "How", otherMethod: "Which way", "delivered.on": "Day", "delivered.time": "Time of day" };
const controlOf = (path: string) => (Object.hasOwn(labels, path) ? `notice-${path.replace(".", "-")}` : undefined);
const unsaid: Record<string, string> = { recipientEntityId: "Say who was told.", method: "Say how it was delivered." };

/** When the notice was delivered or mailed, to whom and how: the moment itself counts, and nothing is guessed. */
export function NoticeDialog({ program, entry, holders, today, onDone, onClose }: NoticeDialogProps) {
  const [untouched] = useState<Typed>({ recipient: holders.length === 1 ? (holders[0]?.entityId ?? null) : null, method: null, otherMethod: "", on: plainDateWords(today), time: "", timeUnknown: false });
  const [typed, setTyped] = useState(untouched);
  const toast = useToast();
  const change = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  const day = parsePlainDate(typed.on);
  const wordsOf = ({ path }: FieldProblem) => (path === "delivered.on" && !day.ok ? day.message : unsaid[path]);
  const { command, problems, send, errorOf } = useLocalCommand({
    program: program.slug, name: "record-action-notice", schema: recordActionNoticeInput, wordsOf,
    onDone: () => {
      toast.show({ title: "The notice is in the register.", tone: "ok" });
      onDone();
    },
  });
  const input = {
    entryId: entry.id, accountId: entry.accountId, recipientEntityId: typed.recipient ?? undefined, method: typed.method ?? undefined,
    ...(typed.method === "other" && typed.otherMethod.trim() ? { otherMethod: typed.otherMethod } : {}),
    delivered: { on: day.ok ? day.value : typed.on, time: typed.timeUnknown ? null : typed.time },
  };
  return (
    <CommandDialog
      command={command}
      title="Record the notice"
      description="It is recorded once and stays as it is. Nothing is sent to Lead or to the customer."
      onClose={onClose}
      onSend={() => send(input)}
      sendLabel="Record the notice"
      dirty={typed !== untouched}
      problems={problems}
      labelOf={(path) => labels[path] ?? path}
      controlOf={controlOf}
    >
      <DialogSection>
        <div className="grid gap-3 sm:grid-cols-2">
          <Select id={controlOf("recipientEntityId")} label="To" required placeholder="Choose a holder" hint={holders.length > 1 ? "Of several, the primary one." : undefined} options={holders.map(({ entityId, name }) => ({ value: entityId, label: name }))} value={typed.recipient} onValueChange={(recipient) => change({ recipient })} error={errorOf("recipientEntityId")} />
          <Select id={controlOf("method")} label="How" required placeholder="Choose" hint="Email and text need the holder’s E-Sign consent." options={deliveryMethodChoices} value={typed.method} onValueChange={(method) => change({ method })} error={errorOf("method")} />
          {typed.method === "other" ? <TextField id={controlOf("otherMethod")} label="Which way" required maxLength={200} placeholder="By registered mail" value={typed.otherMethod} onChange={({ target }) => change({ otherMethod: target.value })} error={errorOf("otherMethod")} /> : null}
        </div>
      </DialogSection>
      <DialogSection>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField id={controlOf("delivered.on")} label="Delivered or mailed on" required hint={`On ${plainDateWords(entry.takenOn)}, when the action was taken, or later.`} value={typed.on} onChange={({ target }) => change({ on: target.value })} error={errorOf("delivered.on")} />
          <TextField id={controlOf("delivered.time")} label="Time of day" required={!typed.timeUnknown} disabled={typed.timeUnknown} placeholder="14:30" hint={program.timeZone} value={typed.timeUnknown ? "" : typed.time} onChange={({ target }) => change({ time: target.value })} error={errorOf("delivered.time")} />
        </div>
        <Checkbox className="mt-2.5" checked={typed.timeUnknown} onCheckedChange={(timeUnknown) => change({ timeUnknown })} label="Time of day not known" />
        <p className="mt-2 text-xs text-text-3">Never enter a day on which nothing was sent.</p>
      </DialogSection>
    </CommandDialog>
  );
}
