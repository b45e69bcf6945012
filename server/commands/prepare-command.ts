import "server-only";
import { z } from "zod";
import { isAccountId } from "@/lib/lead/ids";
import type { CommandName, CommandSubmission } from "@/lib/command";
import { foreignCommandNames, localCommandNames } from "@/lib/command";
import type { Actor } from "@/lib/operator";
import { may } from "@/lib/permissions";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import { storableJson } from "../audit/storable-json";
import { databaseNow } from "../directory/remember-answer";
import type { Program } from "../programs";
import type { CommandDeps } from "./command-deps";
import { bulkCommandId, inputHash, processCommandId } from "./command-id";
import type { BulkStep, ProcessStep } from "./command-id";
import { invalidInput, malformedSubmission, notPermitted, onlyInProcess, unknownProgram, unstorable } from "./command-problems";
import type { CommandContext, CommandDefinition } from "./define-command";

/** The shape of everything that a browser, or whoever pretends to be one, sends. */
export const submissionShape = z.strictObject({
  program: z.string().max(100),
  name: z.enum([...foreignCommandNames, ...localCommandNames]),
  /** Version 4 from a form; version 5 is for the steps of processes and bulk actions alone, so that nobody can sit on one. */
  commandId: z.uuidv4().transform((id) => id.toLowerCase()),
  input: z.unknown(),
  seen: z.string().max(2_000).optional(),
});

const stepShape = submissionShape.extend({ commandId: z.uuid() });

/** `approver`: who approved it, where the console carries out a request in the name of who asked. */
export type RunRequest = { actor: Actor; submission: CommandSubmission; process?: ProcessStep; bulk?: BulkStep; approver?: Actor };

/** A command that may be asked for by this person, in a shape that can be stored. */
export type PreparedCommand<Definition extends CommandDefinition = CommandDefinition> = {
  definition: Definition;
  context: CommandContext<unknown>;
  accountId: string | null;
  hash: Buffer;
  /** Another account or content can have its own unsettled command. */
  subjectKey: string;
  seen: string | undefined;
  approver: Actor | undefined;
};

type Asked = { program: Program; definition: CommandDefinition; request: RunRequest };

/** Steps 1 and 2: the permission is the command's name, a denial is audited, and the input is what the schema says. */
export async function prepareCommand(deps: CommandDeps, request: RunRequest): Promise<Result<PreparedCommand>> {
  const ownId = stepId(request);
  const shape = (ownId === undefined ? submissionShape : stepShape).safeParse(request.submission);
  if (!shape.success || (ownId !== undefined && shape.data.commandId !== ownId)) return fail(malformedSubmission);
  const submission = { ...shape.data, input: request.submission.input };
  const program = deps.programOf(submission.program);
  if (!program) return fail(unknownProgram);
  const definition = deps.definitions[submission.name];
  if (!definition) return fail(malformedSubmission);
  const asked: Asked = { program, definition, request: { ...request, submission } };
  const denied = denialOf(asked);
  if (denied) return deny(deps, asked, denied, request.submission.input);
  return prepareInput(deps, asked);
}

/** The only id that a step of ours may have. */
function stepId({ process, bulk }: RunRequest): string | undefined {
  return process ? processCommandId(process) : bulk && bulkCommandId(bulk);
}

function denialOf({ definition, request: { actor, process } }: Asked): Problem | undefined {
  const [named] = definition.permissions;
  if (named && !definition.permissions.some((permission) => may(actor.roles, permission))) return notPermitted(named);
  return definition.onlyInProcess && !process ? onlyInProcess(definition.name) : undefined;
}

async function prepareInput(deps: CommandDeps, asked: Asked): Promise<Result<PreparedCommand>> {
  const { program, definition, request } = asked;
  const { actor, submission, process, bulk, approver } = request;
  const parsed = definition.schema.safeParse(submission.input);
  if (!parsed.success) return fail(invalidInput(parsed.error, definition.fieldPath));
  const input = parsed.data;
  if (JSON.stringify(storableJson(input)) !== JSON.stringify(input)) return fail(unstorable);
  const now = (await databaseNow(deps.db)).toISOString();
  const context: CommandContext<unknown> = { program, actor, commandId: submission.commandId, process: process ?? null, bulk, input, now };
  const denied = definition.authorise?.(context);
  if (denied) return deny(deps, asked, denied, input);
  const accountId = definition.accountId(input);
  const hash = inputHash({ program: program.slug, name: definition.name, accountId, input });
  const subject = definition.kind === "foreign" ? definition.subjectKey?.(input) : undefined;
  return ok({ definition, context, accountId, hash, subjectKey: subject ?? accountId ?? submission.commandId, seen: submission.seen, approver });
}

/** Nothing of a refused input is kept but the account that it names. */
async function deny(deps: CommandDeps, { program, definition, request }: Asked, problem: Problem, input: unknown): Promise<Result<never>> {
  const accountId = typeof input === "object" && input !== null ? (input as { accountId?: unknown }).accountId : undefined;
  await deps.db.transaction((tx) =>
    appendEntry(tx, {
      program: program.slug,
      actor: request.actor,
      action: definition.name as CommandName,
      outcome: "denied",
      accountId: isAccountId(accountId) ? accountId : null,
      commandId: request.submission.commandId,
      processId: request.process?.id ?? null,
      details: { rule: problem.title },
    }),
  );
  return fail(problem);
}
