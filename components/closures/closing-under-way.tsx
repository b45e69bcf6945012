"use client";

import type { ClosingContext } from "@/lib/closures/process-view";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { DialogSection } from "../ui/dialog";
import { Spinner } from "../ui/spinner";
import { ClosingReceipt } from "./closing-receipt";
import { LetterForm } from "./letter-form";
import { ProcessProgress } from "./process-progress";
import type { ClosingCommands } from "./use-closing-commands";
import { useProcess } from "./use-process";

type ClosingUnderWayProps = { context: ClosingContext; commands: ClosingCommands; holders: ClosingContext["holders"]; onClose: () => void };

/** After asking: the decision, the letter, the calls as they happen, the receipt. */
export function ClosingUnderWay({ context, commands, holders, onClose }: ClosingUnderWayProps) {
  const { decide, letter, processId } = commands;
  const sending = [decide, letter].some(({ phase }) => phase === "sending" || phase === "checking");
  const process = useProcess({ program: context.program, processId, expectant: sending });
  if (!process?.closing) return <DialogSection><p role="status" className="flex items-center gap-2 text-text-2"><Spinner />It is recorded. Reading where it stands…</p></DialogSection>;
  const { stage, path } = process.closing;
  const letterIsDue = stage === "decided" && path === "letter";
  return (
    <>
      <DialogSection>
        {stage === "requested" && decide.phase !== "idle" ? <Spinner /> : null}
        {stage === "requested" && decide.phase === "idle" ? <Callout tone="info" title="Asked for.">It waits for the decision of compliance; its card is on the account. Nothing was sent to Lead.</Callout> : null}
        {letterIsDue ? <Callout tone="ok" title="Decided.">Send the letter now, or later from the card on the account. Lead is told once it is out.</Callout> : null}
        {stage === "closed" ? <Callout tone="ok" title="Closed at Lead." role="status">The account is closed, and the record is complete.</Callout> : null}
      </DialogSection>
      {letterIsDue ? <DialogSection heading="The letter"><LetterForm process={process} command={letter} today={context.today} zone={context.timeZone} /></DialogSection> : null}
      {stage === "requested" || letterIsDue ? null : <DialogSection heading="Calls to Lead"><ProcessProgress process={process} /></DialogSection>}
      {stage === "closed" ? <DialogSection heading="Receipt"><ClosingReceipt process={process} holders={holders} /></DialogSection> : null}
      <DialogSection><Button onClick={onClose}>{letterIsDue ? "Later" : "Done"}</Button></DialogSection>
    </>
  );
}
