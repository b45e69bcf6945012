import "server-only";
import { and, eq } from "drizzle-orm";
import { offeredActions } from "@/lib/account-actions";
import type { AccountDetail, AccountRow, RelatedEntityView } from "@/lib/account-views";
import { may } from "@/lib/permissions";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database, Queryable } from "../db/client";
import { directoryEntries } from "../db/schema";
import { openHolds, relationshipsOf } from "../directory/entry";
import { ownerDatesOf } from "../directory/owner-dates";
import { supportMayLift } from "../holds/support-may-lift";
import { notesOf, openProcess, relatedEntityView, statusSince, unsettledCommand } from "./account-facts";
import { openHoldViews, releasedHoldViews } from "./account-holds";
import { accountRows, rowColumns } from "./account-rows";
import { openExceptions } from "./agreement-exceptions";
import { waitingOnAccount } from "./approvals";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { closedElsewhere } from "./closed-elsewhere";
import { deceasedCasesOf } from "./deceased-cases";
import { openHandoverOf } from "./handovers";
import { bodyWithoutCauses, maskedBody } from "./masked-body";

/**
 * Everything that the directory knows of one account, as much of it as the caller may see. Null where the directory
 * does not know it: `findAccount` asks Lead.
 */
export async function accountDetail(caller: Caller, accountId: string, db: Database = sharedDatabase()): Promise<Result<AccountDetail | null>> {
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  // One snapshot, so that no part of the page contradicts another.
  return db.transaction(async (tx) => ok(await readDetail(tx, caller, accountId)), { isolationLevel: "repeatable read", accessMode: "read only" });
}

async function readDetail(tx: Queryable, caller: Caller, accountId: string): Promise<AccountDetail | null> {
  const { slug, timeZone } = caller.program;
  const [stored] = await tx
    .select({ ...rowColumns(timeZone), body: directoryEntries.body, enteredAt: directoryEntries.enteredAt, enteredBy: directoryEntries.enteredBy })
    .from(directoryEntries)
    .where(and(eq(directoryEntries.program, slug), eq(directoryEntries.accountId, accountId)));
  if (!stored) return null;
  const [row] = await accountRows(tx, caller, [stored]);
  if (!row) return null;
  const relationships = (await relationshipsOf(tx, caller.program, accountId)).map((related) => relatedEntityView(related, caller.roles));
  const holds = await openHolds(tx, caller.program, accountId);
  const unsettled = await unsettledCommand(tx, slug, accountId, caller.roles);
  const process = await openProcess(tx, slug, accountId, caller.roles);
  const seesAll = may(caller.roles, "read-sensitive");
  const seesCauses = may(caller.roles, "read-restrictions");
  const masked = seesAll ? stored.body : maskedBody(stored.body);
  const isHidden = !seesCauses && row.restricted;
  return {
    program: slug,
    accountId,
    row,
    body: seesCauses ? masked : bodyWithoutCauses(masked, isHidden),
    isWhole: seesAll,
    relationships,
    holds: await openHoldViews(tx, caller, accountId, holds),
    releasedHolds: await releasedHoldViews(tx, caller, accountId),
    notes: await notesOf(tx, slug, accountId, caller.roles),
    mayWriteComplianceNotes: may(caller.roles, "write-compliance-notes"),
    statusSince: isHidden ? null : await statusSince(tx, slug, accountId),
    unsettled: isHidden ? null : unsettled,
    process,
    approvals: await waitingOnAccount(caller, tx, accountId),
    closedElsewhere: (await closedElsewhere(caller, tx, accountId))[0] ?? null,
    ownerDates: await ownerDatesOf(tx, caller.program, accountId),
    handover: await openHandoverOf(caller, tx, accountId),
    estateCases: await deceasedCasesOf(caller, tx, accountId),
    exceptions: await openExceptions(caller, tx, accountId),
    actions: offeredActions({
      status: row.status,
      statusReason: row.statusReason,
      roles: caller.roles,
      // One who may not know the cause is offered what the one restriction leaves, whatever it is.
      openHolds: isHidden ? 1 : holds.length,
      supportMayLift: await supportMayLift(tx, caller.program, accountId),
      holderProblems: holderProblems(row, relationships),
      unsettled: row.unsettled,
      hasOpenProcess: process !== null,
      isMissing: row.missingSince !== null,
    }),
    enteredAt: stored.enteredAt.toISOString(),
    enteredBy: stored.enteredBy,
    today: stored.today,
  };
}

/** Only what the holders of an inactive account lack stands in the way of anything. */
function holderProblems({ status }: AccountRow, relationships: readonly RelatedEntityView[]): string[] {
  if (status !== "inactive") return [];
  return relationships
    .filter(({ relationshipType, problems }) => relationshipType === "account_holder" && problems.length > 0)
    .map(({ name, entityId, problems }) => `${name ?? entityId}: ${problems.join(", ")}`);
}
