"use client";

import { useState } from "react";
import type { AccountDetail, HoldView } from "@/lib/account-views";
import { releaseHoldInput } from "@/lib/accounts/command-inputs";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { holdName } from "@/lib/hold-words";
import { CommandDialog } from "../commands/command-dialog";
import { useLocalCommand } from "../commands/use-local-command";
import { EvidencePart } from "../evidence/evidence-section";
import { DialogSection } from "../ui/dialog";
import { TextArea } from "../ui/text-area";
import { useToast } from "../ui/toast";
import { HoldFacts } from "./hold-facts";
import type { HoldPlace } from "./hold-row";

type ReleaseHoldDialogProps = { detail: AccountDetail; hold: HoldView; place: HoldPlace; onClose: () => void };

const reasonControl = "release-hold-reason";
const labelOf = (path: string) => (path === "reason" ? "Why it is released" : path);

export function ReleaseHoldDialog({ detail, hold, place, onClose }: ReleaseHoldDialogProps) {
  const [reason, setReason] = useState("");
  const toast = useToast();
  const { command, problems, send, errorOf } = useLocalCommand({
    program: detail.program,
    name: "release-hold",
    schema: releaseHoldInput,
    onDone: ({ status }) => {
      if (status === "awaits-approval") toast.show({ title: "Asked for.", description: "The hold stays until another person of compliance approves its release.", tone: "info" });
      else toast.show({ title: "The hold is released.", tone: "ok" });
      onClose();
    },
  });
  const others = (detail.holds?.length ?? 1) - 1;
  return (
    <CommandDialog
      command={command}
      title="Release a hold"
      description="Releasing changes nothing at Lead: the account keeps its status."
      onClose={onClose}
      onSend={() => send({ accountId: detail.accountId, holdId: hold.id, reason })}
      sendLabel={hold.releaseByTwo ? "Ask another person to approve" : "Release the hold"}
      dirty={reason !== ""}
      problems={problems}
      labelOf={labelOf}
      controlOf={(path) => (path === "reason" ? reasonControl : undefined)}
    >
      <DialogSection>
        <HoldFacts hold={hold} today={detail.today} />
        {hold.releaseByTwo ? <p className="mt-2 font-semibold">Two people release this kind of hold. It stays until another person of compliance approves.</p> : null}
        {others > 0 ? <p className="mt-2 text-text-2">{others === 1 ? "One other hold stays open." : `${others} other holds stay open.`}</p> : null}
      </DialogSection>
      {place.readsEvidence ? (
        <DialogSection>
          <EvidencePart program={detail.program} accountId={detail.accountId} mayAdd={place.addsEvidence} subject={{ kind: "hold", id: hold.id }} name={holdName(hold)} />
        </DialogSection>
      ) : null}
      <DialogSection>
        <TextArea id={reasonControl} label="Why it is released" required hint={confidentialHint} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} error={errorOf("reason")} />
      </DialogSection>
    </CommandDialog>
  );
}
