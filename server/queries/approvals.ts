import "server-only";
import { and, asc, desc, eq, gt, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { BoundedCount } from "@/lib/account-views";
import type { ApprovalQuery } from "@/lib/approvals/approval-query";
import type { ApprovalPage, ApprovalView, Requester, WaitingApproval } from "@/lib/approvals/approval-views";
import type { ClosingRequest } from "@/lib/closures/closing-request";
import { businessDate } from "@/lib/format";
import type { Permission } from "@/lib/permissions";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database, Queryable } from "../db/client";
import { commands, directoryEntries } from "../db/schema";
import { approvals } from "../db/schema-approvals";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { decodeCursor, pageOf } from "./cursor";

const pageSize = 50;

/** With what the directory knows of the account, and how the command went. */
export function approvalsWith(db: Queryable) {
  return db
    .select({
      approval: approvals, productName: directoryEntries.productName, currency: directoryEntries.currency, outcome: commands.status,
      isOver: sql<boolean>`${approvals.expiresAt} <= now()`,
    })
    .from(approvals)
    .leftJoin(directoryEntries, and(eq(directoryEntries.program, approvals.program), eq(directoryEntries.accountId, approvals.accountId)))
    .leftJoin(commands, eq(commands.id, approvals.id));
}

export type StoredApproval = Awaited<ReturnType<typeof approvalsWith>>[number];

/** Those of others are for whoever may approve something, and for auditors. */
export function visibleTo({ program, actor, permissions }: Caller) {
  return and(eq(approvals.program, program.slug), permissions.has("read-all-approvals") ? undefined : eq(approvals.requester, actor.subject));
}

/** What this person can decide on now. */
function waitingFor({ program, actor, permissions }: Caller) {
  const decides = [...permissions] as Permission[];
  const another = or(eq(approvals.secondPerson, false), ne(approvals.requester, actor.subject));
  return and(eq(approvals.program, program.slug), eq(approvals.state, "waiting"), inArray(approvals.needs, decides), another, gt(approvals.expiresAt, sql`now()`));
}

export function approvalView({ approval, productName, outcome, isOver }: StoredApproval, { actor, permissions, program }: Caller): ApprovalView {
  const { id, kind, name, accountId, processId, state, secondPerson } = approval;
  const askedByYou = approval.requester === actor.subject;
  const waits = state === "waiting" && !isOver;
  const permitted = permissions.has(approval.needs);
  const isOwn = secondPerson && askedByYou;
  return {
    id, kind, name, accountId, productName, processId, state, secondPerson, askedByYou, outcome,
    closeReason: kind === "closing" ? (approval.input as ClosingRequest).reason : null,
    requester: approval.requesterName,
    askedAt: approval.askedAt.toISOString(), remindedAt: approval.remindedAt?.toISOString() ?? null, lastDay: businessDate(new Date(approval.expiresAt.getTime() - 1), program.timeZone), endedAt: approval.endedAt?.toISOString() ?? null,
    approver: approval.approverName, decidedAt: approval.decidedAt?.toISOString() ?? null, comment: approval.comment, withdrawnBy: approval.withdrawnByName,
    mayDecide: waits && permitted && !isOwn,
    whyNot: waits && isOwn && permitted ? "Nobody approves what they asked for themselves: another person decides on it." : null,
    mayWithdraw: state === "waiting" && askedByYou,
  };
}

/** What waits for this person with the oldest first, or all that they may see with the newest first. */
export async function approvalPage(caller: Caller, query: ApprovalQuery, db: Database = sharedDatabase()): Promise<Result<ApprovalPage>> {
  const denied = await denial(db, caller, "read-approvals");
  if (denied) return fail(denied);
  const mine = query.view !== "all";
  const [after, before] = [decodeCursor(query.after), decodeCursor(query.before)];
  const isDown = !mine !== (before !== undefined);
  const place = before ?? after;
  const beyond = isDown ? lt : gt;
  const isBeyond = place ? or(beyond(approvals.askedAt, place.at), and(eq(approvals.askedAt, place.at), beyond(approvals.id, place.id))) : undefined;
  const order = isDown ? desc : asc;
  const read = await approvalsWith(db)
    .where(and(mine ? waitingFor(caller) : visibleTo(caller), matching(query), isBeyond))
    .orderBy(order(approvals.askedAt), order(approvals.id))
    .limit(pageSize + 1);
  const { items, next, previous } = pageOf(read, pageSize, { after, before }, ({ approval }) => ({ at: approval.askedAt, id: approval.id }));
  return ok({ approvals: items.map((item) => approvalView(item, caller)), next, previous });
}

function matching({ kind, state, requester, account }: ApprovalQuery) {
  return and(
    kind === undefined ? undefined : eq(approvals.kind, kind),
    state === undefined ? undefined : eq(approvals.state, state),
    requester === undefined ? undefined : eq(approvals.requester, requester),
    account === undefined ? undefined : eq(approvals.accountId, account),
  );
}

/** Who ever asked, for the filter. */
export async function approvalRequesters(caller: Caller, db: Database = sharedDatabase()): Promise<Result<Requester[]>> {
  const denied = await denial(db, caller, "read-approvals");
  if (denied) return fail(denied);
  const rows = await db.selectDistinctOn([approvals.requester], { subject: approvals.requester, name: approvals.requesterName }).from(approvals).where(visibleTo(caller)).orderBy(asc(approvals.requester));
  return ok(rows.sort((a, b) => a.name.localeCompare(b.name, "en")));
}

const mostCounted = 99;

export async function waitingForMeCount(db: Queryable, caller: Caller): Promise<BoundedCount> {
  const waiting = db.select({ one: sql`1` }).from(approvals).where(waitingFor(caller)).limit(mostCounted + 1).as("waiting");
  const [row] = await db.select({ count: sql<number>`count(*)::integer` }).from(waiting);
  const count = row?.count ?? 0;
  return { count: Math.min(count, mostCounted), more: count > mostCounted };
}

/** What is open on one account, for those who may see it. */
export async function waitingOnAccount(caller: Caller, db: Queryable, accountId: string): Promise<WaitingApproval[]> {
  if (!caller.permissions.has("read-approvals")) return [];
  const rows = await approvalsWith(db).where(and(visibleTo(caller), eq(approvals.accountId, accountId), isNull(approvals.endedAt))).orderBy(asc(approvals.askedAt));
  return rows.map((row) => approvalView(row, caller));
}
