"use client";

import { restrictedWords } from "@/lib/account-views";
import type { AccountDetail, HoldView } from "@/lib/account-views";
import type { CommandName } from "@/lib/command";
import { holdExpiry, holdWords } from "@/lib/hold-words";
import { useAccountDialog } from "../accounts/use-account-dialog";
import { BlockedDialog, blockedWhy } from "../commands/blocked-dialog";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Card } from "../ui/card";
import { StatusDot } from "../ui/status-dot";
import { Tag } from "../ui/tag";
import { Time } from "../ui/time";
import { holdToRelease, placeHoldDialog, releaseHoldDialog } from "./hold-dialogs";
import { PlaceHoldDialog } from "./place-hold-dialog";
import { ReleaseHoldDialog } from "./release-hold-dialog";

type HoldsSectionProps = { detail: AccountDetail; zone: string };

/** Our own blocks on the account. Who may not know them hears one sentence, whatever the cause. */
export function HoldsSection({ detail, zone }: HoldsSectionProps) {
  const { openDialog } = useAccountDialog();
  const mayDo = (name: CommandName) => detail.actions.some((action) => action.name === name && action.why === null);
  return (
    <Card heading="Holds" aside={mayDo("place-hold") ? <Button size="small" onClick={() => openDialog(placeHoldDialog)}>Place a hold</Button> : null}>
      {detail.holds === null ? (
        <Unknown restricted={detail.row.restricted || detail.row.statusReason === "frozen"} />
      ) : (
        <Open holds={detail.holds} today={detail.today} onRelease={mayDo("release-hold") ? (hold) => openDialog(releaseHoldDialog(hold.id)) : null} />
      )}
      <HoldDialogs detail={detail} zone={zone} />
    </Card>
  );
}

function Unknown({ restricted }: { restricted: boolean }) {
  if (!restricted) return <p className="text-text-3">Not restricted.</p>;
  return <Callout tone="stop"><span className="font-semibold">{restrictedWords}</span></Callout>;
}

type OpenProps = { holds: readonly HoldView[]; today: string; onRelease: ((hold: HoldView) => void) | null };

function Open({ holds, today, onRelease }: OpenProps) {
  if (holds.length === 0) return <p className="text-text-3">No hold is open.</p>;
  return (
    <ul className="divide-y divide-line">
      {holds.map((hold) => {
        const expiry = holdExpiry(hold.expiresOn, today);
        return (
          <li key={hold.id} className="flex items-start gap-3 py-2 first:pt-1 last:pb-0">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <StatusDot shape="diamond" tone="stop" className="font-semibold">{holdWords(hold.type)}</StatusDot>
                {hold.reference ? <span className="wrap-anywhere text-text-2">{hold.reference}</span> : null}
                {expiry ? <Tag tone={expiry.past ? "warn" : "neutral"}>{expiry.words}</Tag> : null}
              </p>
              {hold.note ? <p className="mt-0.5 wrap-break-word whitespace-pre-line">{hold.note}</p> : null}
              <p className="mt-0.5 text-xs text-text-3">Placed by {hold.placedBy}, <Time at={hold.placedAt} /></p>
            </div>
            {onRelease ? (
              <Button size="small" onClick={() => onRelease(hold)} aria-label={`Release the hold: ${holdWords(hold.type)}${hold.reference ? `, ${hold.reference}` : ""}`}>Release</Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function HoldDialogs({ detail, zone }: HoldsSectionProps) {
  const { dialog, closeDialog } = useAccountDialog();
  const holdId = holdToRelease(dialog);
  if (dialog === placeHoldDialog) {
    const why = blockedWhy(detail, "place-hold");
    return why ? <BlockedDialog title="Place a hold" why={why} onClose={closeDialog} /> : <PlaceHoldDialog detail={detail} zone={zone} onClose={closeDialog} />;
  }
  if (holdId === null) return null;
  const hold = detail.holds?.find(({ id }) => id === holdId);
  const why = hold ? blockedWhy(detail, "release-hold") : "This hold is not open, or not for your role.";
  return hold && !why ? <ReleaseHoldDialog detail={detail} hold={hold} onClose={closeDialog} /> : <BlockedDialog title="Release a hold" why={why} onClose={closeDialog} />;
}
