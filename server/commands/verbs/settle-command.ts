import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { settleCommandInput } from "@/lib/accounts/command-inputs";
import type { SettleCommandInput } from "@/lib/accounts/command-inputs";
import { commandLabels } from "@/lib/command";
import type { CommandName } from "@/lib/command";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { commands, directoryEntries } from "../../db/schema";
import type { Queryable } from "../../db/client";
import { oneOpening, violates } from "../../db/violates";
import { commandById, inMilliseconds, lockEntry } from "../command-log";
import type { StoredCommand } from "../command-log";
import { leadUnavailable, unknownAtLead } from "../command-problems";
import { bodyOf, holds, surprisesBetween } from "../comparison";
import { defineLocalCommand } from "../define-command";
import type { AccountState, CommandContext, Looking } from "../define-command";
import { readState } from "../look";
import { writeEnding, writeSuccess } from "../record-outcome";
import { resendByPerson, resumedJob } from "../resume-command";
import { leaseMs } from "../time-limits";
import { Stopped } from "../record-intent";
import { untilDone } from "../action-deadline";

type Ready = { target: StoredCommand; found: { state: AccountState; readStartedAt: Date } | null; holder: string };
type Context = CommandContext<SettleCommandInput>;

const nothingSettled = "Nothing was settled.";
const openedElsewhere = wrong("This account was there before, or another command opened it.", "Find the account that this opening made, or settle it as refused.");
const notWaiting: Problem = { kind: "not-possible-now", title: "This no longer needs a person.", saved: nothingSettled, next: "Reload to see how it stands." };

function wrong(title: string, next: string): Problem {
  return { kind: "invalid", title, saved: nothingSettled, next };
}

/** What does not fit the command that is to be settled. */
function mismatch({ how }: SettleCommandInput, target: StoredCommand): Problem | null {
  const isOpening = target.name === "open-account";
  if (how === "enter-id" && !isOpening) return wrong("Only an opening is settled by the id of an account.", "Choose another way to settle it.");
  if (how === "settle-as-done" && isOpening) return wrong("An opening is done only with the account that it opened.", "Enter the id of that account.");
  return null;
}

/** Lead is read for everything but a refusal, so that the directory agrees with what is settled. */
async function look({ reader, deps }: Looking, context: Context): Promise<Result<Ready>> {
  const { program, input } = context;
  const target = await commandById(deps.db, input.commandId);
  if (target?.program !== program.slug) return fail(wrong("There is no such command in this program.", "Reload the page."));
  if (target.status !== "needs-a-person") return fail(notWaiting);
  const problem = mismatch(input, target);
  if (problem) return fail(problem);
  const holder = randomUUID();
  if (input.how === "resend" || input.how === "settle-as-refused") return ok({ target, found: null, holder });
  const read = await readState(deps.db, reader, input.accountId ?? target.accountId ?? "");
  if (read.kind === "unavailable") return fail(leadUnavailable(read.problem));
  if (read.kind === "unknown") return fail(unknownAtLead);
  const found = { state: read.state, readStartedAt: read.readStartedAt };
  const unlike = input.how === "enter-id" ? unlikeOpening(target, found.state) : await notThere(deps, context, target, found.state);
  return unlike ? fail(unlike) : ok({ target, found, holder });
}

/** A process goes on from what is settled as done: so Lead must show it. */
async function notThere(deps: Looking["deps"], { program, actor }: Context, target: StoredCommand, state: AccountState): Promise<Problem | null> {
  const { definition, context } = await resumedJob(deps.db, deps, { program, row: target, holder: null, actor });
  if (definition.effectIsThere?.(context, state)) return null;
  const differences = surprisesBetween(target.expected, bodyOf(state)).map(({ path, expected, actual }) => ({ path, seen: expected, now: actual }));
  return { kind: "conflict", title: "Lead does not show this change.", saved: nothingSettled, next: "Send it again, or settle it as not done.", differences };
}

/** The account entered must be one that this opening can have made: its product, capabilities, application, metadata and people. */
function unlikeOpening(target: StoredCommand, { account, relationships }: AccountState): Problem | null {
  const { capabilities, application_id, details, metadata, entity_relationships } = target.expected as Record<string, unknown> & { details?: { product_name?: string } };
  const asked = { capabilities, application_id, metadata, details: { product_name: details?.product_name } };
  const pairs = Object.entries((entity_relationships ?? {}) as Record<string, string[]>);
  const people = pairs.every(([type, ids]) => ids.every((id) => relationships.some((pair) => pair.entity_id === id && pair.relationship_type === type)));
  const openedAfter = !account.created_at || Date.parse(account.created_at) >= target.askedAt.getTime() - 60_000;
  if (people && openedAfter && holds(asked, account)) return null;
  return wrong("This account is not the one that was asked for.", "Compare product, capabilities, application, holders, metadata and the time of opening.");
}

/** An account that another command of ours opened, or that the directory has known for longer, is not this one's. */
async function belongsElsewhere(tx: Queryable, { program, input }: Context, target: StoredCommand): Promise<boolean> {
  if (input.how !== "enter-id" || input.accountId === undefined) return false;
  const here = eq(commands.program, program.slug);
  const opened = await tx.select({ id: commands.id }).from(commands).where(and(here, eq(commands.accountId, input.accountId), eq(commands.name, "open-account"))).limit(1);
  const earlier = await tx
    .select({ id: directoryEntries.accountId })
    .from(directoryEntries)
    .where(and(eq(directoryEntries.program, program.slug), eq(directoryEntries.accountId, input.accountId), sql`${directoryEntries.enteredAt} < ${target.askedAt.toISOString()}::timestamptz`))
    .limit(1);
  return opened.length > 0 || earlier.length > 0;
}

async function settle(tx: Queryable, context: Context & { ready: Ready }, deps: Looking["deps"]): Promise<boolean> {
  const { input, actor, program, ready } = context;
  const { target, found } = ready;
  if (input.how === "resend") return lease(tx, context);
  const job = await resumedJob(tx, deps, { program, row: target, holder: null, actor });
  if (found) return writeSuccess(tx, job, { ...found, how: "person", said: "read", reason: input.reason });
  const problem: Problem = { kind: "not-possible-now", title: "Settled as not done.", detail: input.reason, commandId: target.id };
  return writeEnding(tx, job, "rejected", problem, { how: "person", reason: input.reason });
}

/** Back to unconfirmed, in the hands of whoever sends it after the commit; should that fail, the worker asks a person again. */
async function lease(tx: Queryable, { program, ready: { target, holder } }: Context & { ready: Ready }): Promise<boolean> {
  if (target.accountId !== null) await lockEntry(tx, program.slug, target.accountId);
  const taken = await tx
    .update(commands)
    .set({ status: "unconfirmed", leasedBy: holder, leasedUntil: inMilliseconds(leaseMs(program)) })
    .where(and(eq(commands.id, target.id), eq(commands.status, "needs-a-person")))
    .returning({ id: commands.id });
  return taken.length > 0;
}

export const settleCommand = defineLocalCommand<SettleCommandInput, Ready & { deps: Looking["deps"] }>({
  kind: "local",
  name: "settle-command",
  permissions: ["settle-command"],
  schema: settleCommandInput,
  accountId: ({ accountId }) => accountId ?? null,
  look: async (looking, context) => {
    const ready = await look(looking, context);
    return ready.ok ? ok({ ...ready.value, deps: looking.deps }) : ready;
  },
  perform: async (tx, context) => {
    const { target } = context.ready;
    if (await belongsElsewhere(tx, context, target)) return fail(openedElsewhere);
    const settled = await settle(tx, context, context.ready.deps).catch((error: unknown) => {
      // Entered for another opening at the same time: the index lets one of them through.
      throw violates(error, oneOpening) ? new Stopped(openedElsewhere) : error;
    });
    if (!settled) return fail(notWaiting);
    return ok({ details: { command: commandLabels[target.name as CommandName] ?? target.name, settled: target.id }, processId: target.processId ?? undefined });
  },
  afterCommit: async (deps, { program, actor, input, ready }) => {
    if (input.how !== "resend") return;
    const row = await commandById(deps.db, ready.target.id);
    if (row?.leasedBy !== ready.holder) return;
    await untilDone(resendByPerson(deps, program, row, ready.holder, actor), row, performance.now() + program.limits.actionDeadlineMs);
  },
  why: ({ how, reason }) => ({ how, reason }),
});
