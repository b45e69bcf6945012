"use client";

import { useState } from "react";
import type { BulkDetail } from "@/lib/bulk/bulk-views";
import { bulkTitle } from "@/lib/bulk/bulk-words";
import { useCommand } from "../commands/use-command";
import { Button, type ButtonVariant } from "../ui/button";
import { useToast } from "../ui/toast";
import { DecideBulkDialog } from "./decide-bulk-dialog";

type ControlName = "start-bulk" | "stop-bulk" | "resume-bulk" | "retry-bulk";

/** What this person may do with it as it stands. */
export function BulkActions({ program, detail }: { program: string; detail: BulkDetail }) {
  const [deciding, setDeciding] = useState(false);
  const { may, needsSecond, status, counts, action } = detail;
  const of = { program, detail };
  return (
    <>
      {may.stop ? <ControlButton {...of} name="stop-bulk" label={status === "waiting" ? "Withdraw" : "Stop"} /> : null}
      {may.retry ? <ControlButton {...of} name="retry-bulk" label={`Retry ${counts.retryable.toLocaleString("en-US")} that failed`} variant="primary" /> : null}
      {may.resume ? <ControlButton {...of} name="resume-bulk" label="Go on" variant="primary" /> : null}
      {may.start ? <ControlButton {...of} name="start-bulk" label={needsSecond ? action === "close-accounts" ? "Ask compliance to decide" : "Ask a second person" : bulkTitle(action, counts.waiting)} variant="primary" /> : null}
      {may.decide ? <Button variant="primary" onClick={() => setDeciding(true)}>Decide</Button> : null}
      {deciding ? <DecideBulkDialog program={program} detail={detail} onClose={() => setDeciding(false)} /> : null}
    </>
  );
}

type ControlButtonProps = { program: string; detail: BulkDetail; name: ControlName; label: string; variant?: ButtonVariant };

function ControlButton({ program, detail, name, label, variant }: ControlButtonProps) {
  const toast = useToast();
  const command = useCommand({
    program,
    name,
    // How it stands since then is on the page.
    onDone: () => command.renew(),
    onProblem: (problem) => toast.show({ title: problem.title, description: [problem.saved, problem.next].filter(Boolean).join(" "), tone: "warn" }),
  });
  const busy = command.phase === "sending" || command.phase === "checking";
  return <Button variant={variant} busy={busy} onClick={() => void command.submit({ runId: detail.id, action: detail.action })}>{label}</Button>;
}
