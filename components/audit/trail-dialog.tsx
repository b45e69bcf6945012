"use client";

import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { onlyPhrase } from "@/lib/permissions";
import { findingsOf } from "@/lib/trail-check";
import type { AnchorState, TrailState } from "@/lib/trail-check";
import { useCommand } from "../commands/use-command";
import { Button } from "../ui/button";
import { Description, DescriptionList, NoValue } from "../ui/description-list";
import { Dialog, DialogFootnote, DialogSection } from "../ui/dialog";
import { RelativeTime, Time } from "../ui/time";
import { useToast } from "../ui/toast";
import { TrailChecks } from "./trail-checks";
import { useTrail } from "./use-trail";

/** Says when the trail was last checked, and opens what is known of it. */
export function TrailButton({ program, initial }: { program: string; initial: TrailState }) {
  const [open, setOpen] = useState(false);
  const { data: trail } = useTrail(program, initial);
  const last = trail.checks.find(({ status }) => status === "done");
  return (
    <>
      {last?.endedAt ? <span className="text-xs text-text-3">Checked <RelativeTime at={last.endedAt} />: {findingsOf(last).length === 0 ? "nothing wrong" : "tampered with"}</span> : null}
      <Button icon={<ShieldCheck size={14} aria-hidden="true" />} onClick={() => setOpen(true)}>Trail</Button>
      <TrailDialog program={program} trail={trail} open={open} onOpenChange={setOpen} />
    </>
  );
}

type TrailDialogProps = { program: string; trail: TrailState; open: boolean; onOpenChange: (open: boolean) => void };

function TrailDialog({ program, trail, open, onOpenChange }: TrailDialogProps) {
  const { checks, anchors, protection, mayCheck } = trail;
  const underWay = checks.some(({ status }) => status !== "done");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="The trail"
      description="Each entry holds the hash of the one before it. A check reads them all and names what was changed, removed, inserted, reordered or cut off."
      footer={
        <>
          <DialogFootnote>{mayCheck ? (underWay ? "It goes on by itself: you can leave this page." : null) : onlyPhrase("verify-trail")}</DialogFootnote>
          {mayCheck ? <CheckButton program={program} underWay={underWay} /> : null}
        </>
      }
    >
      <DialogSection>
        <DescriptionList>
          <Description term="Entries">{protection.charAt(0).toUpperCase() + protection.slice(1)}</Description>
          <Description term="Newest hash">{anchors.length === 0 ? "Given away to nowhere: set AUDIT_ANCHOR_FILE or AUDIT_ANCHOR_URL" : anchors.map((anchor) => <Anchored key={anchor.target} anchor={anchor} />)}</Description>
        </DescriptionList>
      </DialogSection>
      <DialogSection heading="Checks"><TrailChecks checks={checks} /></DialogSection>
    </Dialog>
  );
}

const targetWords = { file: "a file", url: "an address outside" };

function Anchored({ anchor: { target, newest, problem, failedAt } }: { anchor: AnchorState }) {
  return (
    <span className="block">
      Given to {targetWords[target]}: {newest ? <>entry {newest.seq.toLocaleString("en-US")}, <Time at={newest.at} /></> : <NoValue>not yet</NoValue>}
      {problem && failedAt ? <span className="block text-warn">Failed <Time at={failedAt} />: {problem} It is tried again.</span> : null}
    </span>
  );
}

/** Each press is an intent of its own, once the one before it is done. */
function CheckButton({ program, underWay }: { program: string; underWay: boolean }) {
  const toast = useToast();
  const command = useCommand({
    program,
    name: "verify-trail",
    onDone: () => command.renew(),
    onProblem: ({ title, saved, next }) => toast.show({ title, description: [saved, next].filter(Boolean).join(" "), tone: "warn" }),
  });
  return <Button variant="primary" busy={underWay || command.phase !== "idle"} onClick={() => void command.submit({})}>Check the trail</Button>;
}
