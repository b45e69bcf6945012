import "server-only";
import { fieldByPath } from "@/lib/accounts/account-fields";
import { may } from "@/lib/permissions";
import { differingPaths, reliedOnPaths, reliedOnValue, seenDigest } from "@/lib/seen";
import { fail, ok } from "@/lib/result";
import type { Difference, Problem, Result } from "@/lib/result";
import { storableJson } from "../audit/storable-json";
import { entryOf, relationshipsOf } from "../directory/entry";
import { markMissing } from "../directory/gone-from-lead";
import { databaseNow, rememberAnswer } from "../directory/remember-answer";
import { unavailableProblem } from "../directory/unavailable-problem";
import type { Database } from "../db/client";
import type { LeadReader } from "../lead/lead-client";
import type { LeadOutcome } from "../lead/lead-error";
import type { CommandDeps } from "./command-deps";
import { changedMeanwhile, leadUnavailable, notInDirectory, seenMissing, unknownAtLead } from "./command-problems";
import type { AccountState, CommandContext, ForeignCommand, GuardContext } from "./define-command";
import type { Program } from "../programs";
import { readEntities } from "./people-at-lead";
import type { PreparedCommand } from "./prepare-command";
import { lookDeadlineMs } from "./time-limits";

export type Looked = { context: GuardContext<unknown, unknown>; digest: string };

type Read = { kind: "read"; state: AccountState; readStartedAt: Date } | { kind: "unknown"; readStartedAt: Date } | { kind: "unavailable"; problem: Problem };

function problemOf(outcome: LeadOutcome<unknown>): Problem | undefined {
  return outcome.kind === "answered" ? undefined : unavailableProblem(outcome);
}

/** The account and everyone on it, from Lead now. */
export async function readState(db: Database, reader: LeadReader, accountId: string): Promise<Read> {
  const readStartedAt = await databaseNow(db);
  const [account, relationships] = await Promise.all([reader.accounts.get(accountId), reader.accounts.relationships.list(accountId)]);
  if (account.kind === "refused" && account.problem.status === 404) return { kind: "unknown", readStartedAt };
  if (account.kind === "answered" && relationships.kind === "answered") {
    // As the directory keeps it, so that what a screen showed and what is read now can be compared.
    return { kind: "read", state: storableJson({ account: account.value, relationships: relationships.value }), readStartedAt };
  }
  return { kind: "unavailable", problem: problemOf(account) ?? problemOf(relationships) ?? { kind: "unavailable", title: "Lead could not be asked." } };
}

/** What the command relies on, as one text. */
export function reliedOnDigest(definition: ForeignCommand, state: AccountState | null): string {
  return seenDigest(reliedOnPaths[definition.name], state?.account, state?.relationships);
}

/**
 * Step 4: a fresh read, what was seen still holds, and nothing known stands against it. Where Lead cannot be asked:
 * `unavailable`, and nothing has been written down.
 */
export async function look(deps: CommandDeps, prepared: PreparedCommand<ForeignCommand>): Promise<Result<Looked>> {
  return lookWith(deps, prepared, lookingReader(deps, prepared.context));
}

/** Reads for one look: all of them together have one deadline, so that the action still answers in time. */
export function lookingReader(deps: CommandDeps, { program, actor, commandId }: Pick<CommandContext<unknown>, "program" | "actor" | "commandId">): LeadReader {
  const until = performance.now() + lookDeadlineMs(program);
  return deps.reader(program, {
    operator: actor.subject,
    commandId,
    sink: deps.sink,
    // What is left for whichever read comes next.
    get deadlineMs() {
      return Math.max(1, until - performance.now());
    },
  });
}

async function lookWith(deps: CommandDeps, prepared: PreparedCommand<ForeignCommand>, reader: LeadReader): Promise<Result<Looked>> {
  const { definition, accountId, context } = prepared;
  const looked = accountId === null ? ok(null) : await lookAtAccount(deps, prepared, accountId, reader);
  if (!looked.ok) return looked;
  const { state, changed } = looked.value ?? { state: null, changed: null };
  // Which it was, a hold or a reason that Lead shows by now, is not for everybody to tell from the refusal.
  if (changed && may(context.actor.roles, "read-restrictions")) return fail(changed);
  const looking = { ...context, state };
  const extra = definition.look ? await definition.look({ reader, deps }, looking) : ok(undefined);
  if (!extra.ok) return extra;
  const guarded = { ...looking, extra: extra.value };
  const problem = definition.guard(guarded);
  if (changed) return fail(problem?.kind === "forbidden" ? problem : changed);
  return problem ? fail(problem) : ok({ context: guarded, digest: reliedOnDigest(definition, state) });
}

async function lookAtAccount(deps: CommandDeps, prepared: PreparedCommand<ForeignCommand>, accountId: string, reader: LeadReader): Promise<Result<{ state: AccountState; changed: Problem | null }>> {
  const { program } = prepared.context;
  if (prepared.seen === undefined) return fail(seenMissing);
  if (!(await entryOf(deps.db, program, accountId))) return fail(notInDirectory);
  const read = await readState(deps.db, reader, accountId);
  if (read.kind === "unavailable") return fail(leadUnavailable(read.problem));
  if (read.kind === "unknown") {
    await deps.db.transaction((tx) => markMissing(tx, program.slug, accountId, read.readStartedAt));
    return fail(unknownAtLead);
  }
  const differences = await differencesTo(deps, prepared, accountId, prepared.seen, read.state);
  const { account, relationships } = read.state;
  await deps.db.transaction((tx) => rememberAnswer(tx, program, { account, relationships, readStartedAt: read.readStartedAt, via: "looked-up" }));
  return ok({ state: read.state, changed: differences && changedMeanwhile(differences) });
}

type Fresh = { program: Program; accountId: string; reader: LeadReader; withHolders?: boolean };

/** For what is ours alone and rests on Lead: the account and its people as Lead shows them now, remembered; with how its holders stand. */
export async function readFresh(deps: CommandDeps, { program, accountId, reader, withHolders = false }: Fresh): Promise<Result<AccountState>> {
  const read = await readState(deps.db, reader, accountId);
  if (read.kind === "unavailable") return fail(leadUnavailable(read.problem));
  if (read.kind === "unknown") return fail(unknownAtLead);
  const { account, relationships } = read.state;
  const holders = relationships.filter((pair) => pair.relationship_type === "account_holder").map((pair) => pair.entity_id);
  const people = withHolders ? await readEntities({ reader, deps }, program, holders) : ok({});
  if (!people.ok) return people;
  await deps.db.transaction((tx) => rememberAnswer(tx, program, { account, relationships, readStartedAt: read.readStartedAt, via: "looked-up" }));
  return ok(read.state);
}

/** Null where all that was seen still holds. What was seen is only a digest: its values come from the directory's copy, as far as that is what was shown. */
async function differencesTo(deps: CommandDeps, prepared: PreparedCommand<ForeignCommand>, accountId: string, seen: string, state: AccountState): Promise<Difference[] | null> {
  const { definition, context: { program } } = prepared;
  const paths: readonly string[] = reliedOnPaths[definition.name];
  const different = differingPaths(paths, seen, reliedOnDigest(definition, state));
  if (different.length === 0) return null;
  const entry = await entryOf(deps.db, program, accountId);
  const people = (await relationshipsOf(deps.db, program, accountId)).map((row) => ({ entity_id: row.entityId, relationship_type: row.relationshipType }));
  const unlike = differingPaths(paths, seen, seenDigest(paths, entry?.body, people));
  // Why an account is restricted is not for support to learn (31 CFR 1020.320(e)).
  const shown = may(prepared.context.actor.roles, "read-sensitive") ? different : different.filter((path) => path !== "status_reason" && !fieldByPath(path)?.sensitive);
  return shown.map((path) => ({
    path,
    seen: unlike.includes(path) ? undefined : reliedOnValue(path, entry?.body, people),
    now: reliedOnValue(path, state.account, state.relationships),
  }));
}
