import { dueWords } from "@/lib/closures/due-dates";
import { registerNoticeRows } from "@/lib/closures/register";
import type { RegisterRow } from "@/lib/closures/register-views";
import { plainDateWords } from "@/lib/fields/plain-date";
import { StandingMark } from "../../work/standing-mark";

/** Where one entry is looked at: a closing and one made elsewhere by its record, the rest on a page of its own. */
export function entryHref(program: string, { id, kind }: Pick<RegisterRow, "id" | "kind">): string {
  const isRecord = kind === "closing" || kind === "elsewhere";
  return `/programs/${program}/closures/${isRecord ? id : `actions/${id}`}`;
}

/** How the notice stands: its state, then its day and how it stands against it. */
export function NoticeStanding({ entry: { notice, due, noticeDueOn, deliveredOn, purgedAt } }: { entry: RegisterRow }) {
  const overdue = due?.state === "overdue";
  const { label, tone } = registerNoticeRows[notice];
  if (purgedAt) return <StandingMark tone="idle">Purged</StandingMark>;
  return (
    <span className="block leading-tight">
      <StandingMark tone={overdue ? "stop" : tone}>{overdue ? "Overdue" : label}</StandingMark>
      <span className="block text-2xs text-text-3">
        {notice === "due" && due && noticeDueOn ? <span className={overdue ? "font-medium text-stop" : undefined}>{plainDateWords(noticeDueOn)} · {dueWords(due)}</span> : null}
        {notice === "given" || notice === "late" ? (deliveredOn ? `${plainDateWords(deliveredOn)}${due?.state === "late" ? ` · ${dueWords(due)}` : ""}` : "Lead holds one") : null}
      </span>
    </span>
  );
}
