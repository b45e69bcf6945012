"use client";

import { useState } from "react";
import type { ReactNode } from "react";
import type { HoldView } from "@/lib/account-views";
import { plainDateWords } from "@/lib/fields/plain-date";
import { holdExpiry, holdName, holdWords } from "@/lib/hold-words";
import { EvidencePart } from "../evidence/evidence-section";
import { StatusDot } from "../ui/status-dot";
import { Tag } from "../ui/tag";
import { Time } from "../ui/time";

/** Where the holds are, and what the viewer may do with their evidence. */
export type HoldPlace = { program: string; accountId: string; /** The program's business day. */ today: string; readsEvidence: boolean; addsEvidence: boolean };

type HoldRowProps = { place: HoldPlace; hold: HoldView; action?: ReactNode };

/** One hold with all that was said of it, from when it was served to why it was released. */
export function HoldRow({ place, hold, action }: HoldRowProps) {
  const { type, reference, note, servedOn, expiresOn, placedBy, placedAt, released } = hold;
  const expiry = released ? null : holdExpiry(expiresOn, place.today);
  return (
    <li className="py-2 first:pt-1 last:pb-0">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <StatusDot shape="diamond" tone={released ? "idle" : "stop"} className="font-semibold">{holdWords(type)}</StatusDot>
            {reference ? <span className="wrap-anywhere text-text-2">{reference}</span> : null}
            {expiry ? <Tag tone={expiry.past ? "warn" : "neutral"}>{expiry.words}</Tag> : null}
          </p>
          {note ? <p className="mt-0.5 wrap-break-word whitespace-pre-line">{note}</p> : null}
          <p className="mt-0.5 text-xs text-text-3">
            {servedOn ? `Served ${plainDateWords(servedOn)} · ` : null}Placed by {placedBy}, <Time at={placedAt} />{released && expiresOn ? ` · To expire ${plainDateWords(expiresOn)}` : null}
          </p>
          {released ? (
            <p className="mt-0.5 text-xs wrap-break-word text-text-2">
              Released by {released.by}, <Time at={released.at} />{released.approvedBy ? `, approved by ${released.approvedBy}` : null}: {released.reason}
            </p>
          ) : null}
        </div>
        {action}
      </div>
      {place.readsEvidence ? <HoldEvidence place={place} hold={hold} /> : null}
    </li>
  );
}

const piecesWords = (pieces: number) => (pieces === 0 ? "none" : pieces === 1 ? "1 piece" : `${pieces} pieces`);

/** Read only when somebody looks. */
function HoldEvidence({ place: { program, accountId, addsEvidence }, hold }: { place: HoldPlace; hold: HoldView }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="mt-1 text-xs" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit cursor-pointer text-text-2 hover:text-text" aria-label={`Evidence: ${piecesWords(hold.evidence)}, of the hold ${holdName(hold)}`}>Evidence: {piecesWords(hold.evidence)}</summary>
      {open ? <div className="mt-1 border-l-2 border-line pl-3 text-sm"><EvidencePart program={program} accountId={accountId} mayAdd={addsEvidence} subject={{ kind: "hold", id: hold.id }} name={holdName(hold)} /></div> : null}
    </details>
  );
}
