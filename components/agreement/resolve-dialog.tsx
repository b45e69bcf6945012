"use client";

import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { exceptionSentence } from "@/lib/agreement/exception-words";
import { causeRows, exceptionCauses, resolveExceptionInput } from "@/lib/agreement/exceptions";
import type { ExceptionCause } from "@/lib/agreement/exceptions";
import type { ExceptionDetail } from "@/lib/agreement/views";
import { CommandDialog } from "../commands/command-dialog";
import { useLocalCommand } from "../commands/use-local-command";
import { DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { TextArea } from "../ui/text-area";
import { useToast } from "../ui/toast";

type ResolveDialogProps = { program: string; detail: ExceptionDetail; zone: string; onClose: (done: boolean) => void };

const labels: Record<string, string> = { cause: "Cause", note: "Note" };
const controlOf = (path: string) => (Object.hasOwn(labels, path) ? `resolve-exception-${path}` : undefined);

/** A person accepts a difference, with its cause and a note. */
export function ResolveDialog({ program, detail, zone, onClose }: ResolveDialogProps) {
  const [cause, setCause] = useState<ExceptionCause | null>(detail.cause);
  const [note, setNote] = useState("");
  const toast = useToast();
  const { command, problems, send, errorOf } = useLocalCommand({
    program,
    name: "resolve-exception",
    schema: resolveExceptionInput,
    onDone: () => {
      toast.show({ title: "The exception is resolved.", tone: "ok" });
      onClose(true);
    },
  });
  return (
    <CommandDialog
      command={command}
      title="Resolve this exception"
      description={`${exceptionSentence(detail, zone)} It stays resolved for as long as both sides say the same; nothing is sent to Lead.`}
      onClose={() => onClose(false)}
      onSend={() => send({ exceptionId: detail.id, cause: cause ?? undefined, note })}
      sendLabel="Resolve"
      dirty={note !== "" || cause !== detail.cause}
      problems={problems}
      labelOf={(path) => labels[path] ?? path}
      controlOf={controlOf}
    >
      <DialogSection>
        <RadioCards<ExceptionCause>
          id={controlOf("cause")}
          legend="Cause"
          required
          options={exceptionCauses.map((value) => ({ value, title: causeRows[value].label, description: causeRows[value].meaning }))}
          value={cause}
          onValueChange={setCause}
          error={errorOf("cause")}
        />
      </DialogSection>
      <DialogSection>
        <TextArea id={controlOf("note")} label="Note" required hint={`What you found and did. ${confidentialHint}`} rows={3} value={note} onChange={({ target }) => setNote(target.value)} error={errorOf("note")} />
      </DialogSection>
    </CommandDialog>
  );
}
