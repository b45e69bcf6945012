"use server";

import { z } from "zod";
import type { CommandReceipt, CommandSubmission } from "@/lib/command";
import { maskedReceipt } from "@/lib/command-receipt";
import { may } from "@/lib/permissions";
import { fail } from "@/lib/result";
import type { Result } from "@/lib/result";
import { submitWithApprovals } from "./approvals/submit-with-approvals";
import { isProcessCommand, submitProcess } from "./closures/submit-process";
import { consoleCommandDeps } from "./commands/console-commands";
import { malformedSubmission, signInNeeded, unknownProgram } from "./commands/command-problems";
import { submissionShape } from "./commands/prepare-command";
import { resumeCommand } from "./commands/resume-command";
import { currentOperator, operatorInProgram } from "./operator";
import type { OperatorInProgram } from "./operator";

// Whatever arrives here may be forged: every shape is checked, and who asks is found again each time.

async function operatorOf(program: string): Promise<Result<OperatorInProgram>> {
  const found = await operatorInProgram(program);
  if (found) return { ok: true, value: found };
  return fail((await currentOperator()) ? unknownProgram : signInNeeded);
}

function shownTo({ roles }: OperatorInProgram, answer: Result<CommandReceipt>): Result<CommandReceipt> {
  return answer.ok && !may(roles, "read-sensitive") ? { ok: true, value: maskedReceipt(answer.value) } : answer;
}

/** The one door for writes. A problem means that nothing was recorded; a receipt says how the command stands. */
export async function submitCommand(submission: CommandSubmission): Promise<Result<CommandReceipt>> {
  const shape = submissionShape.safeParse(submission);
  if (!shape.success) return fail(malformedSubmission);
  const operator = await operatorOf(shape.data.program);
  if (!operator.ok) return operator;
  const { actor } = operator.value;
  const checked = { ...shape.data, input: submission.input };
  const { name } = checked;
  const answer = isProcessCommand(name)
    ? submitProcess(consoleCommandDeps(), { actor, submission: { ...checked, name } })
    : submitWithApprovals(consoleCommandDeps(), { actor, submission: checked });
  return shownTo(operator.value, await answer);
}

const resumption = z.strictObject({ program: z.string().max(100), commandId: z.uuid().transform((id) => id.toLowerCase()) });

/** "Check now": settles a command that is not confirmed without waiting for the worker. */
export async function resumeCommandAction(request: { program: string; commandId: string }): Promise<Result<CommandReceipt>> {
  const shape = resumption.safeParse(request);
  if (!shape.success) return fail(malformedSubmission);
  const operator = await operatorOf(shape.data.program);
  if (!operator.ok) return operator;
  const { program: programSlug, commandId } = shape.data;
  return shownTo(operator.value, await resumeCommand(consoleCommandDeps(), { programSlug, commandId, actor: operator.value.actor }));
}
