"use client";

import { useState } from "react";
import { statusReasons } from "@/lib/accounts/account-status";
import { errorClassRows } from "@/lib/closures/corrections";
import type { ProcessView } from "@/lib/closures/process-view";
import { plainDateWords } from "@/lib/fields/plain-date";
import { Button, ButtonLink } from "../ui/button";
import { Card } from "../ui/card";
import { Description, DescriptionList } from "../ui/description-list";
import { Time } from "../ui/time";
import { GoOnDialog } from "./go-on-dialog";
import { ProcessAlarm } from "./process-alarm";
import type { ProcessCardProps } from "./process-card";
import { ProcessProgress } from "./process-progress";
import { useProcess } from "./use-process";

const headings = { correction: "Correcting the closure", "inactive-reason": "Changing the inactive reason" } as const;

function reasonLabel(reason: string | null): string {
  return reason && Object.hasOwn(statusReasons, reason) ? statusReasons[reason as keyof typeof statusReasons].label : (reason ?? "Not known");
}

/** A correction or a change of reason: its calls, the alarm while Lead shows it in between, and the ways on when it stopped. */
export function StoppableCard(props: ProcessCardProps) {
  const { program, permissions } = props;
  const [act, setAct] = useState<"renew" | "give-up" | null>(null);
  const process = useProcess({ program, processId: props.process.id, initial: props.process, expectant: act !== null }) ?? props.process;
  if (process.kind === "closing") return null;
  const name = process.kind === "correction" ? "correct-closure" : "change-inactive-reason";
  const stopped = process.problem !== null && process.finishedAt === null && permissions.includes(name);
  return (
    <Card heading={headings[process.kind]}>
      <div className="space-y-3">
        <ProcessAlarm program={program} process={process} permissions={permissions} />
        <Details process={process} />
        <ProcessProgress process={process} />
        {stopped ? (
          <div className="print-hidden flex gap-2">
            <Button variant="primary" onClick={() => setAct("renew")}>Let it go on</Button>
            <Button variant="danger" onClick={() => setAct("give-up")}>End it where it stands</Button>
          </div>
        ) : null}
      </div>
      {process.kind === "correction" ? <div className="print-hidden mt-3"><ButtonLink href={`/programs/${program}/closures/${process.id}`}>Record</ButtonLink></div> : null}
      {act ? <GoOnDialog program={program} process={process} name={name} act={act} onClose={() => setAct(null)} /> : null}
    </Card>
  );
}

function Details({ process: { correction, newReason, started, stage, kept } }: { process: ProcessView }) {
  return (
    <DescriptionList>
      <Description term="Started">{started.by}, <Time at={started.at} /></Description>
      {newReason ? <Description term="New reason">{reasonLabel(newReason)}</Description> : null}
      {correction ? <Description term="Error">{errorClassRows[correction.errorClass].label}</Description> : null}
      {correction ? <Description term="Found">{correction.foundBy}, {plainDateWords(correction.foundOn)}</Description> : null}
      {correction ? <Description term="Reason before">{reasonLabel(correction.reasonBefore)}</Description> : null}
      {correction?.reasonAfter ? <Description term="Reason now">{reasonLabel(correction.reasonAfter)}</Description> : null}
      {correction?.closedAtBefore ? <Description term="Closed before"><Time at={correction.closedAtBefore} /></Description> : null}
      {correction?.closedAtAfter ? <Description term="Closed again"><Time at={correction.closedAtAfter} /></Description> : null}
      {stage === "given-up" ? <Description term="Ended">Where it stood, by a person</Description> : null}
      {kept ? <Description term={`Stays ${kept.status}`}>{kept.by}, <Time at={kept.at} />: {kept.reason}</Description> : null}
    </DescriptionList>
  );
}
