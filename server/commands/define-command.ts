import "server-only";
import type { z } from "zod";
import type { ApprovalKind } from "@/lib/approvals/approvals";
import type { ForeignCommandName, LocalCommandName } from "@/lib/command";
import type { FieldChange } from "@/lib/fields/field-changes";
import type { LeadAccount } from "@/lib/lead/account";
import type { LeadEntityRelationship } from "@/lib/lead/entity-relationship";
import type { Actor } from "@/lib/operator";
import type { Permission } from "@/lib/permissions";
import type { Problem, Result } from "@/lib/result";
import type { Queryable } from "../db/client";
import type { StoredRequest } from "../db/schema";
import type { LeadReader, LeadWriter } from "../lead/lead-client";
import type { LeadOutcome } from "../lead/lead-error";
import type { Program } from "../programs";
import type { CommandDeps } from "./command-deps";
import type { BulkStep, ProcessStep } from "./command-id";

/** An account as Lead shows it at one moment. */
export type AccountState = { account: LeadAccount; relationships: LeadEntityRelationship[] };

/** Who asks for what, once the input is known to be well-formed. */
export type CommandContext<Input> = {
  program: Program;
  actor: Actor;
  commandId: string;
  process: ProcessStep | null;
  /** Where it is one account's part of a bulk action. */
  bulk?: BulkStep;
  input: Input;
  /** The database's time, ISO 8601. */
  now: string;
};

/** With the account as Lead shows it now; null for an opening, which has none. */
export type LookContext<Input> = CommandContext<Input> & { state: AccountState | null };
export type GuardContext<Input, Extra> = LookContext<Input> & { extra: Extra };

/** What was written down before the call; whoever settles the command has this and nothing else. */
export type StoredContext<Input> = CommandContext<Input> & { before: AccountState | null; request: StoredRequest };

/** What a successful call says. A part that the call does not answer is null and is read afterwards. */
export type CommandAnswer = { account: LeadAccount | null; relationships: LeadEntityRelationship[] | null };

export type Looking = { reader: LeadReader; deps: CommandDeps };

/** That another person has to agree first: what it is, and so who may agree (`approvalKindRows`). */
export type ApprovalNeed = {
  kind: ApprovalKind;
  /** Said to the approver beside what changes: what stands against it on this account. */
  warnings?: string[];
  /** What may have one open request at a time; the account where it is left out. */
  subject?: string;
};

type CommonRow<Input> = {
  /** Any one of these lets a person start; `authorise` then looks at what exactly they ask for. */
  permissions: readonly Permission[];
  schema: z.ZodType<Input>;
  /** Never sent by a browser: only a process of ours does it. */
  onlyInProcess?: boolean;
  accountId(input: Input): string | null;
  authorise?(context: CommandContext<Input>): Problem | null;
  /** A path of the input as Lead writes it, for problems of fields. */
  fieldPath?(path: string): string;
  /** The person's own words and choices, for the audit trail. */
  why?(input: Input): Record<string, unknown>;
};

/** One write at Lead. The table row of a verb: the pipeline does the rest. */
export type ForeignCommand<Input = unknown, Extra = unknown> = CommonRow<Input> & {
  kind: "foreign";
  name: ForeignCommandName;
  /** What may have one unsettled command at a time; the account where it is left out. */
  subjectKey?(input: Input): string;
  /** Reads of Lead and of our own tables beyond the account itself. */
  look?(looking: Looking, context: LookContext<Input>): Promise<Result<Extra>>;
  guard(context: GuardContext<Input, Extra>): Problem | null;
  /**
   * Whether another person has to agree, by the account as it is and the program's settings; null where nobody has to.
   * The pipeline then stops before the intent: it keeps the exact input, its hash and what of the account was relied on,
   * and does it, in the name of who asked, once another person approved exactly that. It looks again then: where
   * `reliedOnPaths` differ, or the guard refuses by now, nothing is sent and it is asked for anew. Steps of a process
   * pass, since the process was approved; a bulk action cannot ask.
   */
  approval?(context: GuardContext<Input, Extra>): ApprovalNeed | null;
  /** What must still hold where the intent is recorded and before every resend; runs in a transaction that holds the entry's row. */
  recheck?(tx: Queryable, context: CommandContext<Input>): Promise<Problem | null>;
  /** What our own tables say of what was asked, for the trail; read in the transactions of the intent and of the outcome. */
  cites?(tx: Queryable, context: CommandContext<Input>): Promise<Record<string, unknown>>;
  request(context: LookContext<Input>): StoredRequest;
  /** What the answer should look like; only what it names is compared. */
  expected(context: LookContext<Input>): unknown;
  send(writer: LeadWriter, context: StoredContext<Input>): Promise<LeadOutcome<CommandAnswer>>;
  /** Whether the account shows that the write has happened; null for an opening, which only its key can tell. */
  effectIsThere: ((context: StoredContext<Input>, now: AccountState) => boolean) | null;
  /** A good answer is not enough: where the account does not show the effect either, a person looks at it. */
  mustShow?: boolean;
  /** What follows on our side, in the transaction of the outcome; safe to run twice. */
  onSucceeded?(tx: Queryable, context: StoredContext<Input>): Promise<void>;
};

/** `accountId`: whose timeline tells it, where the input does not name the account. */
export type LocalEffect = { changes?: FieldChange[]; details?: Record<string, unknown>; processId?: string; accountId?: string };

/** Ours alone: one transaction, no call. `Ready` is what `look` found out before it. */
export type LocalCommand<Input = unknown, Ready = unknown> = CommonRow<Input> & {
  kind: "local";
  name: LocalCommandName;
  /** What of the input the command's own row keeps, where the rest is kept elsewhere and for a time only; all of it where this is left out. */
  keeps?(input: Input): Record<string, unknown>;
  /** Before the transaction; the only place where Lead may be read. */
  look?(looking: Looking, context: CommandContext<Input>): Promise<Result<Ready>>;
  /** In the transaction that records the command; a problem undoes all of it. */
  perform(tx: Queryable, context: CommandContext<Input> & { ready: Ready }): Promise<Result<LocalEffect>>;
  /**
   * The same as of a foreign command. `perform` is tried and undone when it is asked for, so that only what is possible
   * is asked; what it relies on of the account is its own to compare, with the `seen` of who asked.
   */
  approval?(context: CommandContext<Input> & { ready: Ready }): ApprovalNeed | null;
  /**
   * What this sets going, after the commit; it must be safe to lose, since the process can die here. It goes on by itself
   * where it takes longer than `answerBy`, by performance.now(): when the whole action must have answered.
   */
  afterCommit?(deps: CommandDeps, context: CommandContext<Input> & { ready: Ready }, answerBy: number): Promise<void>;
};

export type CommandDefinition = ForeignCommand | LocalCommand;

/** Forgets the types of input and findings: the pipeline passes on what the row's own schema made. */
export function defineForeignCommand<Input, Extra = undefined>(row: ForeignCommand<Input, Extra>): ForeignCommand {
  return row as unknown as ForeignCommand;
}

export function defineLocalCommand<Input, Ready = undefined>(row: LocalCommand<Input, Ready>): LocalCommand {
  return row as unknown as LocalCommand;
}
