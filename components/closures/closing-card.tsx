"use client";

import { useState } from "react";
import { statusReasons } from "@/lib/accounts/account-status";
import { dueWords } from "@/lib/closures/due-dates";
import { lackingItems } from "@/lib/closures/notice-checklist";
import type { ChecklistItem } from "@/lib/closures/notice-checklist";
import type { ProcessView } from "@/lib/closures/process-view";
import { closingStanding, stagesFor } from "@/lib/closures/stages";
import type { ClosingAct } from "@/lib/closures/stages";
import { plainDateWords } from "@/lib/fields/plain-date";
import type { Permission } from "@/lib/permissions";
import { EvidencePart } from "../evidence/evidence-section";
import { Button, ButtonLink } from "../ui/button";
import { Card } from "../ui/card";
import { Description, DescriptionList } from "../ui/description-list";
import { Dialog, DialogSection } from "../ui/dialog";
import { Tag } from "../ui/tag";
import { Time } from "../ui/time";
import { AbandonDialog } from "./abandon-dialog";
import { ClosingReceipt } from "./closing-receipt";
import { DecideDialog } from "./decide-dialog";
import { FollowUpList } from "./follow-up-list";
import { LetterDialog } from "./letter-dialog";
import { ProcessAlarm } from "./process-alarm";
import type { ProcessCardProps } from "./process-card";
import { ProcessProgress } from "./process-progress";
import { StageTrack } from "./stage-track";
import { useProcess } from "./use-process";

const acts = {
  decide: { label: "Decide", permission: "decide-closing" },
  "send-letter": { label: "The letter was sent", permission: "send-closing-letter" },
  renew: { label: "Let it go on", permission: "decide-closing" },
  abandon: { label: "Abandon", permission: "abandon-closing" },
} satisfies Record<ClosingAct, { label: string; permission: Permission }>;

/** A closing in progress or done: its stage, who is next, days left, and what can be done now. */
export function ClosingCard(props: ProcessCardProps) {
  const { program, permissions, today, zone, holders } = props;
  const [open, setOpen] = useState<ClosingAct | "receipt" | null>(null);
  const process = useProcess({ program, processId: props.process.id, initial: props.process, expectant: open !== null && open !== "receipt" }) ?? props.process;
  const { closing } = process;
  if (!closing) return null;
  const standing = closingStanding(closing.stage, closing.path, process.problem !== null);
  const isOwn = closing.secondPerson && closing.askedByYou;
  const possible = standing.acts.filter((act) => permissions.includes(acts[act].permission) && !(isOwn && (act === "decide" || act === "renew")));
  const close = () => setOpen(null);
  return (
    <Card heading={`Closing: ${statusReasons[closing.reason].label.toLowerCase()}`} aside={<DueTag process={process} />}>
      <div className="mb-3 empty:hidden"><ProcessAlarm program={program} process={process} permissions={permissions} /></div>
      <StageTrack stages={stagesFor(closing.path)} stage={closing.stage} />
      <DescriptionList className="mt-3">
        {standing.owner ? <Description term="Next">{standing.next}</Description> : null}
        {standing.owner ? <Description term="By">{closing.stage === "requested" && closing.secondPerson ? `Another person in compliance than ${closing.requested.by}` : standing.owner}</Description> : null}
        <Description term="Asked for">{closing.requested.by}, <Time at={closing.requested.at} /></Description>
        {closing.decided ? <Description term={closing.decided.decision === "approved" ? "Decided" : "Declined"}>{closing.decided.by}, <Time at={closing.decided.at} />{closing.decided.comment ? `: ${closing.decided.comment}` : ""}</Description> : null}
        {closing.letter ? <Description term="Letter">{plainDateWords(closing.letter.deliveredOn)}, recorded by {closing.letter.by}</Description> : null}
        {closing.lettersHash ? <LackingRow checklist={closing.checklist} /> : null}
        {closing.abandoned ? <Description term="Abandoned">{closing.abandoned.by}, <Time at={closing.abandoned.at} />: {closing.abandoned.reason}</Description> : null}
      </DescriptionList>
      {closing.decided?.decision === "approved" && process.steps.some(({ status }) => status !== "to-come") && closing.stage !== "closed" ? <div className="mt-3"><ProcessProgress process={process} /></div> : null}
      {closing.stage === "closed" ? <div className="mt-3"><FollowUpList program={program} accountId={process.accountId} followUps={closing.followUps} permissions={permissions} today={today} /></div> : null}
      {permissions.includes("read-evidence") ? (
        <div className="mt-3 border-t border-line pt-2"><EvidencePart program={program} accountId={process.accountId} mayAdd={permissions.includes("add-evidence")} subject={{ kind: "process", id: process.id }} /></div>
      ) : null}
      <div className="print-hidden mt-3 flex flex-wrap gap-2 empty:hidden">
        {closing.stage === "requested" ? <ButtonLink href={`/programs/${program}/approvals/${process.id}`}>The request</ButtonLink> : null}
        {possible.map((act) => <Button key={act} variant={act === "abandon" ? "danger" : "primary"} onClick={() => setOpen(act)}>{acts[act].label}</Button>)}
        {closing.stage === "closed" ? <Button onClick={() => setOpen("receipt")}>Receipt</Button> : null}
        {closing.lettersHash ? <ButtonLink href={`/programs/${program}/closures/${process.id}/letter`}>{closing.stage === "requested" ? "The letter, as a draft" : "The letter"}</ButtonLink> : null}
        <ButtonLink href={`/programs/${program}/closures/${process.id}`}>Record</ButtonLink>
      </div>
      {open === "decide" || open === "renew" ? <DecideDialog program={program} process={process} renew={open === "renew"} holders={holders} onClose={close} /> : null}
      {open === "send-letter" ? <LetterDialog program={program} process={process} today={today} zone={zone} onClose={close} /> : null}
      {open === "abandon" ? <AbandonDialog program={program} process={process} today={today} onClose={close} /> : null}
      <Dialog open={open === "receipt"} onOpenChange={close} title="Receipt of the closing">
        <DialogSection><ClosingReceipt program={program} process={process} holders={holders} /></DialogSection>
      </Dialog>
    </Card>
  );
}

/** What the notice still lacks, by name; how to mend it is said where the letter is reviewed. */
function LackingRow({ checklist }: { checklist: readonly ChecklistItem[] }) {
  const lacking = lackingItems(checklist);
  return <Description term="The notice lacks">{lacking.length === 0 ? "Nothing" : lacking.map(({ label, says }) => `${label}: ${says}`).join(" · ")}</Description>;
}

const dueTones = { met: "ok", late: "stop", due: "warn", overdue: "stop" } as const;

/** How many days the notice still has. */
export function DueTag({ process: { closing } }: { process: ProcessView }) {
  if (!closing?.due) return null;
  return <Tag tone={dueTones[closing.due.state]}>Notice {dueWords(closing.due)}</Tag>;
}
