"use client";

import { restrictedWords } from "@/lib/account-views";
import type { AccountDetail, HoldView } from "@/lib/account-views";
import type { CommandName } from "@/lib/command";
import { holdName, leadMeanwhile } from "@/lib/hold-words";
import type { Permission } from "@/lib/permissions";
import { useAccountDialog } from "../accounts/use-account-dialog";
import { BlockedDialog, blockedWhy } from "../commands/blocked-dialog";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Card } from "../ui/card";
import { holdToRelease, placeHoldDialog, releaseHoldDialog } from "./hold-dialogs";
import { HoldRow } from "./hold-row";
import type { HoldPlace } from "./hold-row";
import { PlaceHoldDialog } from "./place-hold-dialog";
import { ReleaseHoldDialog } from "./release-hold-dialog";

type HoldsSectionProps = { detail: AccountDetail; zone: string; permissions: readonly Permission[] };

/** Our own blocks on the account. Who may not know them hears one sentence, whatever the cause. */
export function HoldsSection({ detail, zone, permissions }: HoldsSectionProps) {
  const { openDialog } = useAccountDialog();
  const mayDo = (name: CommandName) => detail.actions.some((action) => action.name === name && action.why === null);
  const { program, accountId, today, row } = detail;
  const place: HoldPlace = { program, accountId, today, readsEvidence: permissions.includes("read-evidence"), addsEvidence: permissions.includes("add-evidence") };
  return (
    <Card heading="Holds" aside={mayDo("place-hold") ? <Button size="small" onClick={() => openDialog(placeHoldDialog)}>Place a hold</Button> : null}>
      {detail.holds === null ? (
        <Unknown restricted={row.restricted || row.statusReason === "frozen"} />
      ) : (
        <Open holds={detail.holds} ofCases={(detail.estateCases ?? []).flatMap((each) => (each.ended ? [] : [each.holdId]))} place={place} meanwhile={leadMeanwhile(row)} onRelease={mayDo("release-hold") ? (hold) => openDialog(releaseHoldDialog(hold.id)) : null} />
      )}
      {detail.releasedHolds && detail.releasedHolds.length > 0 ? <Released holds={detail.releasedHolds} place={place} /> : null}
      <HoldDialogs detail={detail} zone={zone} place={place} />
    </Card>
  );
}

function Unknown({ restricted }: { restricted: boolean }) {
  if (!restricted) return <p className="text-text-3">Not restricted.</p>;
  return <Callout tone="stop"><span className="font-semibold">{restrictedWords}</span></Callout>;
}

type OpenProps = {
  holds: readonly HoldView[];
  /** Those that end with the open case of a deceased holder, and not by themselves. */
  ofCases: readonly string[];
  place: HoldPlace;
  /** What Lead shows while one is open. */
  meanwhile: string;
  onRelease: ((hold: HoldView) => void) | null;
};

function Open({ holds, ofCases, place, meanwhile, onRelease }: OpenProps) {
  if (holds.length === 0) return <p className="text-text-3">No hold is open.</p>;
  return (
    <>
      <p className="text-text-2">{meanwhile}</p>
      <ul className="mt-1 divide-y divide-line">
        {holds.map((hold) => (
          <HoldRow
            key={hold.id}
            place={place}
            hold={hold}
            action={onRelease && !ofCases.includes(hold.id) ? <Button size="small" onClick={() => onRelease(hold)} aria-label={`Release the hold: ${holdName(hold)}`}>Release</Button> : null}
          />
        ))}
      </ul>
    </>
  );
}

function Released({ holds, place }: Pick<OpenProps, "holds" | "place">) {
  return (
    <details className="mt-2">
      <summary className="w-fit cursor-pointer text-text-2 hover:text-text">{holds.length} released</summary>
      <ul className="mt-1 divide-y divide-line">{holds.map((hold) => <HoldRow key={hold.id} place={place} hold={hold} />)}</ul>
    </details>
  );
}

function HoldDialogs({ detail, zone, place }: Pick<HoldsSectionProps, "detail" | "zone"> & { place: HoldPlace }) {
  const { dialog, closeDialog } = useAccountDialog();
  const holdId = holdToRelease(dialog);
  if (dialog === placeHoldDialog) {
    const why = blockedWhy(detail, "place-hold");
    return why ? <BlockedDialog title="Place a hold" why={why} onClose={closeDialog} /> : <PlaceHoldDialog detail={detail} zone={zone} onClose={closeDialog} />;
  }
  if (holdId === null) return null;
  const hold = detail.holds?.find(({ id }) => id === holdId);
  const why = hold ? blockedWhy(detail, "release-hold") : "This hold is not open, or not for your role.";
  return hold && !why ? <ReleaseHoldDialog detail={detail} hold={hold} place={place} onClose={closeDialog} /> : <BlockedDialog title="Release a hold" why={why} onClose={closeDialog} />;
}
