import "server-only";
import { eq } from "drizzle-orm";
import { keptDetermination } from "@/lib/accounts/adverse-action";
import type { AdverseActionInput } from "@/lib/accounts/adverse-action";
import { hasCredit } from "@/lib/accounts/capabilities";
import type { DeactivateInput, UpdateAccountInput } from "@/lib/accounts/command-inputs";
import { needsDetermination, topicsOf } from "@/lib/accounts/update-account-problems";
import { noticeDueOn } from "@/lib/closures/due-dates";
import { cutReasons } from "@/lib/closures/register";
import { fieldChanges } from "@/lib/fields/field-changes";
import { businessDate } from "@/lib/format";
import { minimalPatch } from "../commands/verbs/account-patch";
import type { StoredContext } from "../commands/define-command";
import type { Queryable } from "../db/client";
import { commands } from "../db/schema";
import { approvals } from "../db/schema-approvals";
import { registerEntries } from "../db/schema-register";

type Entered = Pick<typeof registerEntries.$inferInsert, "kind" | "reason" | "note" | "scraReason" | "cut" | "currency"> & { said: AdverseActionInput };

/** A lower limit, or what is available made lower by decision: once Lead has confirmed it, with what was determined. */
export async function enterLineCut(tx: Queryable, context: StoredContext<UpdateAccountInput>): Promise<void> {
  const { input: { changes, statement }, before, now, program } = context;
  if (!before || !statement) return;
  const patch = minimalPatch(changes, before.account);
  const topics = topicsOf(patch, before.account, businessDate(now, program.timeZone), statement.availableCreditIsRestricted);
  if (!needsDetermination(topics)) return;
  const cut = fieldChanges({ details: { credit: before.account.details?.credit } }, { details: { credit: { ...before.account.details?.credit, ...patch.details?.credit } } });
  await enter(tx, context, {
    kind: "line-cut", reason: cutReasons.find((reason) => topics.includes(reason)), said: statement, note: statement.reason, scraReason: statement.scraReason,
    cut: cut.filter(({ path }) => amounts.includes(path)), currency: patch.details?.credit?.currency ?? before.account.details?.credit?.currency,
  });
}

const amounts: readonly string[] = ["details.credit.limit", "details.credit.max_limit", "details.credit.available_credit"];

/** The same of an account with credit that was made inactive; a change of the inactive reason takes nothing more. */
export async function enterDeactivation(tx: Queryable, context: StoredContext<DeactivateInput>): Promise<void> {
  const { input, before, process } = context;
  if (process || !before || !hasCredit(before.account.capabilities ?? [])) return;
  await enter(tx, context, { kind: "deactivation", reason: input.reason, said: input, note: input.note });
}

/** In the transaction of the outcome; safe to repeat. What was determined before this was asked in full is left to the trail. */
async function enter(tx: Queryable, { commandId, program }: StoredContext<unknown>, { said, ...entered }: Entered): Promise<void> {
  const determination = keptDetermination(said);
  const [asked] = await tx.select({ command: commands, approvedAt: approvals.decidedAt }).from(commands).leftJoin(approvals, eq(approvals.id, commands.id)).where(eq(commands.id, commandId));
  if (!determination || !asked?.command.accountId) return;
  const { accountId, operator, operatorName, operatorRoles, askedAt, approver, approverName, approverRoles } = asked.command;
  const takenOn = said.actionTakenOn ?? businessDate(askedAt, program.timeZone);
  const isAdverse = determination.kind === "adverse-action";
  await tx
    .insert(registerEntries)
    .values({
      ...entered, id: commandId, program: program.slug, accountId, stage: "done", determination, reasons: said.noticeReasons ?? [], takenOn,
      notice: isAdverse ? "due" : "none", noticeDueOn: isAdverse ? noticeDueOn(takenOn) : null,
      askedBy: operator, askedByName: operatorName, askedByRoles: operatorRoles, askedAt,
      approver, approverName, approverRoles, approvedAt: asked.approvedAt,
    })
    .onConflictDoNothing();
}
