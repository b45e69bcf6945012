"use client";

import { useState } from "react";
import type { z } from "zod";
import { fieldProblemsOf } from "@/lib/accounts/command-inputs";
import type { CommandReceipt, LocalCommandName } from "@/lib/command";
import type { FieldProblem } from "@/lib/result";
import { useCommand } from "./use-command";

type LocalCommandOptions = {
  program: string;
  name: LocalCommandName;
  schema: z.ZodType;
  /** Our words for what a schema says of something that was not chosen. */
  wordsOf?: (problem: FieldProblem) => string | undefined;
  onDone: (receipt: CommandReceipt) => void;
};

/** One command of ours alone: judged by its schema before it is sent. What it relies on is judged by the server. */
export function useLocalCommand({ program, name, schema, wordsOf, onDone }: LocalCommandOptions) {
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const command = useCommand({ program, name, onDone });
  const send = (input: unknown): void => {
    const read = schema.safeParse(input);
    setProblems(read.success ? [] : fieldProblemsOf(read.error).map((problem) => ({ ...problem, message: wordsOf?.(problem) ?? problem.message })));
    if (read.success) void command.submit(input);
    else command.clearProblem();
  };
  const told = problems.length > 0 ? problems : (command.problem?.fields ?? []);
  return { command, problems, send, errorOf: (path: string) => told.find((problem) => problem.path === path)?.message };
}
