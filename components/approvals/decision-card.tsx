"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import type { ApprovalShown } from "@/lib/approvals/approval-views";
import { TypedConfirmation } from "../closures/review-step";
import { CommandStatusLine } from "../commands/command-status";
import { ProblemSummary } from "../commands/problem-summary";
import { useCommand } from "../commands/use-command";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { TextArea } from "../ui/text-area";
import { useToast } from "../ui/toast";
import { asksTyping, decisionOf } from "./decision";

const controls: Record<string, string> = { comment: "decision-comment", typed: "decision-typed" };

/** One word on one request. */
export function DecisionCard({ program, shown }: { program: string; shown: ApprovalShown }) {
  const router = useRouter();
  const toast = useToast();
  const [comment, setComment] = useState("");
  const [typed, setTyped] = useState("");
  const [decision, setDecision] = useState<"approve" | "decline">("approve");
  const [missing, setMissing] = useState(false);
  const command = useCommand({
    program,
    name: shown.process ? "decide-closing" : "decide-approval",
    onDone: () => {
      toast.show({ title: decision === "approve" ? "Approved." : "Declined: nothing is sent.", tone: "ok" });
      router.refresh();
    },
    onProblem: () => router.refresh(),
  });
  const busy = command.phase === "sending" || command.phase === "checking";
  const errorOf = (path: string) => command.problem?.fields?.find((field) => field.path === path)?.message;
  const send = (next: "approve" | "decline") => {
    setDecision(next);
    setMissing(next === "decline" && comment.trim() === "");
    if (next === "decline" && comment.trim() === "") return document.getElementById(controls.comment ?? "")?.focus();
    const { input, seen } = decisionOf(shown, { decision: next, comment, typed });
    void command.submit(input, seen);
  };
  return (
    <Card heading="Your decision">
      <div className="space-y-3">
        {command.problem ? <ProblemSummary problem={command.problem} controlOf={(path) => controls[path]} labelOf={(path) => (path === "typed" ? "Confirmation" : "Comment")} /> : null}
        {busy ? <CommandStatusLine command={command} /> : null}
        <TextArea id={controls.comment} label="Comment" required={false} rows={2} hint={`Needed to decline; who asked reads it. ${confidentialHint}`} error={missing ? "Say why." : errorOf("comment")} value={comment} onChange={(event) => setComment(event.target.value)} />
        {asksTyping(shown) ? <TypedConfirmation accountId={shown.approval.accountId ?? ""} value={typed} onChange={setTyped} error={errorOf("typed")} id={controls.typed ?? ""} /> : null}
        <div className="flex flex-wrap items-center gap-2.5">
          <Button variant="danger-filled" busy={busy && decision === "approve"} disabled={busy} onClick={() => send("approve")}>Approve</Button>
          <Button busy={busy && decision === "decline"} disabled={busy} onClick={() => send("decline")}>Decline</Button>
          <p className="text-text-2">{whatFollows(shown)}</p>
        </div>
      </div>
    </Card>
  );
}

function whatFollows({ approval, process }: ApprovalShown): string {
  if (process?.closing) return process.closing.path === "letter" ? "The letter goes out after the approval." : "Approved, the account is closed at once.";
  return `Approved, it is done at once, in the name of ${approval.requester}.`;
}
