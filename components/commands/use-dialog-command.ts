"use client";

import { useState } from "react";
import type { z } from "zod";
import type { AccountDetail } from "@/lib/account-views";
import { fieldProblemsOf } from "@/lib/accounts/command-inputs";
import type { ForeignCommandName } from "@/lib/command";
import { leadParameterProblems } from "@/lib/accounts/lead-parameters";
import type { FieldProblem } from "@/lib/result";
import { reliedOnPaths, seenDigest } from "@/lib/seen";
import { useToast } from "../ui/toast";
import { blockedWhy } from "./blocked-dialog";
import { useCommand } from "./use-command";

type DialogCommandOptions = {
  program: string;
  detail: AccountDetail;
  name: ForeignCommandName;
  schema: z.ZodType;
  /** Rules beyond the shape; asked of what is not whole yet, too, so that everything is said at once. */
  problemsOf?(input: unknown): FieldProblem[];
  /** Our words for what a schema or rule says of something that was not chosen. */
  wordsOf?(problem: FieldProblem): string | undefined;
  /** Said when Lead has confirmed. */
  doneWords: string;
  onClose(): void;
};

/** One command of a dialog: judged by its schema and rules, sent with what was seen, closed with a word when it is done. */
export function useDialogCommand({ program, detail, name, schema, problemsOf, wordsOf, doneWords, onClose }: DialogCommandOptions) {
  const toast = useToast();
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const command = useCommand({
    program,
    name,
    onDone: ({ status }) => {
      if (status === "awaits-approval") toast.show({ title: "Asked for.", description: "Another person has to approve it first. Nothing was sent to Lead.", tone: "info" });
      else toast.show({ title: doneWords, description: "Lead has confirmed it.", tone: "ok" });
      onClose();
    },
  });
  const send = (input: unknown): void => {
    const shape = schema.safeParse(input);
    const misshapen = shape.success ? [] : fieldProblemsOf(shape.error);
    const ruled = (problemsOf?.(shape.success ? shape.data : input) ?? []).filter(({ path }) => !misshapen.some((problem) => problem.path === path));
    const found = [...misshapen, ...ruled].map((problem) => ({ ...problem, message: wordsOf?.(problem) ?? problem.message }));
    setProblems(found);
    command.clearProblem();
    if (found.length > 0 || !shape.success) return;
    const pairs = detail.relationships.map((item) => ({ entity_id: item.entityId, relationship_type: item.relationshipType }));
    void command.submit(shape.data, seenDigest(reliedOnPaths[name], detail.body, pairs));
  };
  const refused = [...(command.problem?.fields ?? []), ...leadParameterProblems(command.problem?.lead?.invalidParameters ?? [])];
  const errorOf = (path: string): string | undefined => [...problems, ...refused].find((problem) => problem.path === path)?.message;
  // What this very command changes beneath its dialog does not stand in its way.
  const blocked = command.phase === "idle" && command.problem === null ? blockedWhy(detail, name) : null;
  return { command, problems, send, errorOf, blocked };
}
