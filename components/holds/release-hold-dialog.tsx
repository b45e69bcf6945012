"use client";

import { useState } from "react";
import type { AccountDetail, HoldView } from "@/lib/account-views";
import { releaseHoldInput } from "@/lib/accounts/command-inputs";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { holdExpiry, holdWords } from "@/lib/hold-words";
import { CommandDialog } from "../commands/command-dialog";
import { useLocalCommand } from "../commands/use-local-command";
import { Description, DescriptionList } from "../ui/description-list";
import { DialogSection } from "../ui/dialog";
import { TextArea } from "../ui/text-area";
import { Time } from "../ui/time";
import { useToast } from "../ui/toast";

type ReleaseHoldDialogProps = { detail: AccountDetail; hold: HoldView; onClose: () => void };

const reasonControl = "release-hold-reason";
const labelOf = (path: string) => (path === "reason" ? "Why it is released" : path);

export function ReleaseHoldDialog({ detail, hold, onClose }: ReleaseHoldDialogProps) {
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
      size="small"
      onClose={onClose}
      onSend={() => send({ accountId: detail.accountId, holdId: hold.id, reason })}
      sendLabel={hold.releaseByTwo ? "Ask another person to approve" : "Release the hold"}
      dirty={reason !== ""}
      problems={problems}
      labelOf={labelOf}
      controlOf={(path) => (path === "reason" ? reasonControl : undefined)}
    >
      <DialogSection>
        <DescriptionList>
          <Description term="Hold"><span className="font-semibold">{holdWords(hold.type)}</span></Description>
          {hold.reference ? <Description term="Reference">{hold.reference}</Description> : null}
          <Description term="Placed">{hold.placedBy}, <Time at={hold.placedAt} /></Description>
          {hold.expiresOn ? <Description term="Expiry">{holdExpiry(hold.expiresOn, detail.today)?.words}</Description> : null}
          {hold.note ? <Description term="Note">{hold.note}</Description> : null}
        </DescriptionList>
        {hold.releaseByTwo ? <p className="mt-2 font-semibold">Two people release this kind of hold. It stays until another person of compliance approves.</p> : null}
        {others > 0 ? <p className="mt-2 text-text-2">{others === 1 ? "One other hold stays open." : `${others} other holds stay open.`}</p> : null}
      </DialogSection>
      <DialogSection>
        <TextArea id={reasonControl} label="Why it is released" required hint={confidentialHint} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} error={errorOf("reason")} />
      </DialogSection>
    </CommandDialog>
  );
}
