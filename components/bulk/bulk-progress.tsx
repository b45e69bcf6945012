import type { BulkDetail } from "@/lib/bulk/bulk-views";
import { accountsWords, countsSentence, secondPersonWords } from "@/lib/bulk/bulk-words";
import { ProgressBar } from "../imports/progress-bar";
import { Callout } from "../ui/callout";
import { Card } from "../ui/card";
import { Time } from "../ui/time";

/** Before the start what it would do; then how far it is, and what stands in the way. */
export function BulkProgress({ detail }: { detail: BulkDetail }) {
  const { action, status, counts, rowCount } = detail;
  const sentence = countsSentence(action, status, counts);
  const begun = detail.startedAt !== null;
  const attempted = rowCount - counts.waiting;
  return (
    <Card heading={begun ? "How far it is" : "What will happen"}>
      {begun ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <ProgressBar label="Accounts that had their turn" value={attempted} most={rowCount} />
          <span>{attempted.toLocaleString("en-US")} of {accountsWords(rowCount)}</span>
        </div>
      ) : null}
      <p className={begun ? "mt-2" : undefined}>{sentence}</p>
      <p className="mt-1 text-text-2">{nextWords(detail)}</p>
      <p role="status" className="sr-only">{status === "running" ? "It is running." : sentence}</p>
      <Standstill detail={detail} />
    </Card>
  );
}

function nextWords(detail: BulkDetail): string {
  const { status, counts, needsSecond, decision, callsPerSecond, may } = detail;
  if (status === "planned" && counts.waiting === 0) return "There is nothing to start: look at the reasons below.";
  if (status === "planned" && needsSecond) return `Nothing is sent yet. ${whySecond(detail)}`;
  if (status === "planned") return "Nothing is sent yet. Each account is looked at again when its turn comes, and is its own entry in the activity.";
  if (status === "waiting") return `${whySecond(detail)} ${may.decide ? "Look at the accounts and the reasons, then approve or decline." : "A second person with the same right approves or declines it; they find it in My work."}`;
  if (status === "running") return `At most ${callsPerSecond.toLocaleString("en-US")} calls to Lead a second, people’s own first. You can leave this page: it goes on by itself.`;
  if (status === "declined") return decision?.comment ? `Declined: ${decision.comment}` : "Nothing was sent.";
  if (counts.unconfirmed > 0) return "What Lead has not confirmed is being checked; it is settled by itself or by compliance, and never sent twice.";
  return status === "stopped" ? "What had begun was brought to its end; the rest was not attempted." : "";
}

function whySecond({ action, counts, doneBefore, periodSeconds, isMine }: BulkDetail): string {
  return secondPersonWords({ action, accounts: counts.waiting, before: doneBefore, periodSeconds, isMine });
}

function Standstill({ detail: { status, problem, triesAgainAt, stoppedBy } }: { detail: BulkDetail }) {
  if (status === "stopped") {
    return (
      <Callout tone="warn" title={problem ? problem.title : `Stopped by ${stoppedBy ?? "the console"}.`} className="mt-3">
        {problem ? [problem.detail, problem.saved, problem.next].filter(Boolean).join(" ") : "It goes on where it stopped once who asked for it lets it."}
      </Callout>
    );
  }
  if (status !== "running" || !problem || !triesAgainAt) return null;
  return <Callout tone="warn" title={problem.title} className="mt-3">Nothing is lost: it tries again by itself, next at <Time at={triesAgainAt} style="clock" />.</Callout>;
}
