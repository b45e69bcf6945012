"use client";

import { useState } from "react";
import type { AccountDetail } from "@/lib/account-views";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { reportDeathInput } from "@/lib/deceased/case-inputs";
import { parsePlainDate } from "@/lib/fields/plain-date";
import type { FieldProblem } from "@/lib/result";
import { useAccountDialog } from "../accounts/use-account-dialog";
import { BlockedDialog, blockedWhy } from "../commands/blocked-dialog";
import { CommandDialog } from "../commands/command-dialog";
import { useLocalCommand } from "../commands/use-local-command";
import { DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { useToast } from "../ui/toast";

/** What the address says of the open dialog; the second where a caller told it who was handed over. */
export const reportDeathDialog = "report-death";
export const reportDeathByCaller = "report-death-by-caller";

const title = "A holder has died";

/** The holders of whom no case is open. */
function livingHolders({ relationships, estateCases }: AccountDetail) {
  const isOpen = (entityId: string) => (estateCases ?? []).some((each) => each.entityId === entityId && each.ended === null);
  return relationships.filter(({ relationshipType, entityId }) => relationshipType === "account_holder" && !isOpen(entityId));
}

export function mayReportDeath(detail: AccountDetail): boolean {
  return blockedWhy(detail, "report-death") === null && livingHolders(detail).length > 0;
}

export function ReportDeathDialog({ detail }: { detail: AccountDetail }) {
  const { dialog, closeDialog } = useAccountDialog();
  if (dialog !== reportDeathDialog && dialog !== reportDeathByCaller) return null;
  const why = blockedWhy(detail, "report-death");
  return why ? <BlockedDialog title={title} why={why} onClose={closeDialog} /> : <ReportForm detail={detail} byCaller={dialog === reportDeathByCaller} onClose={closeDialog} />;
}

type Typed = { entityId: string | null; toldBy: string; toldOn: string; diedOn: string };

const labels: Record<string, string> = { entityId: "Which holder", toldBy: "Who told it, and how", toldOn: "Told on", diedOn: "Died on" };
const controlOf = (path: string) => `report-death-${path}`;

/** A day as typed: what is no day stays as it is, for the schema to refuse. */
function dayOf(typed: string): string | undefined {
  const day = parsePlainDate(typed);
  return day.ok ? day.value : typed.trim() === "" ? undefined : typed;
}

function ReportForm({ detail, byCaller, onClose }: { detail: AccountDetail; byCaller: boolean; onClose: () => void }) {
  const toast = useToast();
  const [holders] = useState(() => livingHolders(detail));
  const [initial] = useState<Typed>(() => ({
    entityId: holders.length === 1 ? (holders[0]?.entityId ?? null) : null, toldOn: byCaller ? detail.today : "", diedOn: "",
    toldBy: byCaller && detail.handover ? `A caller, handed over by ${detail.handover.by}: ${detail.handover.wants}`.slice(0, 500) : "",
  }));
  const [typed, setTyped] = useState(initial);
  const change = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  const wordsOf = ({ path, message }: FieldProblem) => {
    if (path === "entityId") return "Choose the holder.";
    const day = path === "toldOn" || path === "diedOn" ? parsePlainDate(typed[path]) : null;
    return day && !day.ok ? (typed.toldOn.trim() === "" && path === "toldOn" ? "Enter the day." : day.message) : message;
  };
  const { command, problems, send, errorOf } = useLocalCommand({
    program: detail.program, name: "report-death", schema: reportDeathInput, wordsOf,
    onDone: () => {
      toast.show({ title: "The case is open, and the hold is placed.", tone: "ok" });
      onClose();
    },
  });
  const { entityId, toldBy, toldOn, diedOn } = typed;
  return (
    <CommandDialog
      command={command}
      title={title}
      description="It opens a case for compliance and places a hold, which blocks reactivation. Lead is not told, and nobody is removed by it."
      onClose={onClose}
      onSend={() => send({ accountId: detail.accountId, entityId: entityId ?? undefined, toldBy, toldOn: dayOf(toldOn), diedOn: dayOf(diedOn) })}
      sendLabel="Open the case"
      dirty={typed !== initial}
      problems={problems}
      labelOf={(path) => labels[path] ?? path}
      controlOf={controlOf}
    >
      <DialogSection>
        <RadioCards
          id={controlOf("entityId")} legend={labels.entityId} required value={entityId} error={errorOf("entityId")} onValueChange={(value) => change({ entityId: value })}
          options={holders.map((holder) => ({ value: holder.entityId, title: holder.name ?? "Name not known", code: holder.entityId }))}
        />
      </DialogSection>
      <DialogSection>
        <TextArea id={controlOf("toldBy")} label={labels.toldBy} required hint={`Such as “the daughter, by phone”. ${confidentialHint}`} rows={2} maxLength={500} value={toldBy} onChange={(event) => change({ toldBy: event.target.value })} error={errorOf("toldBy")} />
        <div className="mt-3 grid gap-3 sm:grid-cols-2">
          <TextField id={controlOf("toldOn")} label={labels.toldOn} required hint="Such as 20 Nov 2026." value={toldOn} onChange={(event) => change({ toldOn: event.target.value })} error={errorOf("toldOn")} />
          <TextField id={controlOf("diedOn")} label={labels.diedOn} required={false} hint="If it is known." value={diedOn} onChange={(event) => change({ diedOn: event.target.value })} error={errorOf("diedOn")} />
        </div>
      </DialogSection>
    </CommandDialog>
  );
}
