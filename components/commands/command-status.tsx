"use client";

import { commandStatusWords, type CommandReceipt } from "@/lib/command";
import { Callout } from "../ui/callout";
import { CopyId } from "../ui/copy-id";
import { Spinner } from "../ui/spinner";
import type { CommandInHand } from "./use-command";

/** Where a command stands while Lead's answer is awaited: never "failed" and never "done" before it is known. */
export function CommandStatusLine({ command }: { command: Pick<CommandInHand, "phase" | "receipt" | "commandId" | "problem"> }) {
  const { phase, receipt, commandId, problem } = command;
  if (phase === "needs-a-person") {
    return (
      <Callout tone="warn" role="status" title="Lead’s answer is not known, and it needs a person.">
        Compliance settles it. Nothing else can be asked of this account until then. Request <CopyId id={commandId} />
      </Callout>
    );
  }
  if (phase !== "sending" && phase !== "checking") return null;
  // A draft that came back: it may never have been sent, so nothing is said of Lead yet.
  if (phase === "checking" && !receipt && !problem) {
    return <p role="status" className="flex items-center gap-2 text-text-3"><Spinner />Looking whether this draft was already sent…</p>;
  }
  return (
    <div role="status" className="flex items-center gap-2 rounded bg-accent-weak px-3 py-2">
      <Spinner />
      <span>
        <span className="font-semibold">{waitingWords(phase, receipt)}</span>
        {phase === "checking" ? " Nothing is lost and nothing happens twice. You can leave this page: it goes on by itself and stands in My work." : null}
      </span>
    </div>
  );
}

function waitingWords(phase: "sending" | "checking", receipt: CommandReceipt | null): string {
  if (phase === "sending" || receipt?.status === "pending") return `${commandStatusWords.pending}…`;
  return `${commandStatusWords.unconfirmed}.`;
}
