import "server-only";
import { dueWords } from "@/lib/closures/due-dates";
import type { ProcessView } from "@/lib/closures/process-view";
import { closingStanding } from "@/lib/closures/stages";
import type { Permission } from "@/lib/permissions";
import { processStageWords } from "@/lib/process-words";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import type { QueuedProcess, WorkQueue } from "@/lib/work-queue";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { closedElsewhere } from "./closed-elsewhere";
import { processQueue } from "./closing";
import { openFollowUps } from "./follow-ups";
import { needsAPerson } from "./needs-a-person";

const seenBy = ["read-unsettled", "decide-closing"] as const satisfies readonly Permission[];

/** Whether the caller sees what waits in the program. */
export function hasWorkQueue({ permissions }: Pick<Caller, "permissions">): boolean {
  return seenBy.some((permission) => permissions.has(permission));
}

/** What waits in the program: commands that need a person, and processes that are not finished. */
export async function workQueue(caller: Caller, db: Database = sharedDatabase()): Promise<Result<WorkQueue>> {
  const denied = hasWorkQueue(caller) ? null : await denial(db, caller, "read-unsettled");
  if (denied) return fail(denied);
  const decides = caller.permissions.has("decide-closing");
  const seesClosures = caller.permissions.has("read-closures");
  const [waiting, processes, closed, followUps] = await Promise.all([needsAPerson(caller, db), decides ? processQueue(caller, db) : null, seesClosures ? closedElsewhere(caller, db) : null, seesClosures ? openFollowUps(caller, db) : null]);
  return ok({
    needsAPerson: waiting,
    processes: processes?.map(queued) ?? null,
    closedElsewhere: closed,
    followUps,
    maySettle: caller.permissions.has("settle-command"),
    mayCompleteClosures: caller.permissions.has("complete-closed-elsewhere"),
  });
}

function queued(view: ProcessView): QueuedProcess {
  const { id, kind, accountId, productName, stage, started, problem, alarm, closing } = view;
  const standing = closing ? closingStanding(closing.stage, closing.path, problem !== null) : null;
  const due = closing?.due ?? null;
  return {
    id, kind, accountId, productName, problem, alarm,
    stage: standing?.label ?? processStageWords(kind, stage),
    next: standing?.next ?? null,
    owner: standing?.owner ?? null,
    due: due ? { words: `Notice ${dueWords(due)}`, overdue: due.state === "overdue" } : null,
    startedBy: started.by,
    startedAt: started.at,
  };
}
