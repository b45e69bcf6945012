"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { followUpDueWords, mayTick } from "@/lib/closures/follow-ups";
import type { FollowUpView } from "@/lib/closures/follow-ups";
import { plainDateWords } from "@/lib/fields/plain-date";
import { roleNames } from "@/lib/permissions";
import type { Permission } from "@/lib/permissions";
import { queryKeys } from "@/lib/query-keys";
import { readAfresh } from "../read-afresh";
import { Button } from "../ui/button";
import { Tag } from "../ui/tag";
import { Time } from "../ui/time";
import { FollowUpDialog } from "./follow-up-dialog";

type FollowUpListProps = { program: string; accountId: string; followUps: readonly FollowUpView[]; permissions: readonly Permission[]; today: string };

const tones = { met: "ok", late: "neutral", due: "outline", overdue: "stop" } as const;

/** What a closing left to do: whose it is, by when, and what became of it. */
export function FollowUpList({ program, accountId, followUps, permissions, today }: FollowUpListProps) {
  const [open, setOpen] = useState<FollowUpView | null>(null);
  const router = useRouter();
  const queries = useQueryClient();
  if (followUps.length === 0) return null;
  const done = () => {
    setOpen(null);
    void readAfresh(queries, queryKeys.program(program));
    router.refresh();
  };
  const left = followUps.filter(({ state }) => state === "open").length;
  return (
    <section aria-label="Follow-ups">
      <p className="font-medium">{left === 0 ? "Everything is done" : `Left to do: ${left} of ${followUps.length}`}</p>
      <ul className="mt-1">
        {followUps.map((followUp) => <FollowUpRow key={followUp.code} followUp={followUp} onTick={mayTick(followUp, permissions) ? () => setOpen(followUp) : null} />)}
      </ul>
      {open ? <FollowUpDialog followUp={{ program, accountId, recordId: open.recordId, code: open.code }} today={today} onDone={done} onClose={() => setOpen(null)} /> : null}
    </section>
  );
}

function FollowUpRow({ followUp: { label, owner, dueOn, due, state, doneOn, note, settled }, onTick }: { followUp: FollowUpView; onTick: (() => void) | null }) {
  const isOpen = state === "open";
  return (
    <li className="flex items-start gap-2 border-t border-line py-1.5 first:border-t-0">
      <span aria-hidden="true" className="w-3 shrink-0 text-text-3">{{ open: "▢", done: "✓", "not-applicable": "–" }[state]}</span>
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p className={isOpen ? undefined : "text-text-2"}>{label}</p>
        <p className="text-xs text-text-3">
          {roleNames[owner]}, <span className="whitespace-nowrap">by {plainDateWords(dueOn)}</span> {isOpen ? <Tag tone={tones[due.state]}>{followUpDueWords(due)}</Tag> : null}
        </p>
        {settled ? <p className="text-xs text-text-2">{state === "done" && doneOn ? `Done on ${plainDateWords(doneOn)}` : "Does not apply"} · {settled.by}, <Time at={settled.at} />{note ? ` · “${note}”` : ""}</p> : null}
      </div>
      {isOpen && onTick ? <Button size="small" className="print-hidden shrink-0" aria-label={`Tick off: ${label}`} onClick={onTick}>Tick off</Button> : null}
    </li>
  );
}
