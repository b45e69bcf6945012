import "server-only";
import { sql } from "drizzle-orm";
import type { Queryable } from "../db/client";

/** Copies what a closing or correction wrote at Lead out of the call log, which is kept for a time only; what it has already stays. */
export async function keepCalls(tx: Queryable, processId: string): Promise<void> {
  await tx.execute(sql`
    INSERT INTO closure_calls
    SELECT call.id, command.process_id, call.command_id, command.step, call.method, call.path, call.idempotency_key, call.status, call.outcome, call.tries,
      call.started_at, call.duration_ms, call.lead_request_id, call.request, call.response
    FROM commands command
    JOIN lead_calls call ON call.command_id = command.id
    JOIN closure_records record ON record.id = command.process_id
    WHERE command.process_id = ${processId} AND call.method <> 'GET'
    ON CONFLICT (call_id) DO NOTHING`);
}
