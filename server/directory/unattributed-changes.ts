import "server-only";
import { and, eq } from "drizzle-orm";
import { jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "../db/columns";
import type { Queryable } from "../db/client";
import type { Snapshot } from "./snapshot";

/** Changes seen while a command was unsettled wait here until it is known whose they are. */
export const unattributedChanges = pgTable(
  "unattributed_changes",
  {
    program: text("program").notNull(),
    accountId: text("account_id").notNull(),
    before: jsonb("before").$type<Snapshot>().notNull(),
    since: instant("since").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.program, table.accountId] })],
);

function isOf(program: string, accountId: string) {
  return and(eq(unattributedChanges.program, program), eq(unattributedChanges.accountId, accountId));
}

/** Keeps what the account looked like before; what is kept already is older, and stays. */
export async function keepBefore(tx: Queryable, program: string, accountId: string, before: Snapshot): Promise<void> {
  await tx.insert(unattributedChanges).values({ program, accountId, before }).onConflictDoNothing();
}

/** What was kept, which is gone with this: the caller attributes it. */
export async function takeBefore(tx: Queryable, program: string, accountId: string): Promise<Snapshot | undefined> {
  const [row] = await tx.delete(unattributedChanges).where(isOf(program, accountId)).returning({ before: unattributedChanges.before });
  return row?.before;
}
