"use client";

import { useRef, useState } from "react";
import { closingWarnings } from "@/lib/closures/warnings";
import type { ClosingContext } from "@/lib/closures/process-view";
import type { Problem } from "@/lib/result";
import { CommandStatusLine } from "../commands/command-status";
import { ProblemSummary } from "../commands/problem-summary";
import { Button } from "../ui/button";
import { Dialog, DialogFootnote, DialogSection } from "../ui/dialog";
import { checkedClosing, closingControlId, emptyClosingForm, leavingNotice, needOf, stepOf, typedAnswers, withReason } from "./closing-form";
import type { ClosingForm } from "./closing-form";
import { closingFieldLabel, closingLabel } from "./closing-labels";
import { ClosingUnderWay, LeaveUnderWay } from "./closing-under-way";
import { NoticeStep } from "./notice-step";
import { ReviewStep } from "./review-step";
import { StepTop } from "./step-top";
import { useFactsWithApplication } from "./use-facts-with-application";
import { useClosingCommands } from "./use-closing-commands";
import { useWhoDecides } from "./use-who-decides";
import { WhyStep } from "./why-step";

type ClosingDialogProps = {
  context: ClosingContext;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** How many account numbers were found; null where they were not looked up. */
  accountNumbers: number | null;
  /** Opens the dialog that deactivates instead. */
  onDeactivate?: () => void;
  /** It was asked for. */
  onAsked?: () => void;
};

const steps = ["Why", "Notice", "Review"] as const;

/** The closing of one account, in the order of COMPLIANCE; its place in the address is the parent's. */
export function ClosingDialog({ context, open, onOpenChange, accountNumbers, onDeactivate, onAsked }: ClosingDialogProps) {
  const [form, setForm] = useState(() => emptyClosingForm(context));
  const [step, setStep] = useState<0 | 1 | 2>(0);
  const [shown, setShown] = useState<Problem | null>(null);
  const firstQuestion = useRef<HTMLElement>(null);
  const { needsSecond, decideNow, setDecideNow } = useWhoDecides(context, form.reason);
  const commands = useClosingCommands(context, decideNow, onAsked);
  const { request, problems } = checkedClosing(form, context);
  const { holders, mayDecide } = context;
  const facts = useFactsWithApplication(context, open);
  const { busy, asked: sent } = commands;
  const title = `${mayDecide ? "Close" : "Ask to close"} ${facts.productName || "this account"}`;

  const change = (part: Partial<ClosingForm>) => setForm((before) => ({ ...before, ...part }));
  const goTo = (next: 0 | 1 | 2) => {
    if (step === 1) change(leavingNotice(form));
    setStep(next);
  };
  const problem = shown ?? commands.problem;
  const shownFields = problem?.fields?.map((field) => ({ ...field, path: field.path.replace(/^request\./, "") })) ?? [];
  // Beside a field only what is still wrong; the summary stays as it was, since it takes the focus when it changes.
  const errorOf = (path: string) => {
    const field = shownFields.find((each) => each.path === path);
    return field && (shown ? problems.find((each) => each.path === path) : field)?.message;
  };
  const noticeIsNeeded = needOf(form)?.needed === true;
  const warnings = closingWarnings({
    facts, reason: form.reason, answers: typedAnswers(form, context), canStillPost: form.canStillPost, requestedAt: context.now, noticeIsNeeded, accountNumbers, today: context.today,
    method: facts.notice && form.isThisOne ? null : form.method,
  });

  const goOn = () => {
    const here = problems.filter(({ path }) => stepOf(path) <= step);
    const first = Math.min(...here.map(({ path }) => stepOf(path)));
    if (first < step) goTo(first as 0 | 1);
    if (here.length > 0) return setShown({ kind: "invalid", title: here.length === 1 ? "One thing is missing or wrong." : `${here.length} things are missing or wrong.`, fields: here });
    setShown(null);
    if (step < 2) return goTo((step + 1) as 1 | 2);
    if (request) void commands.send(request);
  };
  const stepProps = { context, form, change, warnings, errorOf };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      steps={sent ? undefined : steps}
      step={step}
      dirty={!sent && form.reason !== null}
      locked={busy}
      initialFocus={firstQuestion} tall
      footer={sent ? <LeaveUnderWay context={context} commands={commands} onLeave={() => onOpenChange(false)} /> : (
        <>
          <DialogFootnote>Nothing is sent yet.</DialogFootnote>
          {step > 0 ? <Button disabled={busy} onClick={() => goTo((step - 1) as 0 | 1)}>Back</Button> : null}
          <Button disabled={busy} onClick={() => onOpenChange(false)}>Keep account open</Button>
          <Button variant={step < 2 ? "primary" : "danger-filled"} busy={busy} onClick={goOn}>{step < 2 ? "Continue" : closingLabel(mayDecide, decideNow, request)}</Button>
        </>
      )}
    >
      {sent ? null : <StepTop step={step} name={steps[step]} of={steps.length} />}
      {problem ? <DialogSection><ProblemSummary problem={problem} controlOf={(path) => controlOn(step, path)} labelOf={(path) => closingFieldLabel(path, form.reason)} /></DialogSection> : null}
      {busy ? <DialogSection><CommandStatusLine command={commands.current} /></DialogSection> : null}
      {sent ? <ClosingUnderWay context={context} commands={commands} holders={holders} /> : null}
      {!sent && step === 0 ? <WhyStep {...stepProps} firstRef={firstQuestion} onReason={(reason) => setForm((before) => withReason(before, reason, context))} onDeactivate={onDeactivate} /> : null}
      {!sent && step === 1 ? <NoticeStep {...stepProps} warnings={warnings.filter(({ code }) => code === "esign-missing" || code === "older-notice")} /> : null}
      {!sent && step === 2 ? <ReviewStep {...stepProps} facts={facts} warnings={warnings.filter(({ severity }) => severity !== "fact")} request={request} needsSecond={needsSecond} decideNow={decideNow} onDecideNow={setDecideNow} /> : null}
    </Dialog>
  );
}

/** Only what a step shows can be gone to. */
function controlOn(step: number, path: string): string | undefined {
  const own = path.replace(/^request\./, "");
  return stepOf(own) === step ? closingControlId(own) : undefined;
}
