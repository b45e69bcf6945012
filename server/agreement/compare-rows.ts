import "server-only";
import { and, eq, gt, isNull, lte, sql } from "drizzle-orm";
import { absentFinding, compare } from "@/lib/agreement/compare";
import type { Queryable } from "../db/client";
import { directoryEntries } from "../db/schema";
import { agreementRows } from "../db/schema-agreement";
import { keepOwnerActivity } from "../directory/owner-dates";
import { directorySaid, saidColumns } from "../directory/directory-said";
import type { AgreementRun } from "./claim-run";
import { accountsWithExceptions, recordDecisions } from "./record-decisions";
import type { AccountSaid, Recorded } from "./record-decisions";

/** When the ledger was like this, as declared at the start. */
function declaredAsOf({ asOf }: AgreementRun): Date {
  if (!asOf) throw new Error("A comparison that runs has an as-of.");
  return asOf;
}

/** Compares the mapped rows of a batch. Only what differs, or did before, is looked at a second time with its entry held still. */
export async function compareRows(tx: Queryable, run: AgreementRun, through: number): Promise<Recorded & { compared: number }> {
  const rows = await tx
    .select({ accountId: directoryEntries.accountId, said: agreementRows.said, ours: saidColumns })
    .from(agreementRows)
    .innerJoin(directoryEntries, and(eq(directoryEntries.program, run.program), eq(directoryEntries.accountId, agreementRows.accountId)))
    .where(and(eq(agreementRows.runId, run.id), gt(agreementRows.rowNumber, run.place), lte(agreementRows.rowNumber, through), isNull(agreementRows.problem)));
  await keepOwnerActivity(tx, { program: run.program, runId: run.id, after: run.place, through, asOf: declaredAsOf(run) });
  const troubled = await accountsWithExceptions(tx, run.program, rows.map(({ accountId }) => accountId));
  const said = rows.flatMap(({ accountId, said: theirs, ours }): AccountSaid[] => {
    if (!theirs) return [];
    const differs = compare(theirs, directorySaid(ours)).some(({ is }) => is === "different");
    if (!differs && !troubled.has(accountId)) return [];
    return [{ accountId, asOf: theirs.asOf === null ? declaredAsOf(run) : new Date(theirs.asOf), findings: (now) => compare(theirs, now) }];
  });
  return { ...(await recordDecisions(tx, run, said)), compared: rows.length };
}

/** Accounts after `run.placeAccount` that are open in the directory and in no row; `last` is where the next batch begins, null at the end. */
export async function recordAbsent(tx: Queryable, run: AgreementRun, most: number): Promise<Recorded & { last: string | null }> {
  const { rows } = await tx.execute<{ account_id: string; is_absent: boolean }>(sql`
    SELECT entry.account_id, entry.status <> 'closed' AND NOT EXISTS (SELECT 1 FROM agreement_rows AS row WHERE row.run_id = ${run.id} AND row.account_id = entry.account_id) AS is_absent
    FROM (SELECT account_id, status FROM directory_entries WHERE program = ${run.program} AND account_id > ${run.placeAccount} ORDER BY account_id LIMIT ${most}) AS entry
    ORDER BY entry.account_id`);
  const absent = rows.filter(({ is_absent }) => is_absent).map(({ account_id: accountId }): AccountSaid => ({
    accountId, asOf: declaredAsOf(run), findings: (ours) => (ours.status === "closed" ? [] : [absentFinding(ours)]),
  }));
  return { ...(await recordDecisions(tx, run, absent)), last: rows.length < most ? null : (rows.at(-1)?.account_id ?? null) };
}

/** Removes rows that were compared, up to a row number; those that could not be stay to be put right. */
export async function clearRows(tx: Queryable, run: AgreementRun, through: number): Promise<void> {
  await tx.delete(agreementRows).where(and(eq(agreementRows.runId, run.id), gt(agreementRows.rowNumber, run.place), lte(agreementRows.rowNumber, through), isNull(agreementRows.problem)));
}
