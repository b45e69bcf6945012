"use client";

import { useEffect, useRef } from "react";
import type { AccountRow } from "@/lib/account-views";
import { AccountStatusMark } from "../accounts/account-status-mark";
import { Card } from "../ui/card";
import { Kbd } from "../ui/kbd";

type CallCandidatesProps = { rows: readonly AccountRow[]; more: boolean; onPick: (accountId: string) => void };

/** Several accounts fit: the first has the focus, the arrows walk, Enter or its digit takes one. */
export function CallCandidates({ rows, more, onPick }: CallCandidatesProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => list.current?.querySelector("button")?.focus(), [rows]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const picked = /^[1-9]$/.test(event.key) ? rows[Number(event.key) - 1] : undefined;
    if (picked) return onPick(picked.accountId);
    if (step === 0) return;
    event.preventDefault();
    buttons[buttons.findIndex((button) => button === document.activeElement) + step]?.focus();
  };
  return (
    <Card heading="Which one?" className="mt-4 max-w-3xl" flush>
      <ol ref={list} className="divide-y divide-line border-t border-line" onKeyDown={onKeyDown}>
        {rows.map((row, index) => (
          <li key={row.accountId}>
            <button type="button" className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-left hover:bg-sunken focus-visible:-outline-offset-2" onClick={() => onPick(row.accountId)}>
              <Kbd>{index + 1}</Kbd>
              <span className="min-w-0 flex-1 truncate">
                <span className="font-semibold">{holdersWords(row)}</span> <span className="text-text-2">{row.productName}</span>
              </span>
              <span className="font-mono text-xs text-text-3">…{row.accountId.slice(-6)}</span>
              <span className="w-40"><AccountStatusMark status={row.status} reason={row.restricted && row.openHolds === null ? null : row.statusReason} /></span>
            </button>
          </li>
        ))}
      </ol>
      {more ? <p className="border-t border-line px-4 py-2 text-text-3">There are more. Ask the caller for something that names one account.</p> : null}
    </Card>
  );
}

function holdersWords({ holders, holderCount }: AccountRow): string {
  const names = holders.map(({ name, entityId }) => name ?? entityId).join(", ");
  return holderCount > holders.length ? `${names} and ${holderCount - holders.length} more` : names;
}
