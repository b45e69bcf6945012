import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { BoundedCount } from "@/lib/account-views";
import type { Permission } from "@/lib/permissions";
import type { RailCounts } from "@/lib/rail-counts";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { agreementExceptions } from "../db/schema-agreement";
import { waitingForMeCount } from "./approvals";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { workWaitingCount } from "./work-queue";

type Counter = { permission: Permission; waiting: (db: Database, caller: Caller) => Promise<BoundedCount> };

/** What is counted in the rail, by the path of its place: each by an index, and no further than is shown. */
const counters = {
  work: { permission: "read-work-queue", waiting: workWaitingCount },
  approvals: { permission: "read-approvals", waiting: waitingForMeCount },
  agreement: { permission: "read-agreement", waiting: openExceptionCount },
} satisfies Record<string, Counter>;

/** What waits in the places that this person may see. */
export async function railCounts(caller: Caller, db: Database = sharedDatabase()): Promise<Result<RailCounts>> {
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  const theirs = Object.entries<Counter>(counters).filter(([, { permission }]) => caller.permissions.has(permission));
  const counted = await Promise.all(theirs.map(async ([path, { waiting }]) => [path, await waiting(db, caller)] as const));
  return ok(Object.fromEntries(counted.filter(([, { count }]) => count > 0)));
}

const mostCounted = 99;

async function openExceptionCount(db: Database, { program }: Caller): Promise<BoundedCount> {
  const open = db.select({ one: sql`1` }).from(agreementExceptions).where(and(eq(agreementExceptions.program, program.slug), isNull(agreementExceptions.resolvedAt))).limit(mostCounted + 1).as("open");
  const [row] = await db.select({ count: sql<number>`count(*)::integer` }).from(open);
  const count = row?.count ?? 0;
  return { count: Math.min(count, mostCounted), more: count > mostCounted };
}
