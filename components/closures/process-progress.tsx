"use client";

import { Check, Circle, CircleAlert, CircleDashed } from "lucide-react";
import type { ReactNode } from "react";
import { commandStatusWords } from "@/lib/command";
import type { ProcessView, StepView } from "@/lib/closures/process-view";
import { CopyId } from "../ui/copy-id";
import { Spinner } from "../ui/spinner";
import { Time } from "../ui/time";
import { ProcessProblem } from "./process-problem";
import { isMoving } from "./use-process";

/** The calls at Lead as they happen: never done and never failed before it is known. */
export function ProcessProgress({ process }: { process: ProcessView }) {
  const next = process.steps.find(({ status }) => status !== "succeeded");
  const moving = isMoving(process);
  return (
    <div className="space-y-3">
      <ol aria-label="Calls to Lead" aria-live="polite" className="divide-y divide-line rounded border border-line">
        {process.steps.map((step) => <Step key={step.step} step={step} moving={moving && step === next} />)}
      </ol>
      {process.problem ? <ProcessProblem problem={process.problem} /> : null}
      {moving && process.runsUntil ? <p className="text-xs text-text-3">It goes on by itself until <Time at={process.runsUntil} style="clock" />; you can leave this page.</p> : null}
    </div>
  );
}

function stepStatusWords(status: StepView["status"], moving: boolean): string {
  if (status === "to-come") return moving ? "Sending to Lead…" : "To come";
  return status === "not-seen" ? "Answered, not seen at Lead" : commandStatusWords[status];
}

function Step({ step, moving }: { step: StepView; moving: boolean }) {
  const { status, label, settledAt, commandId } = step;
  return (
    <li className="flex flex-wrap items-center gap-2 px-3 py-2">
      <StepMark step={step} moving={moving} />
      <span className="font-medium">{label}</span>
      <span className="text-text-2">{stepStatusWords(status, moving)}</span>
      {(status === "succeeded" || status === "not-seen") && settledAt ? <span className="text-text-3"><Time at={settledAt} style="seconds" /></span> : null}
      {commandId && status !== "to-come" ? <span className="ml-auto text-text-3">Key <CopyId id={commandId} /></span> : null}
    </li>
  );
}

function StepMark({ step: { status }, moving }: { step: StepView; moving: boolean }): ReactNode {
  if (status === "succeeded") return <Check size={15} className="text-ok" aria-hidden="true" />;
  if (status === "not-seen" || status === "rejected" || status === "needs-a-person") return <CircleAlert size={15} className="text-stop" aria-hidden="true" />;
  if (moving || status === "pending") return <Spinner />;
  return status === "unconfirmed" ? <CircleDashed size={15} className="text-warn" aria-hidden="true" /> : <Circle size={15} className="text-text-3" aria-hidden="true" />;
}
