"use client";

import { useEffect, useRef, type ReactNode } from "react";
import type { CommandReceipt } from "@/lib/command";
import type { FieldProblem } from "@/lib/result";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { CommandStatusLine } from "./command-status";
import { ProblemSummary } from "./problem-summary";
import { RequestJson } from "./request-json";
import type { CommandInHand } from "./use-command";

export type CommandStage = "form" | "review";

type CommandFormProps = {
  command: CommandInHand;
  stage: CommandStage;
  onBack: () => void;
  onSend: () => void;
  sendLabel: string;
  /** The exact request, for the review. */
  request: { method: string; path: string; body: unknown };
  warnings?: readonly FieldProblem[];
  form: ReactNode;
  review: ReactNode;
  receipt: (receipt: CommandReceipt) => ReactNode;
  reviewHeading: string;
  controlOf?: (path: string) => string | undefined;
};

/** Form, review in plain words with the exact request, sending, receipt: the one way in which a page's command goes. */
export function CommandForm(props: CommandFormProps) {
  const { command, stage, form, receipt } = props;
  if (command.phase === "done" && command.receipt) return receipt(command.receipt);
  return (
    <>
      <div hidden={stage !== "form"}>{form}</div>
      {stage === "review" ? <Review {...props} /> : null}
    </>
  );
}

function Review({ command, onBack, onSend, sendLabel, request, warnings = [], review, reviewHeading, controlOf }: CommandFormProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  }, []);
  const busy = command.phase === "sending" || command.phase === "checking";
  return (
    <div className="max-w-[960px] space-y-3">
      <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">{reviewHeading}</h2>
      {command.problem ? <ProblemSummary problem={command.problem} controlOf={controlOf} /> : null}
      <CommandStatusLine command={command} />
      {warnings.map(({ path, message }) => <Callout key={`${path} ${message}`} tone="warn">{message}</Callout>)}
      {review}
      <RequestJson {...request} />
      <div className="sticky bottom-0 -mx-1 flex flex-wrap items-center gap-2.5 border-t border-line bg-bg px-1 py-3">
        <p className="mr-auto text-text-2">{busy ? null : "Nothing is sent yet."}</p>
        <Button size="large" onClick={onBack} disabled={busy}>Back to the form</Button>
        <Button size="large" variant="primary" onClick={onSend} busy={busy} disabled={command.phase === "needs-a-person"}>{sendLabel}</Button>
      </div>
    </div>
  );
}
