import "server-only";
import { and, eq, isNull, lt, ne, or, sql } from "drizzle-orm";
import { bulkActionRows, needsSecondPerson } from "@/lib/bulk/bulk-actions";
import type { BulkTerms } from "@/lib/bulk/bulk-inputs";
import type { CloseTerms } from "@/lib/closures/close-batch";
import { may } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import type { Queryable } from "../db/client";
import { commands } from "../db/schema";
import { bulkRows, bulkRuns } from "../db/schema-bulk";
import type { Program } from "../programs";
import { commandOfRow } from "./bulk-counts";

type Asked = Pick<typeof bulkRuns.$inferSelect, "id" | "action" | "askedBy" | "askedByRoles" | "terms">;

export type SecondPerson = { needsSecond: boolean; doneBefore: number };

/** Whether another person lets `accounts` more of this run go, by what who asked did alone within the program's period. */
export async function secondPerson(tx: Queryable, program: Pick<Program, "slug" | "bulkPeriodSeconds" | "approvals">, asked: Asked, accounts: number): Promise<SecondPerson> {
  if (asked.action === "close-accounts") return { needsSecond: !may(asked.askedByRoles as Role[], "decide-closing") || asksSecond(program, asked.terms), doneBefore: 0 };
  if (bulkActionRows[asked.action].secondPersonAbove === null) return { needsSecond: false, doneBefore: 0 };
  const doneBefore = await doneAlone(tx, program, asked);
  return { needsSecond: needsSecondPerson(asked.action, accounts, doneBefore), doneBefore };
}

/** Whether the program wants another person for this reason, even where compliance asks. */
function asksSecond({ approvals }: Pick<Program, "approvals">, terms: BulkTerms): boolean {
  return "nothingOwed" in terms && approvals.closing[(terms as CloseTerms).reason];
}

/** Two starts by one person at the same moment take turns, until the transaction ends: each counts the other. */
export async function oneAfterAnother(tx: Queryable, { slug }: Pick<Program, "slug">, { action, askedBy }: Pick<Asked, "action" | "askedBy">): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${JSON.stringify(["bulk", slug, action, askedBy])}, 0))`);
}

/**
 * Accounts of their own runs that were sent within the period or have yet to be, and that no second person had let go by
 * then. What Lead refused does not count; nor does what waits in the run itself.
 */
async function doneAlone(tx: Queryable, { slug, bulkPeriodSeconds }: Pick<Program, "slug" | "bulkPeriodSeconds">, { id, action, askedBy }: Pick<Asked, "id" | "action" | "askedBy">): Promise<number> {
  // A run is written to whenever accounts of it had their turn.
  const mayHold = or(eq(bulkRuns.status, "running"), sql`${bulkRuns.updatedAt} > now() - make_interval(secs => ${bulkPeriodSeconds})`);
  const wasSent = and(eq(bulkRows.state, "sent"), sql`${bulkRows.settledAt} > now() - make_interval(secs => ${bulkPeriodSeconds})`, ne(commands.status, "rejected"));
  const willBeSent = and(eq(bulkRows.state, "waiting"), eq(bulkRuns.status, "running"), ne(bulkRuns.id, id));
  const wasAlone = or(isNull(bulkRuns.decision), lt(bulkRows.settledAt, bulkRuns.decidedAt));
  const [counted] = await tx
    .select({ accounts: sql<number>`count(*)::integer` })
    .from(bulkRuns)
    .innerJoin(bulkRows, eq(bulkRows.runId, bulkRuns.id))
    .leftJoin(commands, commandOfRow)
    .where(and(eq(bulkRuns.program, slug), eq(bulkRuns.askedBy, askedBy), eq(bulkRuns.action, action), mayHold, wasAlone, or(wasSent, willBeSent)));
  return counted?.accounts ?? 0;
}
