import "server-only";
import { eq, sql } from "drizzle-orm";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { approvalOfProcess } from "../approvals/approval-row";
import { deciderProblem } from "../approvals/decision";
import type { CommandContext, LocalEffect } from "../commands/define-command";
import type { Queryable } from "../db/client";
import { corrections } from "../db/schema-closures";
import type { Looked } from "./look";
import { endProcess, letGoOn, notPossible, openProcess, seenProblem, unsettledStepProblem } from "./process-guards";

type Input = { processId: string; accountId: string; act: "renew" | "give-up"; reason: string };

/** What a person does with a correction or a change of reason that stopped: it goes on, or ends where it stands. */
export async function goOnOrGiveUp(
  tx: Queryable,
  context: CommandContext<Input> & { ready: Looked; seen: string | undefined },
  kind: "correction" | "inactive-reason",
): Promise<Result<LocalEffect>> {
  const { input, ready } = context;
  const open = await openProcess(tx, context, kind);
  if (!open.ok) return open;
  const process = open.value;
  if (!process.problem) return fail(notPossible("This process has not stopped."));
  const problem = (await unsettledStepProblem(tx, process.id)) ?? seenProblem(context.seen, ready.facts);
  if (problem) return fail(problem);
  const details = { act: input.act, stage: process.stage, why: input.reason, statusAtLead: ready.facts.status };
  if (input.act === "renew") {
    const approval = await approvalOfProcess(tx, process.id);
    const denied = approval && deciderProblem(approval, context.actor);
    if (denied) return fail(denied);
    const attempt = await letGoOn(tx, context, process.id, ready.facts, input.reason);
    return ok({ processId: process.id, details: { ...details, attempt } });
  }
  if (kind === "correction") {
    await tx.update(corrections).set({ givenUpAt: sql`now()`, givenUpReason: input.reason, accountAfter: ready.account }).where(eq(corrections.processId, process.id));
  }
  await endProcess(tx, context.program, process.id, "given-up");
  return ok({ processId: process.id, details });
}
