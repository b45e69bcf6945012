"use client";

import type { ReactNode, Ref } from "react";
import type { FieldProblem } from "@/lib/result";
import { activateControlOf } from "../commands/activate-fields";
import { CommandStatusLine } from "../commands/command-status";
import { ProblemSummary } from "../commands/problem-summary";
import type { CommandInHand } from "../commands/use-command";
import { useShownProblem } from "../commands/use-shown-problem";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Kbd } from "../ui/kbd";

type CallFormProps = {
  heading: string;
  /** What Ctrl Enter does: "sends". */
  does: string;
  command: CommandInHand;
  problems: readonly FieldProblem[];
  labelOf: (path: string) => string;
  controlOf?: (path: string) => string;
  onSend: () => void;
  sendLabel: string;
  /** Where the first thing to do is. */
  form?: Ref<HTMLFormElement>;
  button?: Ref<HTMLButtonElement>;
  children: ReactNode;
};

/** One command of a call, on the page and not in a dialog: Ctrl Enter sends it from anywhere within. */
export function CallForm({ heading, does, command, problems, labelOf, controlOf = activateControlOf, onSend, sendLabel, form, button, children }: CallFormProps) {
  const problem = useShownProblem(problems, command.problem);
  const waits = command.phase !== "idle";
  const send = () => (waits ? undefined : onSend());
  return (
    <Card heading={heading} aside={<span className="text-xs text-text-3"><Kbd>Ctrl Enter</Kbd> {does}</span>}>
      <form
        ref={form}
        noValidate
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
        }}
      >
        {problem ? <ProblemSummary problem={problem} labelOf={labelOf} controlOf={controlOf} /> : null}
        {waits ? <CommandStatusLine command={command} /> : null}
        {children}
        <Button ref={button} type="submit" variant="primary" busy={command.phase === "sending"} disabled={waits && command.phase !== "sending"}>{sendLabel}</Button>
      </form>
    </Card>
  );
}
