import type { ApprovalShown } from "@/lib/approvals/approval-views";
import type { CommandSubmission } from "@/lib/command";
import { closeReasonRows } from "@/lib/closures/reasons";

/** Whether the last four characters of the account's id are typed before it is approved. */
export function asksTyping({ process }: ApprovalShown): boolean {
  return process?.closing ? closeReasonRows[process.closing.reason].typed : false;
}

export type Decision = { decision: "approve" | "decline"; comment: string; typed: string };

/** What is sent: a closing is decided on as a closing, with the account as it was shown; anything else by its hash. */
export function decisionOf(shown: ApprovalShown, { decision, comment, typed }: Decision): Pick<CommandSubmission, "name" | "input" | "seen"> {
  const { approval, process } = shown;
  const said = comment.trim() || undefined;
  if (!process) return { name: "decide-approval", input: { approvalId: approval.id, hash: approval.hash, decision, comment: said } };
  const input = { processId: process.id, accountId: process.accountId, decision, comment: said, typed: asksTyping(shown) && decision === "approve" ? typed.trim() : undefined };
  return { name: "decide-closing", input, seen: process.seen };
}
