"use client";

import { useState } from "react";
import type { ImportDetail } from "@/lib/imports/import-views";
import { rowsLeft } from "@/lib/imports/row-counts";
import { AlertDialog } from "../ui/alert-dialog";
import { Button, type ButtonVariant } from "../ui/button";
import { useToast } from "../ui/toast";
import { useCommand } from "../commands/use-command";

type ImportCommand = "start-import" | "pause-import" | "resume-import" | "cancel-import";

const doneWords = {
  "start-import": "The import is started.",
  "pause-import": "The import is paused.",
  "resume-import": "The import goes on.",
  "cancel-import": "The import is canceled.",
} satisfies Record<ImportCommand, string>;

/** What may be done with an import as it stands. */
export function ImportActions({ program, detail }: { program: string; detail: ImportDetail }) {
  const of = { program, importId: detail.id };
  const { status } = detail;
  return (
    <>
      {status === "ready" || status === "running" || status === "paused" ? <CancelImport {...of} detail={detail} /> : null}
      {status === "running" ? <ImportButton {...of} name="pause-import" label="Pause" /> : null}
      {status === "paused" ? <ImportButton {...of} name="resume-import" label="Go on" variant="primary" /> : null}
      {status === "ready" && detail.toRead > 0 ? <ImportButton {...of} name="start-import" label="Start" variant="primary" /> : null}
    </>
  );
}

type Of = { program: string; importId: string };

function useImportCommand({ program, importId }: Of, name: ImportCommand, onEnd?: () => void) {
  const toast = useToast();
  const command = useCommand({
    program,
    name,
    onDone: () => {
      toast.show({ title: doneWords[name], tone: "ok" });
      command.renew();
      onEnd?.();
    },
    onProblem: (problem) => {
      toast.show({ title: problem.title, description: [problem.saved, problem.next].filter(Boolean).join(" "), tone: "warn" });
      onEnd?.();
    },
  });
  return { busy: command.phase === "sending" || command.phase === "checking", send: () => void command.submit({ importId }) };
}

function ImportButton({ name, label, variant, ...of }: Of & { name: ImportCommand; label: string; variant?: ButtonVariant }) {
  const { busy, send } = useImportCommand(of, name);
  return <Button variant={variant} busy={busy} onClick={send}>{label}</Button>;
}

function CancelImport({ detail, ...of }: Of & { detail: ImportDetail }) {
  const [asking, setAsking] = useState(false);
  const { busy, send } = useImportCommand(of, "cancel-import", () => setAsking(false));
  const left = rowsLeft(detail);
  return (
    <>
      <Button onClick={() => setAsking(true)}>Cancel the import</Button>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title="Cancel this import?"
        description={`${left.toLocaleString("en-US")} ${left === 1 ? "row is" : "rows are"} not read. Accounts that entered the directory stay in it. A canceled import cannot go on; upload the file again instead.`}
        cancelLabel="Keep it"
        confirmLabel="Cancel the import"
        danger
        busy={busy}
        onConfirm={send}
      />
    </>
  );
}
