import "server-only";
import { deactivateInput } from "@/lib/accounts/command-inputs";
import { statusReasons } from "@/lib/accounts/account-status";
import { freezingHoldProblems } from "@/lib/accounts/deactivate-problems";
import { changeInactiveReasonInput } from "@/lib/closures/closing-inputs";
import type { ChangeInactiveReasonInput } from "@/lib/closures/closing-inputs";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import { inputHash } from "../commands/command-id";
import { lockEntry } from "../commands/command-log";
import { invalidFields, invalidInput, notInDirectory } from "../commands/command-problems";
import { defineLocalCommand } from "../commands/define-command";
import type { CommandContext, LocalEffect } from "../commands/define-command";
import type { Queryable } from "../db/client";
import type { ClosingFacts } from "@/lib/closures/facts";
import type { Result } from "@/lib/result";
import { insertHold } from "../holds/hold-store";
import { freezeHoldId, heldProblem } from "../holds/holds-that-block";
import { goOn } from "./go-on";
import { goOnOrGiveUp } from "./go-on-or-give-up";
import { lookAtAccount } from "./look";
import type { Looked } from "./look";
import { beginProcess, busyProblem, letGoOn, notPossible, seenProblem } from "./process-guards";
import type { StoredInactivePlan } from "./process-steps";

type Start = Extract<ChangeInactiveReasonInput, { act: "start" }>;

/** Lead deactivates only from active (FACTS 5.7): activate, then deactivate with the new reason. */
export const changeInactiveReason = (seen: string | undefined) => defineLocalCommand<ChangeInactiveReasonInput, Looked>({
  name: "change-inactive-reason",
  kind: "local",
  permissions: ["change-inactive-reason"],
  schema: changeInactiveReasonInput,
  accountId: ({ accountId }) => accountId,
  look: ({ reader, deps }, { program, input }) => lookAtAccount(deps.db, reader, program, input.accountId),
  perform(tx, context) {
    const { input } = context;
    return input.act === "start" ? start(tx, { ...context, input, seen }) : goOnOrGiveUp(tx, { ...context, input, seen }, "inactive-reason");
  },
  afterCommit: (deps, context, answerBy) => goOn(deps, context, answerBy),
});

async function start(tx: Queryable, context: CommandContext<Start> & { ready: Looked; seen: string | undefined }): Promise<Result<LocalEffect>> {
  const { input, program, actor, ready } = context;
  const { accountId, processId, reason, note, supportMayLift, hold } = input;
  if (!(await lockEntry(tx, program.slug, accountId))) return fail(notInDirectory);
  const problem = (await busyProblem(tx, program.slug, accountId)) ?? seenProblem(context.seen, ready.facts) ?? (await heldProblem(tx, context, accountId));
  if (problem) return fail(problem);
  const { status, statusReason } = ready.facts;
  if (status !== "inactive") return fail(notPossible(`Only an inactive account has a reason to change; this one is ${status}.`));
  if (statusReason === reason) return fail(notPossible(`It is inactive as ${statusReasons[reason].label.toLowerCase()} already.`));
  const parsed = deactivateInput.safeParse({ accountId, reason, note, supportMayLift, hold });
  if (!parsed.success) return fail(invalidInput(parsed.error));
  const days = freezingHoldProblems(parsed.data.hold, businessDate(context.now, program.timeZone));
  if (days.length > 0) return fail(invalidFields(days));
  const plan = { reason, note, supportMayLift, hold } satisfies StoredInactivePlan;
  const taken = await beginProcess(tx, {
    id: processId, program: program.slug, accountId, kind: "inactive-reason", stage: "started", plan,
    planHash: inputHash({ program: program.slug, name: "change-inactive-reason", accountId, input: plan }),
    startedBy: actor.subject, startedByName: actor.name, startedByRoles: [...actor.roles],
  });
  if (taken) return fail(taken);
  const facts = hold ? await withHold(tx, context, hold) : ready.facts;
  await letGoOn(tx, context, processId, facts);
  return ok({ processId, changes: [{ path: "status_reason", old: statusReason, new: reason }], details: { note, ...(hold ? { hold: hold.type } : {}) } });
}

/** The hold of a freeze is there before Lead shows the account as active, so that nobody takes it for open in between. */
async function withHold(tx: Queryable, { program, actor, input, ready }: CommandContext<Start> & { ready: Looked }, hold: NonNullable<Start["hold"]>): Promise<ClosingFacts> {
  const { accountId, processId, note } = input;
  const id = freezeHoldId(processId);
  await insertHold(tx, { ...hold, id, program, accountId, note, placedBy: actor });
  const openHolds = [...ready.facts.openHolds, { id, type: hold.type }].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { ...ready.facts, openHolds };
}
