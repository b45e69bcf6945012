"use client";

import type { ProcessView } from "@/lib/closures/process-view";
import { useCommand } from "../commands/use-command";
import { Dialog, DialogSection } from "../ui/dialog";
import { Button } from "../ui/button";
import { LetterForm } from "./letter-form";
import { ProcessProgress } from "./process-progress";

type LetterDialogProps = { program: string; process: ProcessView; today: string; zone: string; onClose: () => void };

/** From the card: when the letter was sent, then the calls as they happen. */
export function LetterDialog({ program, process, today, zone, onClose }: LetterDialogProps) {
  const command = useCommand({ program, name: "send-closing-letter" });
  const isDue = process.closing?.stage === "decided";
  return (
    <Dialog open onOpenChange={onClose} title="The letter was sent" locked={command.phase === "sending"} footer={isDue ? undefined : <Button onClick={onClose}>Done</Button>}>
      <DialogSection>{isDue ? <LetterForm program={program} process={process} command={command} today={today} zone={zone} /> : <ProcessProgress process={process} />}</DialogSection>
    </Dialog>
  );
}
