"use client";

import type { SavedDraft } from "@/lib/accounts/account-draft";
import { Button, ButtonLink } from "../../ui/button";
import { Callout } from "../../ui/callout";
import { CopyId } from "../../ui/copy-id";
import { Time } from "../../ui/time";

/** A draft came back: when it is from, and the way to be rid of it. */
export function RestoredNote({ savedAt, onDiscard }: { savedAt: string; onDiscard: () => void }) {
  return (
    <Callout tone="info" title={<>Draft from <Time at={savedAt} />.</>} actions={<Button size="small" onClick={onDiscard}>Discard it</Button>}>
      Everything that you had typed is here again.
    </Callout>
  );
}

export function LikeNote({ program, accountId, saved }: { program: string; accountId: string; saved: SavedDraft | null }) {
  const back = saved ? (
    <ButtonLink size="small" href={`/programs/${program}/accounts/new`}>Go on with your draft from <Time at={saved.savedAt} /> instead</ButtonLink>
  ) : undefined;
  return (
    <Callout tone="info" title={<>Like <CopyId id={accountId} plain />.</>} actions={back}>
      Product, capabilities, currency and the names of its metadata are filled in. People, amounts, notices and documents belong to each account.
    </Callout>
  );
}
