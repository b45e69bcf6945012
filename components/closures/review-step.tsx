"use client";

import { confidentialHint } from "@/lib/accounts/operator-text";
import type { ClosingRequest } from "@/lib/closures/closing-request";
import { noticePath } from "@/lib/closures/closing-request-problems";
import { noticeDueOn } from "@/lib/closures/due-dates";
import { draftLetters } from "@/lib/closures/draft-letter";
import type { ClosingFacts } from "@/lib/closures/facts";
import { letterMarks } from "@/lib/closures/letters-shown";
import { noticeChecklist } from "@/lib/closures/notice-checklist";
import type { ClosingContext } from "@/lib/closures/process-view";
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
import { LetterSheets } from "./letter-sheets";
import { NoticeChecklist } from "./notice-checklist";
import { WarningList } from "./warning-list";
import type { StepProps } from "./why-step";

type ReviewStepProps = StepProps & { request: ClosingRequest | null; /** With what the application says. */ facts: ClosingFacts; /** Whether another person has to decide. */ needsSecond: boolean; decideNow: boolean; onDecideNow: (decideNow: boolean) => void };

/** Step 3: all of it in plain words, and exactly what goes to Lead. */
export function ReviewStep({ context, facts, form, change, errorOf, warnings, request, needsSecond, decideNow, onDecideNow }: ReviewStepProps) {
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
          {request.notice ? <NoticeRows notice={request.notice} holders={context.holders} /> : null}
          {noticePath(request) === "letter" ? <Description term="Notice due">{plainDateWords(noticeDueOn(request.actionTakenOn))}</Description> : null}
          {noticePath(request) === "existing" ? <Description term="Notice">The one that Lead holds{request.existingNotice?.olderReason ? `: ${request.existingNotice.olderReason}` : ""}</Description> : null}
        </DescriptionList>
      </DialogSection>
      {warnings.length > 0 ? <DialogSection><WarningList warnings={warnings} /></DialogSection> : null}
      <LetterReview context={context} request={request} facts={facts} />
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

/** The letter as it would be sent, and what the notice lacks; the server drafts the same of what is submitted. */
function LetterReview({ context, request, facts }: { context: ClosingContext; request: ClosingRequest; facts: ClosingFacts }) {
  const { notice, determination: { kind } } = request;
  const { accountId, holders, terms } = context;
  if (noticePath(request) !== "letter" || !notice) return null;
  const { reason, actionTakenOn } = request;
  return (
    <DialogSection heading={notice.recipients && notice.recipients.length > 1 ? "The letters" : "The letter"}>
      <div className="space-y-3">
        <NoticeChecklist items={noticeChecklist({ notice, determination: kind, facts, names: holders, terms, deliveredOn: null })} />
        <LetterSheets accountId={accountId} letters={draftLetters({ accountId, productName: facts.productName, reason, determination: kind, actionTakenOn, notice }, terms)} names={holders} mark={letterMarks.draft} />
      </div>
    </DialogSection>
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
