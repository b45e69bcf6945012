import "server-only";
import { correctClosureInput } from "@/lib/closures/closing-inputs";
import type { CorrectClosureInput } from "@/lib/closures/closing-inputs";
import { correctionProblems, plannedNotice } from "@/lib/closures/correction-plan";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { inputHash } from "../commands/command-id";
import { invalidFields } from "../commands/command-problems";
import { defineLocalCommand } from "../commands/define-command";
import type { CommandContext, LocalEffect } from "../commands/define-command";
import type { Queryable } from "../db/client";
import { corrections } from "../db/schema-closures";
import { noticeTermsOf } from "../notice-settings";
import { heldProblem } from "../holds/holds-that-block";
import { goOn } from "./go-on";
import { goOnOrGiveUp } from "./go-on-or-give-up";
import { lookAtAccount } from "./look";
import type { Looked } from "./look";
import { beginProcess, busyProblem, letGoOn, notPossible, seenProblem } from "./process-guards";
import type { StoredCorrectionPlan } from "./process-steps";

type Start = Extract<CorrectClosureInput, { act: "start" }>;
type Context = CommandContext<Start> & { ready: Looked; seen: string | undefined };

/** Reopen, mend, close again: planned whole before it starts (COMPLIANCE, Correcting a mistaken closure). */
export const correctClosure = (seen: string | undefined) => defineLocalCommand<CorrectClosureInput, Looked>({
  name: "correct-closure",
  kind: "local",
  permissions: ["correct-closure"],
  schema: correctClosureInput,
  accountId: ({ accountId }) => accountId,
  look: ({ reader, deps }, { program, input }) => lookAtAccount(deps.db, reader, program, input.accountId),
  approval: ({ program, input }) => (input.act === "start" && program.approvals.correction ? { kind: "correction" } : null),
  perform(tx, context) {
    const { input } = context;
    return input.act === "start" ? start(tx, { ...context, input, seen }) : goOnOrGiveUp(tx, { ...context, input, seen }, "correction");
  },
  afterCommit: (deps, context, answerBy) => goOn(deps, context, answerBy),
});

async function start(tx: Queryable, context: Context): Promise<Result<LocalEffect>> {
  const { input, program, ready, now } = context;
  const problem = (await busyProblem(tx, program.slug, input.accountId)) ?? seenProblem(context.seen, ready.facts) ?? (await heldProblem(tx, context, input.accountId));
  if (problem) return fail(problem);
  const { facts } = ready;
  if (facts.status !== "closed") return fail(notPossible(`Only a closed account has a closure to correct; this one is ${facts.status}.`));
  const moment = { now, today: businessDate(now, program.timeZone), zone: program.timeZone };
  const fields = correctionProblems(input.plan, facts, { ...moment, rules: noticeTermsOf(program).rules });
  if (fields.length > 0) return fail(invalidFields(fields));
  const taken = await insertCorrection(tx, context, { ...input.plan, noticeBody: plannedNotice(input.plan, moment) });
  if (taken) return fail(taken);
  await letGoOn(tx, context, input.processId, facts);
  const { errorClass, target, closedAgain } = input.plan;
  return ok({ processId: input.processId, details: { errorClass, target, reasonBefore: facts.statusReason, ...(closedAgain ? { closeReason: closedAgain.reason } : {}) } });
}

async function insertCorrection(tx: Queryable, { input, program, actor, ready }: Context, plan: StoredCorrectionPlan): Promise<Problem | null> {
  const { accountId, processId } = input;
  const closedAt = ready.account.details?.closed_at;
  const taken = await beginProcess(tx, {
    id: processId, program: program.slug, accountId, kind: "correction", stage: "started", plan,
    planHash: inputHash({ program: program.slug, name: "correct-closure", accountId, input: plan }),
    startedBy: actor.subject, startedByName: actor.name, startedByRoles: [...actor.roles],
  });
  if (taken) return taken;
  await tx.insert(corrections).values({
    processId, program: program.slug, accountId,
    errorClass: plan.errorClass, foundBy: plan.foundBy, foundOn: plan.foundOn, trueClosedOn: plan.trueClosedOn ?? null, target: plan.target,
    reasonBefore: ready.facts.statusReason, closedAtBefore: closedAt ? new Date(closedAt) : null, noticeBefore: ready.facts.notice, accountBefore: ready.account,
  });
  return null;
}
