"use client";

import type { ClosingContext, ProcessView } from "@/lib/closures/process-view";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { DialogSection } from "../ui/dialog";
import { Spinner } from "../ui/spinner";
import { ClosingReceipt } from "./closing-receipt";
import { LetterForm } from "./letter-form";
import { ProcessProgress } from "./process-progress";
import type { ClosingCommands } from "./use-closing-commands";
import { useProcess } from "./use-process";

type ClosingUnderWayProps = { context: ClosingContext; commands: ClosingCommands; holders: ClosingContext["holders"] };

/** After asking: the decision, the letter, the calls as they happen, the receipt. */
export function ClosingUnderWay({ context, commands, holders }: ClosingUnderWayProps) {
  const { decide, letter } = commands;
  const process = useClosingUnderWay(context, commands);
  if (!process?.closing) return <DialogSection><Reading>It is recorded.</Reading></DialogSection>;
  const { stage } = process.closing;
  const letterIsDue = isLetterDue(process);
  return (
    <>
      <DialogSection>
        {stage === "requested" && decide.phase !== "idle" && !decide.problem ? <Reading>It is asked for and decided.</Reading> : null}
        {stage === "requested" && decide.phase === "idle" ? <Callout tone="info" title="Asked for.">It waits for {process.closing.secondPerson ? "another person in compliance" : "the decision of compliance"}; its card is on the account. Nothing was sent to Lead.</Callout> : null}
        {letterIsDue ? <Callout tone="ok" title="Decided.">Send the letter now, or later from the card on the account. Lead is told once it is out.</Callout> : null}
        {stage === "closed" ? <Callout tone="ok" title="Closed at Lead." role="status">The account is closed, and the record is complete.</Callout> : null}
      </DialogSection>
      {letterIsDue ? <DialogSection heading="The letter"><LetterForm program={context.program} process={process} command={letter} today={context.today} zone={context.timeZone} /></DialogSection> : null}
      {stage === "requested" || letterIsDue ? null : <DialogSection heading="Calls to Lead"><ProcessProgress process={process} /></DialogSection>}
      {stage === "closed" ? <DialogSection heading="Receipt"><ClosingReceipt program={context.program} process={process} holders={holders} /></DialogSection> : null}
    </>
  );
}

/** The way out of it, which breaks nothing off. */
export function LeaveUnderWay({ context, commands, onLeave }: { context: ClosingContext; commands: ClosingCommands; onLeave: () => void }) {
  const process = useClosingUnderWay(context, commands);
  return <Button onClick={onLeave}>{process && isLetterDue(process) ? "Later" : "Done"}</Button>;
}

function useClosingUnderWay({ program }: ClosingContext, { decide, letter, processId }: ClosingCommands): ProcessView | null {
  const sending = [decide, letter].some(({ phase }) => phase === "sending" || phase === "checking");
  return useProcess({ program, processId, expectant: sending });
}

const isLetterDue = ({ closing }: ProcessView): boolean => closing?.stage === "decided" && closing.path === "letter";

function Reading({ children }: { children: string }) {
  return <p role="status" className="flex items-center gap-2 text-text-2"><Spinner />{children} Reading where it stands…</p>;
}
