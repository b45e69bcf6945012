import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Problem } from "@/lib/result";
import type { Queryable } from "../../db/client";
import { processes } from "../../db/schema";
import type { CommandContext } from "../define-command";

type Moving = Pick<CommandContext<{ accountId: string }>, "program" | "process" | "input">;
type ProcessKind = (typeof processes.$inferSelect)["kind"];

/** These move the account’s status themselves: nobody else does until they have ended. */
export const movingKinds = ["inactive-reason", "correction"] as const satisfies readonly ProcessKind[];
export const everyKind = ["closing", ...movingKinds] as const satisfies readonly ProcessKind[];

/** The refusal where a process of one of these kinds, and not the command’s own, is open on the account. */
export async function processInTheWay(tx: Queryable, { program, process, input: { accountId } }: Moving, kinds: readonly ProcessKind[]): Promise<Problem | null> {
  const open = await tx
    .select({ id: processes.id })
    .from(processes)
    .where(and(eq(processes.program, program.slug), eq(processes.accountId, accountId), isNull(processes.finishedAt), inArray(processes.kind, [...kinds])));
  if (open.every(({ id }) => id === process?.id)) return null;
  return {
    kind: "not-possible-now", title: "A process on this account is not finished.",
    saved: "Nothing was sent.", next: "Wait until it has ended; its card is on the account.",
  };
}
