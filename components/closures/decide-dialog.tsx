"use client";

import { useState } from "react";
import { closeReasonRows } from "@/lib/closures/reasons";
import { changedFacts } from "@/lib/closures/facts";
import { confidentialHint } from "@/lib/accounts/operator-text";
import type { ProcessView } from "@/lib/closures/process-view";
import { CommandStatusLine } from "../commands/command-status";
import { ProblemSummary } from "../commands/problem-summary";
import { useCommand } from "../commands/use-command";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Dialog, DialogFootnote, DialogSection } from "../ui/dialog";
import { TextArea } from "../ui/text-area";
import { AskedLetters } from "./asked-letters";
import { ClosingAskedFor } from "./closing-asked-for";
import { ProcessProblem } from "./process-problem";
import { TypedConfirmation } from "./review-step";

type DecideDialogProps = { program: string; process: ProcessView; renew: boolean; holders: readonly { entityId: string; name: string }[]; onClose: () => void };

const controls: Record<string, string> = { comment: "decide-comment", typed: "decide-typed" };

/** Compliance sees all of what was asked for, and approves or declines it; or lets one go on that stopped. */
export function DecideDialog({ program, process, renew, holders, onClose }: DecideDialogProps) {
  const [comment, setComment] = useState("");
  const [typed, setTyped] = useState("");
  const command = useCommand({ program, name: "decide-closing", onDone: onClose });
  const { closing, factsNow, id: processId, accountId } = process;
  if (!closing) return null;
  const asksTyping = !renew && closeReasonRows[closing.reason].typed;
  const busy = command.phase === "sending" || command.phase === "checking";
  const errorOf = (path: string) => command.problem?.fields?.find((field) => field.path === path)?.message;
  const changed = changedFacts(closing.facts, factsNow);
  const send = (decision: "approve" | "decline" | "renew") =>
    void command.submit({ processId, accountId, decision, comment: comment.trim() || undefined, typed: asksTyping && decision === "approve" ? typed.trim() : undefined }, process.seen);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={renew ? "Let the closing go on" : "Decide on the closing"}
      locked={busy}
      footer={(
        <>
          <DialogFootnote>{renew ? "It goes on at once." : closing.path === "letter" ? "The letter goes out after this." : "The account is closed at once."}</DialogFootnote>
          {renew ? null : <Button disabled={busy || comment.trim() === ""} onClick={() => send("decline")}>Decline</Button>}
          <Button variant="danger-filled" busy={busy} disabled={renew && comment.trim() === ""} onClick={() => send(renew ? "renew" : "approve")}>{renew ? "Let it go on" : "Approve"}</Button>
        </>
      )}
    >
      <DialogSection>
        {command.problem ? <ProblemSummary problem={command.problem} controlOf={(path) => controls[path]} labelOf={(path) => (path === "typed" ? "Confirmation" : "Comment")} /> : null}
        {renew && process.problem ? <ProcessProblem problem={process.problem} /> : null}
        {renew && factsNow.status === "closed" && factsNow.statusReason === closing.reason ? (
          <Callout tone="info" title="Lead shows this account as closed for this reason.">Letting the closing go on takes that for its end. Nothing is sent.</Callout>
        ) : null}
        {!renew && changed.length > 0 ? <Callout tone="warn" title="The account changed since this was asked for.">It cannot be approved as it is; it is asked for anew.</Callout> : null}
        <CommandStatusLine command={command} />
      </DialogSection>
      <DialogSection heading="What was asked for">
        <ClosingAskedFor closing={closing} holders={holders} />
      </DialogSection>
      {closing.letters ? <DialogSection heading="The letter"><AskedLetters accountId={accountId} closing={closing} holders={holders} /></DialogSection> : null}
      <DialogSection>
        <div className="space-y-3">
          <TextArea label={renew ? "Why it may go on" : "Comment"} hint={renew ? confidentialHint : `Needed to decline. ${confidentialHint}`} required={renew} rows={2} id="decide-comment" error={errorOf("comment")} value={comment} onChange={(event) => setComment(event.target.value)} />
          {asksTyping ? <TypedConfirmation accountId={accountId} value={typed} onChange={setTyped} error={errorOf("typed")} id="decide-typed" /> : null}
        </div>
      </DialogSection>
    </Dialog>
  );
}
