import "server-only";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { CallPage, CallView } from "@/lib/account-views";
import { isAccountId } from "@/lib/lead/ids";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { leadCalls } from "../db/schema";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { decodeCursor, pageOf } from "./cursor";

const callsPerPage = 50;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `accountId` and `commandId` narrow the list; what is no such id finds nothing. */
export type CallQuery = { accountId?: string; commandId?: string; after?: string; before?: string };

/** The calls to Lead, newest first, with redacted bodies. */
export async function callList(caller: Caller, query: CallQuery, db: Database = sharedDatabase()): Promise<Result<CallPage>> {
  const denied = await denial(db, caller, "read-calls");
  if (denied) return fail(denied);
  const makesSense = (query.commandId === undefined || uuid.test(query.commandId)) && (query.accountId === undefined || isAccountId(query.accountId));
  if (!makesSense) return ok({ calls: [], next: null, previous: null });
  const from = { after: decodeCursor(query.after), before: decodeCursor(query.before) };
  const place = from.before ?? from.after;
  const row = sql`(${leadCalls.startedAt}, ${leadCalls.id})`;
  const bound = place && uuid.test(place.id) ? sql`(${place.at.toISOString()}::timestamptz, ${place.id}::uuid)` : undefined;
  const beyond = bound && (from.before ? sql`${row} > ${bound}` : sql`${row} < ${bound}`);
  const order = from.before ? asc : desc;
  const read = await db
    .select()
    .from(leadCalls)
    .where(
      and(
        eq(leadCalls.program, caller.program.slug),
        query.accountId === undefined ? undefined : eq(leadCalls.accountId, query.accountId),
        query.commandId === undefined ? undefined : eq(leadCalls.commandId, query.commandId),
        beyond,
      ),
    )
    .orderBy(order(leadCalls.startedAt), order(leadCalls.id))
    .limit(callsPerPage + 1);
  const { items, next, previous } = pageOf(read, callsPerPage, from, ({ startedAt, id }) => ({ at: startedAt, id }));
  return ok({ calls: items.map(callView), next, previous });
}

function callView(call: typeof leadCalls.$inferSelect): CallView {
  return {
    id: call.id,
    method: call.method,
    path: call.path,
    accountId: call.accountId,
    commandId: call.commandId,
    operator: call.operator,
    idempotencyKey: call.idempotencyKey,
    status: call.status,
    outcome: call.outcome,
    tries: call.tries,
    startedAt: call.startedAt.toISOString(),
    durationMs: call.durationMs,
    leadRequestId: call.leadRequestId,
    request: call.request,
    response: call.response,
  };
}
