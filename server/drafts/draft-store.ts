import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { accountDraft, type AccountDraft, type SavedDraft } from "@/lib/accounts/account-draft";
import type { Queryable } from "../db/client";
import { drafts } from "../db/schema";
import { openDraft, sealDraft, type DraftName } from "./sealed-draft";

const keptFor = sql`interval '30 days'`;

const isDraft = ({ owner, program, form, subject }: DraftName) =>
  and(eq(drafts.owner, owner), eq(drafts.program, program), eq(drafts.form, form), eq(drafts.subject, subject));

/** The owner's draft; null where there is none, it is older than 30 days, or it can no longer be opened. */
export async function readDraft(tx: Queryable, name: DraftName): Promise<SavedDraft | null> {
  const [row] = await tx
    .select({ content: drafts.content, updatedAt: drafts.updatedAt })
    .from(drafts)
    .where(and(isDraft(name), sql`${drafts.updatedAt} > now() - ${keptFor}`));
  const text = row ? openDraft(row.content, name) : null;
  const content = text === null ? null : accountDraft.safeParse(JSON.parse(text));
  return row && content?.success ? { content: content.data, savedAt: row.updatedAt.toISOString() } : null;
}

/** Keeps a draft in the place of the one before it, and removes whatever is past its 30 days. */
export async function saveDraft(tx: Queryable, name: DraftName, draft: AccountDraft): Promise<void> {
  const content = sealDraft(JSON.stringify(draft), name);
  await tx
    .insert(drafts)
    .values({ ...name, content })
    .onConflictDoUpdate({ target: [drafts.owner, drafts.program, drafts.form, drafts.subject], set: { content, updatedAt: sql`now()` } });
  await tx.delete(drafts).where(sql`${drafts.updatedAt} < now() - ${keptFor}`);
}

export async function discardDraft(tx: Queryable, name: DraftName): Promise<void> {
  await tx.delete(drafts).where(isDraft(name));
}
