"use client";

import { confidentialHint } from "@/lib/accounts/operator-text";
import type { ClosingRequest } from "@/lib/closures/closing-request";
import { noticePath } from "@/lib/closures/closing-request-problems";
import { noticeDueOn } from "@/lib/closures/due-dates";
import { closeReasonRows, confirmationText, reasonWords } from "@/lib/closures/reasons";
import { plainDateWords } from "@/lib/fields/plain-date";
import { determinationWords } from "@/lib/closures/closing-words";
import { Checkbox } from "../ui/checkbox";
import { Description, DescriptionList } from "../ui/description-list";
import { DialogSection } from "../ui/dialog";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { closingControlId } from "./closing-form";
import { ClosingCalls } from "./closing-asked-for";
import { AnswerRows, NoticeRows } from "./closing-facts-list";
import { WarningList } from "./warning-list";
import type { StepProps } from "./why-step";

type ReviewStepProps = StepProps & { request: ClosingRequest | null; /** Whether another person has to decide. */ needsSecond: boolean; decideNow: boolean; onDecideNow: (decideNow: boolean) => void };

/** Step 3: all of it in plain words, and exactly what goes to Lead. */
export function ReviewStep({ context, form, change, errorOf, warnings, request, needsSecond, decideNow, onDecideNow }: ReviewStepProps) {
  if (!request) return <DialogSection><p className="text-text-2">Something is still missing; see above.</p></DialogSection>;
  const typed = closeReasonRows[request.reason].typed;
  return (
    <>
      <DialogSection heading="What is decided">
        <DescriptionList>
          <Description term="Account">{context.facts.productName} · <span className="font-mono text-xs">{context.accountId}</span></Description>
          <Description term="Reason">{reasonWords(request.reason)}</Description>
          <AnswerRows reason={request.reason} answers={request.answers} holders={context.holders} />
          <Description term="Action taken on">{plainDateWords(request.actionTakenOn)}</Description>
          <Description term="Determination">{determinationWords(request.determination)}</Description>
          {request.notice ? <NoticeRows notice={request.notice} recipient={context.holders.find(({ entityId }) => entityId === request.notice?.recipientEntityId)?.name ?? request.notice.recipientEntityId} /> : null}
          {noticePath(request) === "letter" ? <Description term="Notice due">{plainDateWords(noticeDueOn(request.actionTakenOn))}</Description> : null}
          {noticePath(request) === "existing" ? <Description term="Notice">The one that Lead holds{request.existingNotice?.olderReason ? `: ${request.existingNotice.olderReason}` : ""}</Description> : null}
        </DescriptionList>
      </DialogSection>
      {warnings.length > 0 ? <DialogSection><WarningList warnings={warnings} /></DialogSection> : null}
      <DialogSection heading="What goes to Lead, in this order">
        <ClosingCalls accountId={context.accountId} reason={request.reason} notice={request.notice} />
      </DialogSection>
      <DialogSection>
        <div className="space-y-3">
          <TextArea label="Note" rows={2} required={false} hint={confidentialHint} id={closingControlId("note")} error={errorOf("note")} value={form.note} onChange={(event) => change({ note: event.target.value })} />
          {needsSecond ? <p className="text-text-2">It becomes a request: another person in compliance decides on it. Nothing goes to Lead before.</p> : null}
          {needsSecond ? null : context.mayDecide ? <Checkbox checked={decideNow} onCheckedChange={onDecideNow} label="Decide on it now, in my name" hint="Otherwise it waits in the queue of compliance." /> : <p className="text-text-2">Compliance decides on it. Nothing goes to Lead before.</p>}
          {typed ? <TypedConfirmation accountId={context.accountId} value={form.typed} onChange={(value) => change({ typed: value })} error={errorOf("typed")} id={closingControlId("typed")} /> : null}
        </div>
      </DialogSection>
    </>
  );
}

type TypedConfirmationProps = { accountId: string; value: string; onChange: (value: string) => void; error?: string; id: string };

/** Typed where risk asks for it: the last four characters of the id. */
export function TypedConfirmation({ accountId, value, onChange, error, id }: TypedConfirmationProps) {
  const expected = confirmationText(accountId);
  return (
    <TextField className="max-w-80" mono required id={id} error={error} maxLength={10} value={value} onChange={(event) => onChange(event.target.value)}
      label={<>Type the last four characters of the id: <span className="font-mono">{accountId.slice(0, -4)}</span><span className="font-mono font-semibold">{expected}</span></>} />
  );
}
