"use client";

import { useState } from "react";
import { contactChannelWords, verificationMethodWords } from "@/lib/accounts/command-inputs";
import { statusWords } from "@/lib/accounts/account-status";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { answerHandoverInput, handoverOutcomeRows, handoverOutcomes } from "@/lib/call-desk/handovers";
import type { HandoverOutcome, HandoverView } from "@/lib/call-desk/handovers";
import { plainDateWords } from "@/lib/fields/plain-date";
import { useAccountDialog } from "../accounts/use-account-dialog";
import { BlockedDialog } from "../commands/blocked-dialog";
import { CommandDialog } from "../commands/command-dialog";
import { useLocalCommand } from "../commands/use-local-command";
import { Description, DescriptionList } from "../ui/description-list";
import { DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { TextArea } from "../ui/text-area";
import { Time } from "../ui/time";
import { useToast } from "../ui/toast";

const title = "Answer a caller";

export const answerHandoverDialog = (handoverId: string) => `answer-handover:${handoverId}`;

type DialogProps = { program: string; waiting: readonly HandoverView[] };

/** Opens where the address says `dialog=answer-handover:<id>`. */
export function AnswerHandoverDialog({ program, waiting }: DialogProps) {
  const { dialog, closeDialog } = useAccountDialog();
  const handoverId = /^answer-handover:([0-9a-f-]{36})$/i.exec(dialog ?? "")?.[1]?.toLowerCase();
  if (handoverId === undefined) return null;
  const handover = waiting.find(({ id }) => id === handoverId);
  if (!handover) return <BlockedDialog title={title} why="This caller is answered already, or is not of this program." onClose={closeDialog} />;
  return <AnswerForm key={handoverId} program={program} handover={handover} onClose={closeDialog} />;
}

type Typed = { outcome: HandoverOutcome | null; tell: string };

const nothing: Typed = { outcome: null, tell: "" };
const labels: Record<string, string> = { outcome: "What became of it", tell: "What the caller may be told" };
const controlOf = (path: string) => (Object.hasOwn(labels, path) ? `answer-handover-${path}` : undefined);

function AnswerForm({ program, handover, onClose }: { program: string; handover: HandoverView; onClose: () => void }) {
  const [typed, setTyped] = useState(nothing);
  const toast = useToast();
  const { command, problems, send, errorOf } = useLocalCommand({
    program, name: "answer-handover", schema: answerHandoverInput,
    wordsOf: ({ path }) => (path === "outcome" ? "Choose what became of it." : undefined),
    onDone: () => {
      toast.show({ title: "The caller is answered.", description: `${handover.by} sees it in Call and in My work.`, tone: "ok" });
      onClose();
    },
  });
  return (
    <CommandDialog
      command={command}
      title={title}
      description="Whoever took the call reads this, and may say it to the caller. Nothing is sent to Lead."
      onClose={onClose}
      onSend={() => send({ handoverId: handover.id, accountId: handover.accountId, outcome: typed.outcome ?? undefined, tell: typed.tell })}
      sendLabel="Answer"
      dirty={typed !== nothing}
      problems={problems}
      labelOf={(path) => labels[path] ?? path}
      controlOf={controlOf}
    >
      <DialogSection><HandoverFacts handover={handover} /></DialogSection>
      <DialogSection>
        <RadioCards<HandoverOutcome>
          id={controlOf("outcome")}
          legend="What became of it"
          required
          options={handoverOutcomes.map((value) => ({ value, title: handoverOutcomeRows[value].label, description: handoverOutcomeRows[value].meaning }))}
          value={typed.outcome}
          onValueChange={(outcome) => setTyped((before) => ({ ...before, outcome }))}
          error={errorOf("outcome")}
        />
      </DialogSection>
      <DialogSection>
        <TextArea id={controlOf("tell")} label="What the caller may be told" required hint={`Support reads this, so name no cause. ${confidentialHint}`} rows={3} maxLength={1000} value={typed.tell} onChange={({ target }) => setTyped((before) => ({ ...before, tell: target.value }))} error={errorOf("tell")} />
      </DialogSection>
    </CommandDialog>
  );
}

function HandoverFacts({ handover: { wants, caller, contact, known, by, at, answerDue } }: { handover: HandoverView }) {
  return (
    <DescriptionList>
      <Description term="Wants">{wants}</Description>
      <Description term="Caller">{contact ? `${caller ?? "A holder"}, verified by ${verificationMethodWords[contact.verifiedBy].toLowerCase()}, ${contactChannelWords[contact.channel].toLowerCase()}` : "Not verified"}</Description>
      {known ? <Description term="When handed over">{statusWords(known.status, known.statusReason)}{known.openHolds > 0 ? `, ${known.openHolds === 1 ? "1 open hold" : `${known.openHolds} open holds`}` : ""}</Description> : null}
      <Description term="Handed over">{by}, <Time at={at} />; an answer is due by {plainDateWords(answerDue)}</Description>
    </DescriptionList>
  );
}
