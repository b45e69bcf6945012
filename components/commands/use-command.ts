"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { CommandName, CommandReceipt } from "@/lib/command";
import { queryKeys } from "@/lib/query-keys";
import type { Problem, Result } from "@/lib/result";
import { submitCommand } from "@/server/actions";
import { readAfresh } from "../read-afresh";
import { noAnswer, notSent } from "./command-problems";
import { followCommand } from "./read-command";

export type CommandPhase = "idle" | "sending" | "checking" | "done" | "needs-a-person";

export type CommandInHand = {
  /** Goes to Lead as the Idempotency-Key; kept with the draft. */
  commandId: string;
  phase: CommandPhase;
  receipt: CommandReceipt | null;
  /** Why it was not done; gone as soon as it is sent again. */
  problem: Problem | null;
  submit(input: unknown, seen?: string): Promise<void>;
  clearProblem(): void;
  /** Another intent from here on, with an id of its own. */
  renew(): void;
};

type Options = {
  program: string;
  name: CommandName;
  /** Of a draft that came back. One that was sent before is asked after before anything can be sent. */
  initial?: { commandId: string; isSent: boolean };
  onDone?(receipt: CommandReceipt): void;
  /** It was not done, and the form is in the person's hands again. */
  onProblem?(problem: Problem): void;
};

type Standing = Pick<CommandInHand, "commandId" | "phase" | "receipt" | "problem">;

/** Where a command stands after an answer. A refusal of Lead's is final for its id, so the next sending gets a new one. */
function after(answer: CommandReceipt, { commandId }: Standing): Standing {
  const { status, problem } = answer;
  if (status === "pending" || status === "unconfirmed") return { commandId, phase: "checking", receipt: answer, problem: null };
  if (status === "needs-a-person") return { commandId, phase: "needs-a-person", receipt: answer, problem };
  if (status === "succeeded" || status === "awaits-approval") return { commandId, phase: "done", receipt: answer, problem: null };
  return { commandId: crypto.randomUUID(), phase: "idle", receipt: null, problem: problem ?? { kind: "refused-by-lead", title: "Lead refused this." } };
}

/** Owns the id of one intent: the same one for a double click, a retry and a reload, a new one once a refusal is shown. */
export function useCommand({ program, name, initial, onDone, onProblem }: Options): CommandInHand {
  const queries = useQueryClient();
  const sending = useRef(false);
  const wasSent = useRef(false);
  const [standing, setStanding] = useState<Standing>(() => ({
    commandId: initial?.commandId ?? crypto.randomUUID(), phase: initial?.isSent ? "checking" : "idle", receipt: null, problem: null,
  }));
  const { commandId, phase } = standing;

  const take = (answer: CommandReceipt): void => {
    const next = after(answer, standing);
    setStanding(next);
    if (next.phase === "checking") return;
    void readAfresh(queries, queryKeys.program(program));
    if (next.phase === "done") onDone?.(answer);
    if (next.phase === "idle" && next.problem) onProblem?.(next.problem);
  };
  const giveBack = (problem: Problem | null): void => {
    setStanding({ commandId: problem?.kind === "refused-by-lead" ? crypto.randomUUID() : commandId, phase: "idle", receipt: null, problem });
    if (problem) onProblem?.(problem);
  };

  const submit = async (input: unknown, seen?: string): Promise<void> => {
    if (sending.current || phase !== "idle") return;
    sending.current = true;
    wasSent.current = true;
    setStanding({ ...standing, phase: "sending", problem: null });
    const result = await submitCommand({ program, name, commandId, input, seen }).catch((): Result<CommandReceipt> => ({ ok: false, problem: noAnswer }));
    sending.current = false;
    if (result.ok) take(result.value);
    else if (result.problem.kind === "unconfirmed") setStanding({ ...standing, phase: "checking", problem: result.problem });
    else giveBack(result.problem);
  };

  const onAnswer = useEffectEvent((answer: CommandReceipt | "unknown"): void => {
    if (answer !== "unknown") take(answer);
    else giveBack(wasSent.current ? notSent : null);
  });
  useEffect(() => {
    if (phase !== "checking") return;
    const leaving = new AbortController();
    void followCommand(program, commandId, leaving.signal, (answer) => onAnswer(answer));
    return () => leaving.abort();
  }, [phase, program, commandId]);

  const clearProblem = () => setStanding((before) => ({ ...before, problem: null }));
  const renew = () => setStanding({ commandId: crypto.randomUUID(), phase: "idle", receipt: null, problem: null });
  return { ...standing, submit, clearProblem, renew };
}
