import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { fieldProblemsOf } from "@/lib/accounts/command-inputs";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { listLayout } from "@/lib/views/list-layout";
import type { ListLayout } from "@/lib/views/list-layout";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { listLayouts } from "../db/schema-views";
import { denial } from "../queries/authorise";
import type { Caller } from "../queries/authorise";

const isOwn = ({ actor, program }: Caller) => and(eq(listLayouts.owner, actor.subject), eq(listLayouts.program, program.slug));

/** Null: as usual; that too where a later release kept what this one does not know. */
export async function ownLayout(caller: Caller, db: Database = sharedDatabase()): Promise<Result<ListLayout | null>> {
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  const [row] = await db.select({ layout: listLayouts.layout }).from(listLayouts).where(isOwn(caller));
  return ok(listLayout.safeParse(row?.layout).data ?? null);
}

export async function keepOwnLayout(caller: Caller, body: unknown, db: Database = sharedDatabase()): Promise<Result<null>> {
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  const layout = listLayout.safeParse(body);
  if (!layout.success) return fail({ kind: "invalid", title: "This is no layout of the list.", fields: fieldProblemsOf(layout.error) });
  const set = { layout: layout.data, changedAt: sql`now()` };
  await db
    .insert(listLayouts)
    .values({ owner: caller.actor.subject, program: caller.program.slug, layout: layout.data })
    .onConflictDoUpdate({ target: [listLayouts.owner, listLayouts.program], set });
  return ok(null);
}

/** The list as usual again. */
export async function forgetOwnLayout(caller: Caller, db: Database = sharedDatabase()): Promise<Result<null>> {
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  await db.delete(listLayouts).where(isOwn(caller));
  return ok(null);
}
