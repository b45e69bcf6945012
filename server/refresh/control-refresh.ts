import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Actor } from "@/lib/operator";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import type { Queryable } from "../db/client";
import { refreshes } from "../db/schema-refresh";

type Change = { paused?: boolean; callsPerSecond?: number };

const already = (paused: boolean): Problem => ({
  kind: "not-possible-now",
  title: paused ? "The refresh is paused already." : "The refresh runs already.",
  saved: "Nothing was changed.",
  next: "Reload to see by whom.",
});

/** Changes what the refresh of a program is to do, in the caller's transaction; answers how it stood before. Accounts that are being read are still remembered. */
export async function controlRefresh(tx: Queryable, program: string, actor: Actor, change: Change): Promise<Result<Required<Pick<Change, "paused">> & { callsPerSecond: number | null }>> {
  await tx.insert(refreshes).values({ program }).onConflictDoNothing();
  const [before] = await tx.select({ paused: refreshes.paused, callsPerSecond: refreshes.callsPerSecond }).from(refreshes).where(eq(refreshes.program, program)).for("update");
  if (!before) throw new Error("A refresh that was just written must be there");
  if (change.paused === before.paused) return fail(already(before.paused));
  const goesOn = change.paused === false ? { nextLookAt: null, stalls: 0 } : {};
  await tx.update(refreshes).set({ ...change, ...goesOn, setByName: actor.name, setAt: sql`now()` }).where(eq(refreshes.program, program));
  return ok(before);
}
