import "server-only";
import { and, count, eq, or, sql } from "drizzle-orm";
import type { Queryable } from "../db/client";
import { savedViews } from "../db/schema-views";

export type StoredView = Omit<typeof savedViews.$inferSelect, "changedAt">;

const { id, program, owner, ownerName, name, text, shared, version } = savedViews;
const columns = { id, program, owner, ownerName, name, text, shared, version };

type Whose = { program: string; owner: string };

const seenBy = (whose: Whose) => and(eq(program, whose.program), or(shared, eq(owner, whose.owner)));

/** A person's own views and those that are shared in the program, by name. */
export async function viewsSeenBy(db: Queryable, whose: Whose): Promise<StoredView[]> {
  return db.select(columns).from(savedViews).where(seenBy(whose)).orderBy(sql`lower(${name})`, id);
}

/** Locked until the transaction ends. Undefined where there is none that this person sees. */
export async function viewSeenBy(tx: Queryable, whose: Whose, viewId: string): Promise<StoredView | undefined> {
  const [view] = await tx.select(columns).from(savedViews).where(and(seenBy(whose), eq(id, viewId))).for("update");
  return view;
}

export async function countViews(db: Queryable, whose: Whose): Promise<number> {
  const [row] = await db.select({ views: count() }).from(savedViews).where(and(eq(program, whose.program), eq(owner, whose.owner)));
  return row?.views ?? 0;
}

/** False where another row has the id already. */
export async function insertView(tx: Queryable, view: Omit<StoredView, "version">): Promise<boolean> {
  const { rowCount } = await tx.insert(savedViews).values(view).onConflictDoNothing({ target: id });
  return rowCount === 1;
}

export async function updateView(tx: Queryable, viewId: string, view: Pick<StoredView, "name" | "text" | "shared">): Promise<void> {
  await tx.update(savedViews).set({ ...view, version: sql`${version} + 1`, changedAt: sql`now()` }).where(eq(id, viewId));
}

export async function deleteView(tx: Queryable, viewId: string): Promise<void> {
  await tx.delete(savedViews).where(eq(id, viewId));
}
