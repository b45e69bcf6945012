import "server-only";
import type { Difference } from "@/lib/result";
import { differingPaths, reliedOnPaths, reliedOnValue } from "@/lib/seen";
import { lockEntry } from "./command-log";
import { stops } from "./command-problems";
import type { AccountState } from "./define-command";
import { lookingReader, reliedOnDigest } from "./look";
import type { Job } from "./record-outcome";

/** `unread`: Lead could not be asked, and nothing else is known to stand in the way. */
export type Obstacle = { title: string; differences?: Difference[]; unread?: boolean };

/**
 * What stands in the way of sending a stored change again, by the account as Lead shows it now: what it relied on
 * changed, the verb's own rules forbid it by now, or something on our side does. Null where it may go.
 */
export async function obstacleTo(job: Job, state: AccountState): Promise<Obstacle | null> {
  const differences = changedSince(job, state);
  if (differences.length > 0) return { title: stops.changed, differences };
  const guarded = await guardedNow(job, state);
  if (guarded) return guarded;
  return (await isBlocked(job)) ? { title: stops.blocked } : null;
}

/** What the command relied on, as it was asked for and as it is now. */
function changedSince({ definition, row, context: { before } }: Job, state: AccountState): Difference[] {
  const paths = reliedOnPaths[definition.name];
  return differingPaths(paths, row.reliedOn ?? "", reliedOnDigest(definition, state)).map((path) => ({
    path,
    seen: reliedOnValue(path, before?.account, before?.relationships),
    now: reliedOnValue(path, state.account, state.relationships),
  }));
}

/** The rules that it was asked under, with what they look at beyond the account; the cause is not told: it may be a hold's. */
async function guardedNow({ deps, definition, context }: Job, state: AccountState): Promise<Obstacle | null> {
  const looking = { ...context, state };
  const extra = await definition.look?.({ reader: lookingReader(deps, context), deps }, looking);
  if (extra && !extra.ok) return extra.problem.kind === "unavailable" ? { title: stops.unread, unread: true } : { title: stops.blocked };
  return definition.guard({ ...looking, extra: extra?.value }) ? { title: stops.blocked } : null;
}

/** Whether something on our side forbids it by now: a hold placed meanwhile wins. */
export async function isBlocked({ deps, definition, context, row }: Job): Promise<boolean> {
  return deps.db.transaction(async (tx) => {
    if (row.accountId !== null) await lockEntry(tx, context.program.slug, row.accountId);
    return Boolean(await definition.recheck?.(tx, context));
  });
}
