"use client";

import { useRef, type ReactNode, type RefObject } from "react";
import type { FieldProblem } from "@/lib/result";
import { Button } from "../ui/button";
import { Dialog, DialogFootnote, DialogSection } from "../ui/dialog";
import { BlockedDialog } from "./blocked-dialog";
import { CommandStatusLine } from "./command-status";
import { ProblemSummary } from "./problem-summary";
import type { CommandInHand } from "./use-command";
import { useShownProblem } from "./use-shown-problem";

type CommandDialogProps = {
  command: CommandInHand;
  /** Why it cannot be asked for at all; then this alone is said. */
  blocked?: string | null;
  title: ReactNode;
  description?: ReactNode;
  onClose: () => void;
  onSend: () => void;
  sendLabel: string;
  danger?: boolean;
  /** Something was typed that closing would lose. */
  dirty: boolean;
  /** What must be fixed first: the same array until it is judged again; takes the focus when it appears. */
  problems: readonly FieldProblem[];
  labelOf: (path: string) => string;
  controlOf: (path: string) => string | undefined;
  size?: "small" | "medium" | "large";
  /** Where the first decision is; by default the first control. */
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
};

/** A small form that is sent as one command: what is wrong, where it stands, and the way on, in one frame. */
export function CommandDialog(props: CommandDialogProps) {
  const { command, blocked, title, description, onClose, onSend, sendLabel, danger, dirty, problems, labelOf, controlOf, size = "medium", initialFocus, children } = props;
  const busy = command.phase === "sending";
  const waits = busy || command.phase === "checking" || command.phase === "needs-a-person";
  const body = useRef<HTMLFormElement>(null);
  const problem = useShownProblem(problems, command.problem);
  if (blocked) return <BlockedDialog title={title} why={blocked} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={title}
      description={description}
      size={size}
      initialFocus={initialFocus}
      dirty={dirty && !waits}
      locked={busy}
      footer={
        <>
          <DialogFootnote>{waits ? null : "Nothing is sent yet."}</DialogFootnote>
          <Button onClick={onClose} disabled={busy}>{waits && !busy ? "Leave it to the console" : "Cancel"}</Button>
          <Button variant={danger ? "danger-filled" : "primary"} busy={busy} disabled={waits && !busy} onClick={() => body.current?.requestSubmit()}>{sendLabel}</Button>
        </>
      }
    >
      <form
        ref={body}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!waits) onSend();
        }}
      >
        {problem ? <DialogSection><ProblemSummary problem={problem} labelOf={labelOf} controlOf={controlOf} /></DialogSection> : null}
        {waits ? <DialogSection><CommandStatusLine command={command} /></DialogSection> : null}
        {children}
        <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      </form>
    </Dialog>
  );
}
