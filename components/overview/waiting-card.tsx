import Link from "next/link";
import type { ReactNode } from "react";
import { secondsWords } from "@/lib/call-desk/call-times";
import type { Overview } from "@/lib/overview";
import { scraEndingList } from "@/lib/overview-lists";
import { Card } from "../ui/card";
import { NoValue } from "../ui/description-list";
import { count, Figure, linkClass } from "./figure";
import type { FigurePlace } from "./figure";

type WaitingCardProps = { place: FigurePlace; overview: Overview; /** Whether this person has the list of what Lead did not confirm. */ hasQueue: boolean };

/** What wants somebody: protections that end, requests, what Lead has not confirmed, and callers. */
export function WaitingCard({ place, overview: { scraEnding, approvals, unconfirmed, calls }, hasQueue }: WaitingCardProps) {
  const base = `/programs/${place.programSlug}`;
  const to = (path: string, value: number, of: string) =>
    place.linked && value > 0 ? <Link href={`${base}/${path}`} aria-label={`${count(value)} ${of}`} className={linkClass}>{count(value)}</Link> : count(value);
  return (
    <Card heading="Waiting, and calls">
      <dl>
        <Line term="SCRA protections that end within 30 days"><Figure place={place} value={scraEnding} list={scraEndingList} of="accounts whose SCRA protection ends within 30 days" /></Line>
        <Line term={approvals?.own ? "Your requests that wait for approval" : "Requests that wait for approval"}>
          {approvals ? to("approvals?view=all&state=waiting", approvals.waiting, "requests that wait for approval") : <NoValue>not for your role</NoValue>}
        </Line>
        <Line term={place.linked ? "Commands being checked with Lead" : "Commands not yet confirmed"}>
          {hasQueue ? to("work?section=checking", unconfirmed.checking, "commands being checked with Lead") : count(unconfirmed.checking)}
        </Line>
        {place.linked ? (
          <Line term="Commands that need a person">{hasQueue ? to("work?section=unconfirmed", unconfirmed.needsAPerson, "commands that need a person") : count(unconfirmed.needsAPerson)}</Line>
        ) : null}
        <Line term={place.linked ? "Calls today" : "Calls on that day"}>{count(calls.calls)}{calls.medianSeconds === null ? "" : `, half of them within ${secondsWords(calls.medianSeconds)}`}</Line>
      </dl>
    </Card>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex min-h-row items-center justify-between gap-4 border-b border-line last:border-b-0">
      <dt>{term}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}
