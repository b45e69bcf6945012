import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { standingProblems } from "@/lib/entity-standing";
import type { EntityStanding } from "@/lib/entity-standing";
import type { Queryable } from "../db/client";
import { directoryRelationships, entities, processes } from "../db/schema";
import { holds } from "../db/schema-holds";
import { supportMayLiftAmong } from "./support-may-lift";

type Asked = { accountId: string; status: string; statusReason: string | null };

/**
 * Which of these accounts are restricted to those who may not know why, whatever it is: a hold, a reason that support
 * does not lift, a holder who is not in order, a process that is to lead the account elsewhere. A closing shows on an
 * inactive account only: of an active one the caller is told of no closing that may still be declined.
 */
export async function restrictedAmong(db: Queryable, program: string, asked: readonly Asked[]): Promise<ReadonlySet<string>> {
  const inactive = asked.filter(({ status }) => status === "inactive");
  const idsOf = (accounts: readonly Asked[]) => accounts.map(({ accountId }) => accountId);
  // One after another: in a transaction they share one connection.
  const found = [
    ...(await withHold(db, program, idsOf(asked))),
    ...(await withProcess(db, program, asked)),
    ...(await withReason(db, program, inactive)),
    ...(await withHolderProblem(db, program, idsOf(inactive))),
  ];
  return new Set(found);
}

async function withHold(db: Queryable, program: string, ids: string[]): Promise<string[]> {
  const rows = await db.selectDistinct({ accountId: holds.accountId }).from(holds).where(and(eq(holds.program, program), inArray(holds.accountId, ids), isNull(holds.releasedAt)));
  return rows.map(({ accountId }) => accountId);
}

async function withProcess(db: Queryable, program: string, asked: readonly Asked[]): Promise<string[]> {
  const statusOf = new Map(asked.map(({ accountId, status }) => [accountId, status]));
  const rows = await db
    .select({ accountId: processes.accountId, kind: processes.kind })
    .from(processes)
    .where(and(eq(processes.program, program), inArray(processes.accountId, [...statusOf.keys()]), isNull(processes.finishedAt)));
  return rows.filter(({ accountId, kind }) => kind !== "closing" || statusOf.get(accountId) === "inactive").map(({ accountId }) => accountId);
}

async function withReason(db: Queryable, program: string, inactive: readonly Asked[]): Promise<string[]> {
  const marked = inactive.filter(({ statusReason }) => statusReason === "other").map(({ accountId }) => accountId);
  const lifted = await supportMayLiftAmong(db, { slug: program }, marked);
  return inactive.filter(({ accountId, statusReason }) => statusReason !== "dormant" && !lifted.has(accountId)).map(({ accountId }) => accountId);
}

async function withHolderProblem(db: Queryable, program: string, ids: string[]): Promise<string[]> {
  const rows = await db
    .select({ accountId: directoryRelationships.accountId, standing: entities.standing })
    .from(directoryRelationships)
    .innerJoin(entities, and(eq(entities.program, directoryRelationships.program), eq(entities.entityId, directoryRelationships.entityId)))
    .where(and(eq(directoryRelationships.program, program), inArray(directoryRelationships.accountId, ids), eq(directoryRelationships.relationshipType, "account_holder")));
  // Written by rememberEntities alone, in this shape.
  return rows.filter(({ standing }) => standing !== null && standingProblems(standing as EntityStanding, "account_holder").length > 0).map(({ accountId }) => accountId);
}
