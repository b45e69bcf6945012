import Link from "next/link";
import type { WaitingApproval } from "@/lib/approvals/approval-views";
import { approvalKindRows } from "@/lib/approvals/approvals";
import { commandLabels } from "@/lib/command";
import { plainDateWords } from "@/lib/fields/plain-date";
import { Callout } from "../ui/callout";
import { Time } from "../ui/time";

/** What waits on this account for another person. */
export function ApprovalCallout({ program, approval: { id, kind, name, requester, askedByYou, askedAt, lastDay, mayDecide } }: { program: string; approval: WaitingApproval }) {
  const what = kind === "closing" ? approvalKindRows.closing.label : commandLabels[name];
  return (
    <Callout tone="info" title={`${what}: waits for ${mayDecide ? "your decision" : "another person"}.`}>
      Asked for by {askedByYou ? "you" : requester}, <Time at={askedAt} />; it expires at the end of {plainDateWords(lastDay)}.{" "}
      <Link href={`/programs/${program}/approvals/${id}`} className="font-medium underline hover:no-underline">{mayDecide ? "Look and decide" : "See the request"}</Link>
    </Callout>
  );
}
