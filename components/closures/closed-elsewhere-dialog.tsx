"use client";

import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { closedElsewhereFindings, completeClosedElsewhereInput, findingRows } from "@/lib/closures/closed-elsewhere";
import type { ClosedElsewhere, ClosedElsewhereFinding } from "@/lib/closures/closed-elsewhere";
import { useAccountDialog } from "../accounts/use-account-dialog";
import { BlockedDialog } from "../commands/blocked-dialog";
import { CommandDialog } from "../commands/command-dialog";
import { useLocalCommand } from "../commands/use-local-command";
import { Callout } from "../ui/callout";
import { DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { TextArea } from "../ui/text-area";
import { useToast } from "../ui/toast";
import { ClosedElsewhereFacts } from "./closed-elsewhere-facts";

const title = "Complete the closure made elsewhere";

export const closedElsewhereDialog = (closureId: string) => `closed-elsewhere:${closureId}`;

type DialogProps = { program: string; waiting: readonly ClosedElsewhere[] };

/** Opens where the address says `dialog=closed-elsewhere:<id>`. */
export function ClosedElsewhereDialog({ program, waiting }: DialogProps) {
  const { dialog, closeDialog } = useAccountDialog();
  const closureId = /^closed-elsewhere:([0-9a-f-]{36})$/i.exec(dialog ?? "")?.[1]?.toLowerCase();
  if (closureId === undefined) return null;
  const closure = waiting.find(({ id }) => id === closureId);
  if (!closure) return <BlockedDialog title={title} why="This closure is completed already, or is not of this program." onClose={closeDialog} />;
  return <CompleteForm key={closureId} program={program} closure={closure} onClose={closeDialog} />;
}

type Typed = { finding: ClosedElsewhereFinding | null; reason: string };

const nothing: Typed = { finding: null, reason: "" };
const labels: Record<string, string> = { finding: "What you found", reason: "Why" };
const controlOf = (path: string) => (Object.hasOwn(labels, path) ? `closed-elsewhere-${path}` : undefined);

function CompleteForm({ program, closure, onClose }: { program: string; closure: ClosedElsewhere; onClose: () => void }) {
  const [typed, setTyped] = useState(nothing);
  const { finding, reason } = typed;
  const toast = useToast();
  const { command, problems, send, errorOf } = useLocalCommand({
    program,
    name: "complete-closed-elsewhere",
    schema: completeClosedElsewhereInput,
    onDone: () => {
      toast.show({ title: "The closure made elsewhere is completed.", tone: "ok" });
      onClose();
    },
  });
  return (
    <CommandDialog
      command={command}
      title={title}
      description="What you found is recorded with your name. Nothing is sent to Lead."
      onClose={onClose}
      onSend={() => send({ closureId: closure.id, accountId: closure.accountId, finding: finding ?? undefined, reason })}
      sendLabel="Complete"
      dirty={typed !== nothing}
      problems={problems}
      labelOf={(path) => labels[path] ?? path}
      controlOf={controlOf}
    >
      <DialogSection><ClosedElsewhereFacts closure={closure} /></DialogSection>
      <DialogSection>
        <RadioCards<ClosedElsewhereFinding>
          id={controlOf("finding")}
          legend="What you found"
          required
          options={closedElsewhereFindings.map((value) => ({ value, title: findingRows[value].label, description: findingRows[value].meaning }))}
          value={finding}
          onValueChange={(next) => setTyped((before) => ({ ...before, finding: next }))}
          error={errorOf("finding")}
        />
        {finding === "mistaken" ? <Callout tone="warn" role="status" className="mt-2">This records what you found and changes nothing at Lead. Correct the closure on the account.</Callout> : null}
      </DialogSection>
      <DialogSection>
        <TextArea id={controlOf("reason")} label="Why" required hint={`Whom you asked, and what you saw. ${confidentialHint}`} rows={3} value={reason} onChange={({ target }) => setTyped((before) => ({ ...before, reason: target.value }))} error={errorOf("reason")} />
      </DialogSection>
    </CommandDialog>
  );
}
