"use client";

import Link from "next/link";
import { commandLabels } from "@/lib/command";
import type { NeedsAPerson } from "@/lib/work-queue";
import { useAccountDialog } from "../accounts/use-account-dialog";
import { Button } from "../ui/button";
import { CopyId } from "../ui/copy-id";
import { Time } from "../ui/time";
import { AskedFor } from "./asked-for";
import { settleDialog } from "./settle-dialog-name";
import { StandingMark } from "./standing-mark";

type NeedsAPersonListProps = { programSlug: string; waiting: readonly NeedsAPerson[]; maySettle: boolean; zone: string };

/** Each with what it asked for, why it stopped and, for those who may, the way to settle it. */
export function NeedsAPersonList({ programSlug, waiting, maySettle, zone }: NeedsAPersonListProps) {
  const { openDialog } = useAccountDialog();
  const base = `/programs/${programSlug}`;
  return (
    <ul className="divide-y divide-line">
      {waiting.map((command) => (
        <li key={command.commandId} className="flex items-start gap-3 py-2.5 last:pb-0">
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <StandingMark tone="warn"><span className="font-semibold">{commandLabels[command.name]}</span></StandingMark>
              {command.productName ? <span>{command.productName}</span> : null}
              {command.accountId ? <Link href={`${base}/accounts/${command.accountId}`} className="hover:underline"><CopyId id={command.accountId} plain /></Link> : null}
            </p>
            <AskedFor command={command} zone={zone} />
            <p className="mt-0.5 max-w-[90ch] wrap-break-word text-text-2">{command.problem?.title ?? "Lead did not confirm it."}</p>
            <p className="mt-0.5 text-xs text-text-3">
              {command.askedBy}, <Time at={command.askedAt} />. {sentWords(command.sends)}
              {command.lastSentAt ? <>, last <Time at={command.lastSentAt} /></> : null}. Request <CopyId id={command.commandId} />
            </p>
          </div>
          <span className="flex flex-wrap items-center justify-end gap-2">
            <Link href={`${base}/calls?command=${command.commandId}`} className="text-xs text-accent hover:underline">Calls to Lead</Link>
            {maySettle ? (
              <Button size="small" onClick={() => openDialog(settleDialog(command.commandId))} aria-label={`Settle: ${commandLabels[command.name]}, ${command.accountId ?? "new account"}`}>Settle…</Button>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

function sentWords(sends: number): string {
  if (sends === 0) return "Never sent";
  return sends === 1 ? "Sent once" : `Sent ${sends} times`;
}
