"use client";

import { useState } from "react";
import { settleCommandInput } from "@/lib/accounts/command-inputs";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { commandLabels } from "@/lib/command";
import type { FieldProblem } from "@/lib/result";
import { settlementRow, settlementsFor, settlementWarning } from "@/lib/settlements";
import type { Settlement } from "@/lib/settlements";
import type { NeedsAPerson } from "@/lib/work-queue";
import { useAccountDialog } from "../accounts/use-account-dialog";
import { BlockedDialog } from "../commands/blocked-dialog";
import { CommandDialog } from "../commands/command-dialog";
import { useLocalCommand } from "../commands/use-local-command";
import { ChangeTable } from "../fields/change-table";
import { Checkbox } from "../ui/checkbox";
import { Callout } from "../ui/callout";
import { CopyId } from "../ui/copy-id";
import { Description, DescriptionList } from "../ui/description-list";
import { DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { Time } from "../ui/time";
import { useToast } from "../ui/toast";
import { commandToSettle } from "./settle-dialog-name";

type SettleDialogProps = { programSlug: string; waiting: readonly NeedsAPerson[] };

/** Opens where the address says `dialog=settle:<id>`. */
export function SettleDialog({ programSlug, waiting }: SettleDialogProps) {
  const { dialog, closeDialog } = useAccountDialog();
  const commandId = commandToSettle(dialog);
  if (commandId === null) return null;
  const target = waiting.find((command) => command.commandId === commandId);
  if (!target) return <BlockedDialog title="Settle" why="This does not need a person, or no longer." onClose={closeDialog} />;
  return <SettleForm key={commandId} programSlug={programSlug} target={target} onClose={closeDialog} />;
}

/** `comparedWith`: the account whose differences are shown. */
type Typed = { how: Settlement | null; accountId: string; reason: string; comparedWith: string | null; confirmed: boolean };

const nothing: Typed = { how: null, accountId: "", reason: "", comparedWith: null, confirmed: false };
const labels: Record<string, string> = { how: "What became of it", accountId: "Account id", reason: "Why", confirmedDifferences: "What differs" };
const controlOf = (path: string) => (Object.hasOwn(labels, path) ? `settle-${path}` : undefined);
const wordsOf = ({ path }: FieldProblem) => (path === "how" ? "Choose one." : path === "accountId" ? "Paste the whole id of the account: account_ and what follows." : undefined);

function SettleForm({ programSlug, target, onClose }: Omit<SettleDialogProps, "waiting"> & { target: NeedsAPerson; onClose: () => void }) {
  const [typed, setTyped] = useState(nothing);
  const { how, reason } = typed;
  const toast = useToast();
  const change = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  const { command, problems, send, errorOf } = useLocalCommand({
    program: programSlug,
    name: "settle-command",
    schema: settleCommandInput,
    wordsOf,
    onDone: () => {
      toast.show({ title: how === "resend" ? "It is sent again." : "It is settled.", tone: "ok" });
      onClose();
    },
  });
  const accountId = how === "enter-id" ? typed.accountId.trim() : undefined;
  const differing = accountId !== undefined && accountId === typed.comparedWith ? (command.problem?.differences ?? []).map(({ path }) => path) : [];
  const warning = how ? settlementWarning(how, target.name) : null;
  return (
    <CommandDialog
      command={command}
      title={`Settle: ${commandLabels[target.name]}`}
      description="Look at Lead first. What you choose is recorded with your name and your reason."
      onClose={onClose}
      onSend={() => {
        change({ comparedWith: accountId ?? null, confirmed: false });
        send({ commandId: target.commandId, how: how ?? undefined, reason, accountId, confirmedDifferences: typed.confirmed && differing.length > 0 ? differing : undefined });
      }}
      sendLabel={how ? settlementRow(how).send : "Settle"}
      danger={how === "resend"}
      dirty={typed !== nothing}
      problems={problems}
      labelOf={(path) => labels[path] ?? path}
      controlOf={controlOf}
    >
      <DialogSection><Target target={target} /></DialogSection>
      <DialogSection>
        <RadioCards<Settlement>
          id={controlOf("how")}
          legend="What became of it"
          required
          options={settlementsFor(target.name).map((value) => ({ value, title: settlementRow(value).title, description: settlementRow(value).description }))}
          value={how}
          onValueChange={(next) => change({ how: next })}
          error={errorOf("how")}
        />
        {warning ? <Callout tone="warn" role="status" className="mt-2">{warning}</Callout> : null}
        {how === "enter-id" ? (
          <TextField id={controlOf("accountId")} className="mt-3" label="Account id" required mono placeholder="account_…" maxLength={255} value={typed.accountId} onChange={(event) => change({ accountId: event.target.value, confirmed: false })} error={errorOf("accountId")} />
        ) : null}
        {differing.length > 0 ? (
          <Checkbox
            id={controlOf("confirmedDifferences")}
            className="mt-3"
            label="I compared them. It is the account that this opening made, and it was changed since."
            checked={typed.confirmed}
            onCheckedChange={(confirmed) => change({ confirmed })}
            error={typed.confirmed ? undefined : errorOf("confirmedDifferences")}
          />
        ) : null}
      </DialogSection>
      <DialogSection>
        <TextArea id={controlOf("reason")} label="Why" required hint={`What you looked at, and what you saw. ${confidentialHint}`} rows={3} value={reason} onChange={(event) => change({ reason: event.target.value })} error={errorOf("reason")} />
      </DialogSection>
    </CommandDialog>
  );
}

function Target({ target }: { target: NeedsAPerson }) {
  const differences = target.problem?.differences ?? [];
  const currency = target.currency ? { old: target.currency } : undefined;
  return (
    <>
      <DescriptionList>
        <Description term="Account">
          {target.accountId ? <><span className="mr-2">{target.productName}</span><CopyId id={target.accountId} /></> : "A new account, its id is not known"}
        </Description>
        <Description term="Asked by">{target.askedBy}, <Time at={target.askedAt} /></Description>
        {target.lastSentAt ? <Description term="Last sent"><Time at={target.lastSentAt} style="seconds" /></Description> : null}
        <Description term="Key at Lead"><CopyId id={target.commandId} whole /></Description>
        <Description term="Why it stopped">{target.problem?.title ?? "Lead did not confirm it."}</Description>
      </DescriptionList>
      {differences.length > 0 ? (
        <div className="mt-3">
          <ChangeTable label="What is different at Lead" headings={{ old: "Expected", new: "At Lead" }} changes={differences.map(({ path, seen, now }) => ({ path, old: seen, new: now }))} currency={currency} />
        </div>
      ) : null}
      {target.changes.length > 0 ? (
        <div className="mt-3">
          <ChangeTable label="What was asked for" headings={{ old: "Before", new: "Asked for" }} changes={target.changes} currency={currency} />
        </div>
      ) : null}
    </>
  );
}
