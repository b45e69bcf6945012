import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { ImportStatus } from "@/lib/imports/import-file";
import { importStatusWords } from "@/lib/imports/import-words";
import type { Actor } from "@/lib/operator";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import type { Queryable } from "../db/client";
import { imports } from "../db/schema-imports";

export type ImportAct = "start" | "pause" | "resume" | "cancel";
type Target = { program: string; importId: string; actor: Actor };
type StoredImport = typeof imports.$inferSelect;

const nothingChanged = "Nothing was changed.";
const unknownImport: Problem = { kind: "not-possible-now", title: "There is no such import in this program.", saved: nothingChanged, next: "Look at the list of imports." };
const nothingNew: Problem = { kind: "not-possible-now", title: "No row of this file is new.", saved: nothingChanged, next: "There is nothing to ask Lead for." };

/** From which states an act leads on, and what it writes. */
const acts = {
  start: { from: ["ready"], to: (actor: Actor) => ({ status: "running" as const, startedBy: actor.subject, startedByName: actor.name, startedByRoles: [...actor.roles], startedAt: sql`now()`, runningSince: sql`now()` }) },
  pause: { from: ["running"], to: () => ({ status: "paused" as const, runningSince: null }) },
  resume: { from: ["paused"], to: () => ({ status: "running" as const, runningSince: sql`now()`, nextLookAt: null }) },
  cancel: { from: ["ready", "running", "paused"], to: () => ({ status: "canceled" as const, runningSince: null, endedAt: sql`now()` }) },
} satisfies Record<ImportAct, { from: readonly ImportStatus[]; to: (actor: Actor) => object }>;

/** Changes what an import is to do, in the caller's transaction. Rows that are being asked for are still recorded. */
export async function controlImport(tx: Queryable, act: ImportAct, { program, importId, actor }: Target): Promise<Result<StoredImport>> {
  const [known] = await tx.select().from(imports).where(and(eq(imports.id, importId), eq(imports.program, program))).for("update");
  if (!known || known.status === "receiving") return fail(unknownImport);
  const { from, to } = acts[act];
  if (!from.some((status) => status === known.status)) return fail(notFrom(known.status));
  if (act === "start" && !known.found.new) return fail(nothingNew);
  await tx.update(imports).set({ ...to(actor), updatedAt: sql`now()` }).where(eq(imports.id, importId));
  return ok(known);
}

function notFrom(status: ImportStatus): Problem {
  return { kind: "not-possible-now", title: `This import is not waiting for that: ${importStatusWords[status].toLowerCase()}.`, saved: nothingChanged, next: "Reload to see how it stands." };
}
