import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { completeClosedElsewhereInput } from "@/lib/closures/closed-elsewhere";
import { fail, ok } from "@/lib/result";
import type { Problem } from "@/lib/result";
import { closuresElsewhere } from "../../db/schema-refresh";
import { endRecord } from "../../records/end-record";
import { defineLocalCommand } from "../define-command";

const notWaiting: Problem = {
  kind: "not-possible-now",
  title: "This closure is completed already, or is not of this account.",
  saved: "Nothing was recorded.",
  next: "Reload the account to see by whom.",
};

/** What compliance found out about a closure that nobody made here; it waits for nobody any more. */
export const completeClosedElsewhere = defineLocalCommand({
  kind: "local",
  name: "complete-closed-elsewhere",
  permissions: ["complete-closed-elsewhere"],
  schema: completeClosedElsewhereInput,
  accountId: ({ accountId }) => accountId,
  perform: async (tx, { program, actor, input }) => {
    const { closureId, accountId, finding, reason } = input;
    const completed = await tx
      .update(closuresElsewhere)
      .set({ finding, comment: reason, completedBy: actor.subject, completedByName: actor.name, completedByRoles: [...actor.roles], completedAt: sql`now()` })
      .where(and(eq(closuresElsewhere.id, closureId), eq(closuresElsewhere.program, program.slug), eq(closuresElsewhere.accountId, accountId), isNull(closuresElsewhere.completedAt)))
      .returning({ id: closuresElsewhere.id });
    if (completed.length === 0) return fail(notWaiting);
    await endRecord(tx, program, closureId);
    return ok({ details: { record: closureId } });
  },
  why: ({ finding, reason }) => ({ finding, comment: reason }),
});
