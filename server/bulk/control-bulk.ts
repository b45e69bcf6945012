import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { bulkActionRows, bulkStatusWords } from "@/lib/bulk/bulk-actions";
import type { BulkStatus } from "@/lib/bulk/bulk-actions";
import { controlBulkInput, decideBulkInput } from "@/lib/bulk/bulk-inputs";
import type { ControlBulkInput, DecideBulkInput } from "@/lib/bulk/bulk-inputs";
import { may } from "@/lib/permissions";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { notPermitted } from "../commands/command-problems";
import { defineLocalCommand } from "../commands/define-command";
import type { CommandContext, LocalCommand, LocalEffect } from "../commands/define-command";
import type { Queryable } from "../db/client";
import { bulkRuns } from "../db/schema-bulk";
import { countRows } from "./bulk-counts";
import { retryRows } from "./retry-rows";
import { oneAfterAnother, secondPerson } from "./second-person";

type StoredRun = typeof bulkRuns.$inferSelect;
type Context = CommandContext<ControlBulkInput>;
type Change = PgUpdateSetSource<typeof bulkRuns>;

const nothingChanged = "Nothing was changed.";
const notPossible = (title: string, next: string): Problem => ({ kind: "not-possible-now", title, saved: nothingChanged, next });
const unknownRun = notPossible("There is no such bulk action in this program.", "What is prepared and not started is kept for a day: select the accounts again.");
const notTheirs = notPossible("Only who asked for it can do this: every account is changed in their name.", "Ask them, or select what is left and ask for it yourself.");

/** A person's act: with the right to the action itself, on the run as it stands now. */
function controlCommand<Input extends ControlBulkInput>(row: {
  name: LocalCommand["name"];
  schema: LocalCommand<Input>["schema"];
  from: readonly BulkStatus[];
  askerOnly: boolean;
  /** Of the action's row, where it is not the right to ask for it. */
  right?: "decidedWith";
  act(tx: Queryable, context: CommandContext<Input>, run: StoredRun): Promise<Result<Record<string, unknown>>>;
}): LocalCommand {
  return defineLocalCommand<Input>({
    kind: "local",
    name: row.name,
    permissions: [row.name] as LocalCommand["permissions"],
    schema: row.schema,
    accountId: () => null,
    authorise: ({ actor, input }) => {
      const permission = bulkActionRows[input.action][row.right ?? "permission"];
      return may(actor.roles, permission) ? null : notPermitted(permission);
    },
    async perform(tx, context): Promise<Result<LocalEffect>> {
      const run = await lockedRun(tx, context);
      if (!run) return fail(unknownRun);
      if (row.askerOnly && run.askedBy !== context.actor.subject) return fail(notTheirs);
      if (!row.from.includes(run.status)) return fail(notPossible(`It is not waiting for that: ${bulkStatusWords[run.status].toLowerCase()}.`, "Reload to see how it stands."));
      const acted = await row.act(tx, context, run);
      return acted.ok ? ok({ details: { bulkId: run.id, bulk: run.action, ...acted.value } }) : acted;
    },
  });
}

async function lockedRun(tx: Queryable, { program, input: { runId, action } }: Context): Promise<StoredRun | undefined> {
  const [run] = await tx.select().from(bulkRuns).where(and(eq(bulkRuns.id, runId), eq(bulkRuns.program, program.slug), eq(bulkRuns.action, action))).for("update");
  return run;
}

const change = (tx: Queryable, run: StoredRun, to: Change) => tx.update(bulkRuns).set({ ...to, updatedAt: sql`now()` }).where(eq(bulkRuns.id, run.id));

/** It goes on from here, at once. */
const running = { status: "running", problem: null, stoppedByName: null, stalls: 0, nextLookAt: null } satisfies Change;
const firstStart = { ...running, startedAt: sql`now()` };

/** Lets it run from here, or leaves it to a second person, by what who asked did alone up to this moment. */
async function goOn(tx: Queryable, { program, actor }: Context, run: StoredRun, accounts: number): Promise<{ decision?: string }> {
  await oneAfterAnother(tx, program, run);
  const second = run.decision === null ? await secondPerson(tx, program, { ...run, askedByRoles: [...actor.roles] }, accounts) : { needsSecond: false };
  await change(tx, run, second.needsSecond ? { ...second, ...running, status: "waiting" } : { ...running, needsSecond: run.decision !== null, startedAt: run.startedAt ?? sql`now()`, endedAt: null });
  return second.needsSecond ? { decision: "waits for a second person" } : {};
}

export const startBulk = controlCommand<ControlBulkInput>({
  name: "start-bulk",
  schema: controlBulkInput,
  from: ["planned"],
  askerOnly: true,
  async act(tx, context, run) {
    const { waiting, refused } = await countRows(tx, run.id);
    if (waiting === 0) return fail(notPossible("Every account would be refused.", "Look at the reasons, and select other accounts."));
    return ok({ accounts: waiting, refused, ...(await goOn(tx, context, run, waiting)) });
  },
});

/** Another person with the same right, who sees exactly these accounts, lets it run or declines it. */
export const decideBulk = controlCommand<DecideBulkInput>({
  name: "decide-bulk",
  schema: decideBulkInput,
  from: ["waiting"],
  askerOnly: false,
  right: "decidedWith",
  async act(tx, { actor, input: { decision, comment } }, run) {
    if (run.askedBy === actor.subject) return fail({ kind: "forbidden", title: "Nobody approves what they asked for themselves.", saved: nothingChanged, next: "Ask a colleague with the same rights." });
    const decided = { decidedBy: actor.subject, decidedByName: actor.name, decidedByRoles: [...actor.roles], decidedAt: sql`now()`, decisionComment: comment ?? null };
    const approved = decision === "approve";
    await change(tx, run, approved ? { ...firstStart, ...decided, decision: "approved" } : { ...decided, status: "declined", decision: "declined", endedAt: sql`now()` });
    const { waiting, refused } = await countRows(tx, run.id);
    return ok({ accounts: waiting, refused, decision: approved ? "approved" : "declined", ...(comment ? { comment } : {}) });
  },
});

/** Whoever has the right to the action may stop it: what is on its way to Lead is still brought to its end. */
export const stopBulk = controlCommand<ControlBulkInput>({
  name: "stop-bulk",
  schema: controlBulkInput,
  from: ["waiting", "running"],
  askerOnly: false,
  async act(tx, { actor }, run) {
    await change(tx, run, { status: "stopped", stoppedByName: actor.name, problem: null });
    return ok({ accounts: (await countRows(tx, run.id)).waiting });
  },
});

export const resumeBulk = controlCommand<ControlBulkInput>({
  name: "resume-bulk",
  schema: controlBulkInput,
  from: ["stopped"],
  askerOnly: true,
  async act(tx, context, run) {
    const { waiting } = await countRows(tx, run.id);
    return ok({ accounts: waiting, ...(await goOn(tx, context, run, waiting)) });
  },
});

/** Only what certainly was not done: what Lead has not confirmed is the pipeline's to settle, under its own key. */
export const retryBulk = controlCommand<ControlBulkInput>({
  name: "retry-bulk",
  schema: controlBulkInput,
  from: ["done"],
  askerOnly: true,
  async act(tx, context, run) {
    const again = await retryRows(tx, run);
    if (again === 0) return fail(notPossible("Nothing failed that can be tried again.", "What is not confirmed yet is being checked by itself."));
    return ok({ accounts: again, ...(await goOn(tx, context, run, again)) });
  },
});
