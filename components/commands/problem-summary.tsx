"use client";

import { useEffect, useRef } from "react";
import { fieldLabel } from "@/lib/accounts/account-fields";
import type { FieldProblem, LeadWords, Problem } from "@/lib/result";
import { ChangeTable } from "../fields/change-table";
import { CopyButton } from "../ui/copy-button";

type ProblemSummaryProps = {
  problem: Problem;
  /** Where the control of a path is; a path without one is said and not linked. */
  controlOf?: (path: string) => string | undefined;
  labelOf?: (path: string) => string;
  /** False for what has been fixed since: it leaves the list, and the focus stays where it is. */
  isOpen?: (field: FieldProblem) => boolean;
  /** Of the amounts among what changed meanwhile. */
  currency?: string;
};

function focusControl(id: string): void {
  const control = document.getElementById(id);
  control?.scrollIntoView({ block: "center" });
  control?.focus({ preventScroll: true });
}

/** What went wrong, what was kept, what to do; each field linked, Lead's own words to copy. Takes the focus when it appears. */
export function ProblemSummary({ problem, controlOf, labelOf = fieldLabel, isOpen = () => true, currency }: ProblemSummaryProps) {
  const fields = (problem.fields ?? []).filter(isOpen);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "nearest" });
  }, [problem]);
  return (
    <div ref={box} tabIndex={-1} role="alert" className="scroll-mt-3.5 rounded border-l-4 border-stop bg-stop-weak px-4 py-3 forced-colors:border">
      <p className="font-semibold">{problem.title}</p>
      {problem.detail ? <p className="mt-0.5 wrap-anywhere">{problem.detail}</p> : null}
      {fields.length > 0 ? <FieldLinks problems={fields} controlOf={controlOf} labelOf={labelOf} /> : null}
      {problem.differences && problem.differences.length > 0 ? (
        <div className="mt-2">
          <ChangeTable
            label="What changed meanwhile"
            headings={{ old: "What you saw", new: "At Lead now" }}
            currency={{ old: currency }}
            changes={problem.differences.map(({ path, seen, now }) => ({ path, old: seen, new: now }))}
          />
        </div>
      ) : null}
      {problem.saved || problem.next ? <p className="mt-1.5 text-text-2">{[problem.saved, problem.next].filter(Boolean).join(" ")}</p> : null}
      {problem.lead ? <LeadsOwnWords words={problem.lead} /> : null}
    </div>
  );
}

function FieldLinks({ problems, controlOf, labelOf }: { problems: readonly FieldProblem[]; controlOf?: (path: string) => string | undefined; labelOf: (path: string) => string }) {
  return (
    <ul className="mt-1.5 *:min-h-6">
      {problems.map(({ path, message }, index) => {
        const control = path === "" ? undefined : controlOf?.(path);
        const words = path === "" || namesField(message, labelOf(path)) ? message : `${labelOf(path)}: ${message}`;
        return (
          <li key={`${path}-${index}`} className="wrap-anywhere">
            {control ? (
              <a
                href={`#${control}`}
                className="text-stop underline underline-offset-2"
                onClick={(event) => {
                  event.preventDefault();
                  focusControl(control);
                }}
              >
                {words}
              </a>
            ) : (
              words
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** "Enter the limit." needs no "Limit:" before it. */
const namesField = (message: string, label: string) => message.toLowerCase().includes(label.toLowerCase());

function wordsAsText({ status, code, title, detail, requestId, invalidParameters }: LeadWords): string {
  const parameters = invalidParameters.map(({ parameter, reason }) => `${parameter}: ${reason}`);
  const head = [status === null ? null : `HTTP ${status}`, code, title, detail, requestId === null ? null : `Request ${requestId}`];
  return [...head.filter((line) => line !== null && line !== ""), ...parameters].join("\n");
}

function LeadsOwnWords({ words }: { words: LeadWords }) {
  const text = wordsAsText(words);
  return (
    <details className="mt-2">
      <summary className="text-xs font-medium text-text-2">Lead’s own words</summary>
      <div className="mt-1 flex items-start gap-1">
        <pre className="min-w-0 flex-1 overflow-x-auto rounded bg-surface px-2 py-1.5 font-mono text-xs whitespace-pre-wrap wrap-anywhere">{text}</pre>
        <CopyButton text={text} label="Copy Lead’s own words" />
      </div>
    </details>
  );
}
