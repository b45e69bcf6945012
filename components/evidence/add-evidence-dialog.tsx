"use client";

import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import type { EvidenceSubject } from "@/lib/evidence/evidence-inputs";
import { CommandStatusLine } from "../commands/command-status";
import { ProblemSummary } from "../commands/problem-summary";
import { useShownProblem } from "../commands/use-shown-problem";
import { FileField } from "../imports/file-field";
import { ProgressBar } from "../imports/progress-bar";
import { Button } from "../ui/button";
import { Dialog, DialogFootnote, DialogSection } from "../ui/dialog";
import { TextArea } from "../ui/text-area";
import { useToast } from "../ui/toast";
import { useAddEvidence } from "./use-add-evidence";

type AddEvidenceDialogProps = { program: string; accountId: string; subject: EvidenceSubject; onClose: () => void; onAdded?: (evidenceId: string) => void };

const ids: Record<string, string> = { file: "evidence-file", description: "evidence-description" };
const labels: Record<string, string> = { file: "File", description: "What it shows" };

/** A file and what it shows. Once added it stays. */
export function AddEvidenceDialog({ program, accountId, subject, onClose, onAdded }: AddEvidenceDialogProps) {
  const [file, setFile] = useState<File | null>(null);
  const [description, setDescription] = useState("");
  const toast = useToast();
  const { command, sending, problem, fields, add, forget } = useAddEvidence({
    program, accountId, subject,
    onDone: (evidenceId) => {
      onAdded?.(evidenceId);
      toast.show({ title: "The evidence is added.", tone: "ok" });
      onClose();
    },
  });
  const busy = sending !== null || command.phase === "sending";
  const errorOf = (path: string) => fields.find((field) => field.path === path)?.message;
  const shown = useShownProblem(fields, problem);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Add evidence"
      description="It is kept with its hash, can be read by compliance, program managers and auditors, and is never changed or deleted."
      size="medium"
      dirty={!busy && (file !== null || description !== "")}
      locked={busy}
      footer={(
        <>
          <DialogFootnote>{sending ? <ProgressBar label="Sent" value={sending.sent} most={sending.total} /> : "Nothing is added yet."}</DialogFootnote>
          <Button disabled={busy} onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={busy} onClick={() => void add(file, description)}>Add</Button>
        </>
      )}
    >
      {shown ? <DialogSection><ProblemSummary problem={shown} labelOf={(path) => labels[path] ?? path} controlOf={(path) => ids[path]} /></DialogSection> : null}
      {command.phase === "checking" ? <DialogSection><CommandStatusLine command={command} /></DialogSection> : null}
      <DialogSection>
        <div className="space-y-3">
          <FileField
            id="evidence-file" label="File" hint="PDF, JPEG or PNG, up to 10 MB. What is in it counts, not its name." accept=".pdf,.jpg,.jpeg,.png" disabled={busy} error={errorOf("file")}
            onChange={(chosen) => {
              forget();
              setFile(chosen);
            }}
          />
          <TextArea id="evidence-description" label="What it shows" required rows={2} maxLength={500} hint={confidentialHint} readOnly={busy} value={description} onChange={(event) => setDescription(event.target.value)} error={errorOf("description")} />
        </div>
      </DialogSection>
    </Dialog>
  );
}
