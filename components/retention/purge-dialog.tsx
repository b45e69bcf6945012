"use client";

import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { purgeRecordsInput } from "@/lib/closures/retention-report";
import type { RetentionReport } from "@/lib/closures/retention-report";
import { CommandDialog } from "../commands/command-dialog";
import { useLocalCommand } from "../commands/use-local-command";
import { CopyId } from "../ui/copy-id";
import { Description, DescriptionList } from "../ui/description-list";
import { DialogSection } from "../ui/dialog";
import { TextArea } from "../ui/text-area";
import { useToast } from "../ui/toast";

type PurgeDialogProps = { program: string; report: RetentionReport; onDone: () => void; onClose: () => void };

const controlOf = (path: string) => (path === "reason" ? "purge-reason" : undefined);

/** Confirms exactly the list that is shown; a list that changed meanwhile is refused. */
export function PurgeDialog({ program, report: { items, listHash }, onDone, onClose }: PurgeDialogProps) {
  const [reason, setReason] = useState("");
  const toast = useToast();
  const { command, problems, send, errorOf } = useLocalCommand({
    program,
    name: "purge-records",
    schema: purgeRecordsInput,
    onDone: () => {
      toast.show({ title: "The list is being purged.", tone: "ok" });
      onDone();
    },
  });
  const count = items.length === 1 ? "1 record" : `${items.length.toLocaleString("en-US")} records`;
  return (
    <CommandDialog
      command={command}
      title={`Purge ${count}`}
      description="What they hold of the customer, the notices, the evidence and the answers of Lead goes for good. Of each stays that it was, when, and the hash of what it held."
      onClose={onClose}
      onSend={() => send({ listHash, reason })}
      sendLabel={`Purge ${count}`}
      danger
      dirty={reason !== ""}
      problems={problems}
      labelOf={() => "Reason"}
      controlOf={controlOf}
    >
      <DialogSection>
        <DescriptionList>
          <Description term="This list"><CopyId id={listHash} whole plain /></Description>
          <Description term="Oldest">{items[0] ? `kept until ${items[0].retainUntil}` : "none"}</Description>
          <Description term="Newest">{items.at(-1) ? `kept until ${items.at(-1)?.retainUntil ?? ""}` : "none"}</Description>
        </DescriptionList>
      </DialogSection>
      <DialogSection>
        <TextArea id={controlOf("reason")} label="Reason" required hint={`For example the decision of the records committee. ${confidentialHint}`} rows={2} value={reason} onChange={({ target }) => setReason(target.value)} error={errorOf("reason")} />
      </DialogSection>
    </CommandDialog>
  );
}
