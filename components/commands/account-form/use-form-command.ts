"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { z } from "zod";
import type { DraftForm, SavedDraft } from "@/lib/accounts/account-draft";
import { fieldProblemsOf } from "@/lib/accounts/command-inputs";
import type { CommandReceipt } from "@/lib/command";
import type { FieldProblem } from "@/lib/result";
import type { CommandStage } from "../command-form";
import { useCommand, type CommandInHand } from "../use-command";
import type { AccountFormApi, AccountFormValues } from "./account-form-state";
import { landOnFields, problemFields } from "./lead-problems";
import { useAccountForm } from "./use-account-form";
import { useDraft } from "./use-draft";

const longestWaitMs = 2000;

type FormCommandOptions<Input> = {
  program: string;
  name: DraftForm;
  /** `new`, or the account. */
  subject: string;
  initial: AccountFormValues;
  saved: SavedDraft | null;
  zone: string;
  judge(values: AccountFormValues): FieldProblem[];
  /** Before judging for the review: what must be looked up first. */
  prepare?(values: AccountFormValues): Promise<void>;
  inputOf(values: AccountFormValues): unknown;
  schema: z.ZodType<Input>;
  onDone?(receipt: CommandReceipt): void;
};

/** A form with its draft, its review and its command; what is refused lands on the fields, and nothing typed is lost. */
export function useFormCommand<Input>(options: FormCommandOptions<Input>) {
  const { program, name, subject, saved, zone, initial, schema } = options;
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const { form, summary, setSummary, whenValid, controlOf, isOpen } = useAccountForm(initial, (values) => latest.current.judge(values));
  const [stage, setStage] = useState<CommandStage>("form");
  const [reviewed, setReviewed] = useState<Input | null>(null);
  const [preparing, setPreparing] = useState(false);
  const [starting, setStarting] = useState(false);
  const draft = useDraft({ program, form: name, subject }, saved?.savedAt ?? null);
  const { discard } = draft;
  const command = useCommand({
    program,
    name,
    initial: saved ? { commandId: saved.content.commandId, isSent: saved.content.isSent } : undefined,
    onDone: (receipt) => {
      void discard(true);
      latest.current.onDone?.(receipt);
    },
    onProblem: (refused) => {
      const fields = problemFields(refused);
      if (fields.length === 0 && refused.kind !== "conflict") return;
      landOnFields(form, refused);
      setSummary({ ...refused, fields });
      setStage("form");
    },
  });
  const { commandId, problem } = command;
  const { keepAsSent } = useKeptDraft(form, draft, zone, commandId, saved);

  const review = async (): Promise<void> => {
    setPreparing(true);
    command.clearProblem();
    await latest.current.prepare?.(form.getValues());
    setPreparing(false);
    await whenValid((values) => {
      const input = schema.safeParse(latest.current.inputOf(values));
      if (!input.success) return setSummary({ kind: "invalid", title: "This cannot be sent yet.", fields: fieldProblemsOf(input.error) });
      setReviewed(input.data);
      setStage("review");
    });
  };
  const send = async (seen?: string): Promise<void> => {
    if (reviewed === null || starting) return;
    setStarting(true);
    await keepAsSent();
    await command.submit(reviewed, seen);
    setStarting(false);
  };
  const startOver = async (values: AccountFormValues): Promise<void> => {
    form.reset(values);
    setSummary(null);
    command.renew();
    await discard();
  };
  /** Sent before, by a draft that came back, and not answered yet. */
  const isWaiting = command.phase === "checking" || command.phase === "needs-a-person";
  const shownProblem = stage === "form" ? (summary ?? problem) : null;
  const shown: CommandInHand = starting && command.phase === "idle" ? { ...command, phase: "sending" } : command;
  return { form, stage, setStage, reviewed, preparing, draft, command: shown, review, send, startOver, isWaiting, shownProblem, controlOf, isOpen };
}

/** The draft follows what is typed and the id under which it would be sent, and says whether it was. */
function useKeptDraft(form: AccountFormApi, { keep, flush }: ReturnType<typeof useDraft>, zone: string, commandId: string, saved: SavedDraft | null) {
  const sentId = useRef(saved?.content.isSent ? saved.content.commandId : "");
  const lastId = useRef(commandId);
  const keepDraft = useCallback(() => {
    const { statement, ...account } = form.getValues();
    keep({ form: account, statement, zone, commandId, isSent: sentId.current === commandId });
  }, [form, keep, zone, commandId]);
  useEffect(() => form.subscribe({ formState: { values: true }, callback: keepDraft }), [form, keepDraft]);
  useEffect(() => {
    // A refusal minted a new id: the draft must carry it.
    if (lastId.current !== commandId && form.formState.isDirty) keepDraft();
    lastId.current = commandId;
  }, [commandId, keepDraft, form]);
  const keepAsSent = (): Promise<void> => {
    sentId.current = commandId;
    keepDraft();
    // A draft that is slow to be kept does not keep anyone waiting.
    return Promise.race([flush(), new Promise<void>((resolve) => setTimeout(resolve, longestWaitMs))]);
  };
  return { keepAsSent };
}
