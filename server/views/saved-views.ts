import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { fieldProblemsOf } from "@/lib/accounts/command-inputs";
import type { AuditAction } from "@/lib/audit-entry";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { mostViews, viewInput } from "@/lib/views/saved-view";
import type { OfferedViews } from "@/lib/views/saved-view";
import { appendEntry } from "../audit/append-entry";
import { db as sharedDatabase } from "../db/client";
import type { Database, Queryable } from "../db/client";
import { violates } from "../db/violates";
import { denial } from "../queries/authorise";
import type { Caller } from "../queries/authorise";
import { countViews, deleteView, insertView, updateView, viewSeenBy, viewsSeenBy } from "./view-store";
import type { StoredView } from "./view-store";

type Input = z.output<typeof viewInput>;
type Content = Pick<StoredView, "name" | "text" | "shared">;

const whoseViews = ({ program, actor }: Caller) => ({ program: program.slug, owner: actor.subject });

/** What a person may open in the program: their own views, and those that are shared. */
export async function offeredViews(caller: Caller, db: Database = sharedDatabase()): Promise<Result<OfferedViews>> {
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  const stored = await viewsSeenBy(db, whoseViews(caller));
  const saved = stored.map(({ id, name, text, shared, owner, ownerName, version }) => ({ id, name, text, shared, version, owner: owner === caller.actor.subject ? null : ownerName }));
  return ok({ roles: caller.roles, saved, mayShare: caller.permissions.has("share-views"), today: await businessDay(db, caller) });
}

async function businessDay(db: Queryable, { program }: Caller): Promise<string> {
  const { rows: [row] } = await db.execute<{ today: string }>(sql`SELECT (now() AT TIME ZONE ${program.timeZone})::date::text AS today`);
  if (!row) throw new Error("The database told no day.");
  return row.today;
}

/**
 * Saves a view under the id that the browser made, or changes the one that has it; said again, it changes nothing.
 * A change to what others see is for those who may share, and is on the trail.
 */
export async function keepView(caller: Caller, id: string, body: unknown, db: Database = sharedDatabase()): Promise<Result<null>> {
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  const input = viewInput.safeParse(body);
  if (!z.uuid().safeParse(id).success) return fail(noView);
  if (!input.success) return fail({ kind: "invalid", title: "The view was not saved.", fields: fieldProblemsOf(input.error) });
  const refused = await sharingDenied(db, caller, id, input.data.shared);
  if (refused) return fail(refused);
  try {
    const problem = await db.transaction((tx) => keepIn(tx, caller, id, input.data));
    return problem ? fail(problem) : ok(null);
  } catch (error) {
    if (violates(error, "saved_views_own_name") || violates(error, "saved_views_shared_name")) return fail(nameTaken);
    throw error;
  }
}

/** Views that are shared, or are to be, are not everybody's to change. */
async function sharingDenied(db: Database, caller: Caller, id: string, shares: boolean): Promise<Problem | null> {
  const touchesShared = shares || (await viewSeenBy(db, whoseViews(caller), id))?.shared;
  return touchesShared ? denial(db, caller, "share-views") : null;
}

async function keepIn(tx: Queryable, caller: Caller, id: string, { version, ...content }: Input): Promise<Problem | null> {
  const whose = whoseViews(caller);
  const before = await viewSeenBy(tx, whose, id);
  if (before && isSame(before, content)) return null;
  if (before ? before.version !== version : version !== 0) return changedMeanwhile;
  if (before) await updateView(tx, id, content);
  else {
    if ((await countViews(tx, whose)) >= mostViews) return tooManyViews;
    const inserted = await insertView(tx, { id, ...whose, ownerName: caller.actor.name, ...content });
    if (!inserted) return noView;
  }
  await recordShared(tx, caller, before, content);
  return null;
}

const isSame = (one: Content, other: Content) => one.name === other.name && one.text === other.text && one.shared === other.shared;

/** Gone is gone: a view that is no longer there is removed already. */
export async function removeView(caller: Caller, id: string, db: Database = sharedDatabase()): Promise<Result<null>> {
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  if (!z.uuid().safeParse(id).success) return fail(noView);
  const refused = await sharingDenied(db, caller, id, false);
  if (refused) return fail(refused);
  return db.transaction(async (tx) => {
    const before = await viewSeenBy(tx, whoseViews(caller), id);
    // Shared since it was looked at: nothing that others see goes without the permission.
    if (before?.shared && !caller.permissions.has("share-views")) return fail(changedMeanwhile);
    if (before) {
      await deleteView(tx, id);
      await recordShared(tx, caller, before, null);
    }
    return ok(null);
  });
}

function sharedAction(before: boolean, after: boolean): AuditAction | null {
  if (before && after) return "change-shared-view";
  if (after) return "share-view";
  return before ? "withdraw-view" : null;
}

/** Last in its transaction. */
async function recordShared(tx: Queryable, { program, actor }: Caller, before: Content | undefined, after: Content | null): Promise<void> {
  const action = sharedAction(before?.shared ?? false, after?.shared ?? false);
  if (!action) return;
  const named = after ?? before;
  const changes = (["name", "text"] as const).flatMap((part) => (before?.[part] === after?.[part] ? [] : [{ path: `view.${part}`, old: before?.[part] ?? null, new: after?.[part] ?? null }]));
  await appendEntry(tx, { program: program.slug, actor, action, outcome: "done", changes, details: { view: named?.name ?? "" } });
}

const noView: Problem = { kind: "invalid", title: "There is no such view.", saved: "Nothing was saved.", next: "Save it as a new view." };

const nameTaken: Problem = {
  kind: "invalid",
  title: "The view was not saved.",
  fields: [{ path: "name", message: "Another view has this name. Choose another one, or change that view." }],
};

const changedMeanwhile: Problem = {
  kind: "conflict",
  title: "This view was changed or removed meanwhile.",
  saved: "Nothing was saved.",
  next: "Look at it as it is now, then change it again.",
};

const tooManyViews: Problem = { kind: "not-possible-now", title: `You have ${mostViews} views, which is all there is room for.`, saved: "Nothing was saved.", next: "Remove one that you no longer need." };
