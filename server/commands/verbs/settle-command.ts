import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { settleCommandInput } from "@/lib/accounts/command-inputs";
import type { SettleCommandInput } from "@/lib/accounts/command-inputs";
import { commandLabels } from "@/lib/command";
import type { CommandName } from "@/lib/command";
import { fail, ok } from "@/lib/result";
import type { Difference, Problem, Result } from "@/lib/result";
import { relationshipsPath } from "@/lib/seen";
import { commands, directoryEntries } from "../../db/schema";
import type { Queryable } from "../../db/client";
import { oneOpening, violates } from "../../db/violates";
import { commandById, inMilliseconds, lockEntry } from "../command-log";
import type { StoredCommand } from "../command-log";
import { leadUnavailable, unknownAtLead } from "../command-problems";
import { bodyOf, surprisesBetween } from "../comparison";
import { defineLocalCommand } from "../define-command";
import type { AccountState, CommandContext, Looking } from "../define-command";
import { readState } from "../look";
import { writeEnding, writeSuccess } from "../record-outcome";
import { resendByPerson, resumedJob } from "../resume-command";
import { leaseMs } from "../time-limits";
import { Stopped } from "../stoppable";
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

/** Lead is read for everything that it can tell: nothing is settled against what it shows. */
async function look({ reader, deps }: Looking, context: Context): Promise<Result<Ready>> {
  const { program, input } = context;
  const target = await commandById(deps.db, input.commandId);
  if (target?.program !== program.slug) return fail(wrong("There is no such command in this program.", "Reload the page."));
  if (target.status !== "needs-a-person") return fail(notWaiting);
  const problem = mismatch(input, target);
  if (problem) return fail(problem);
  const ready = { target, found: null, holder: randomUUID() };
  const asRefused = input.how === "settle-as-refused";
  if (input.how === "resend" || (asRefused && target.accountId === null)) return ok(ready);
  const read = await readState(deps.db, reader, input.accountId ?? target.accountId ?? "");
  if (read.kind === "unavailable") return fail(leadUnavailable(read.problem));
  if (read.kind === "unknown") return asRefused ? ok(ready) : fail(unknownAtLead);
  const against = input.how === "enter-id" ? unlikeOpening(input, target, read.state) : await shownOtherwise(deps, context, target, read.state);
  if (against) return fail(against);
  return ok(asRefused ? ready : { ...ready, found: { state: read.state, readStartedAt: read.readStartedAt } });
}

/** A process goes on from what is settled, and so does whoever asks anew: Lead must show it as it is settled. */
async function shownOtherwise(deps: Looking["deps"], { program, actor, input }: Context, target: StoredCommand, state: AccountState): Promise<Problem | null> {
  const { definition, context } = await resumedJob(deps.db, deps, { program, row: target, holder: null, actor });
  const isThere = definition.effectIsThere?.(context, state) === true;
  if (isThere === (input.how === "settle-as-done")) return null;
  if (isThere) return { kind: "conflict", title: "Lead shows this change.", saved: nothingSettled, next: "Settle it as done." };
  return { kind: "conflict", title: "Lead does not show this change.", saved: nothingSettled, next: "Send it again, or settle it as not done.", differences: differencesFrom(target, state) };
}

/**
 * The account entered must be held by those it was asked for and be no older than the asking. What else differs may have
 * been changed since: a person who was shown it confirms that.
 */
function unlikeOpening({ confirmedDifferences = [] }: SettleCommandInput, target: StoredCommand, state: AccountState): Problem | null {
  const { account, relationships } = state;
  const asked = target.expected as Record<typeof relationshipsPath, Record<string, string[]> | undefined>;
  const isHolder = (id: string) => relationships.some((pair) => pair.entity_id === id && pair.relationship_type === "account_holder");
  const holders = (asked[relationshipsPath]?.["account_holder"] ?? []).every(isHolder);
  const openedAfter = !account.created_at || Date.parse(account.created_at) >= target.askedAt.getTime() - 60_000;
  if (!holders || !openedAfter) return wrong("This account is not the one that was asked for.", "Compare the holders and the time of opening.");
  const differences = differencesFrom(target, state);
  if (differences.every(({ path }) => confirmedDifferences.includes(path))) return null;
  return {
    kind: "conflict", title: "This account is not as it was asked for.", saved: nothingSettled,
    next: "Compare them. If it is the account that this opening made and it was changed since, confirm that and send again.",
    fields: [{ path: "confirmedDifferences", message: "Confirm that you compared them." }],
    differences,
  };
}

function differencesFrom({ expected }: StoredCommand, state: AccountState): Difference[] {
  return surprisesBetween(expected, bodyOf(state)).map(({ path, expected: seen, actual }) => ({ path, seen, now: actual }));
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
    const accountId = context.input.accountId ?? target.accountId ?? undefined;
    return ok({ accountId, details: { command: commandLabels[target.name as CommandName] ?? target.name, settled: target.id }, processId: target.processId ?? undefined });
  },
  afterCommit: async (deps, { program, actor, input, ready }, answerBy) => {
    if (input.how !== "resend") return;
    const row = await commandById(deps.db, ready.target.id);
    if (row?.leasedBy !== ready.holder) return;
    await untilDone(resendByPerson(deps, program, row, ready.holder, actor), row, answerBy);
  },
  why: ({ how, reason, confirmedDifferences: confirmed }) => ({ how, reason, ...(confirmed ? { confirmed } : {}) }),
});
