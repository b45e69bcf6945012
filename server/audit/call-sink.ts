import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "../db/client";
import { leadCalls } from "../db/schema";
import type { CallSink, LeadCall } from "../lead/call-log";
import { storableJson, storableText } from "./storable-json";

/** Writes each call to Lead, already redacted, into `lead_calls`. */
export function databaseCallSink(db: Pick<Database, "insert">): CallSink {
  return {
    async record(call) {
      await db.insert(leadCalls).values({
        id: randomUUID(),
        program: call.program,
        commandId: call.commandId ?? null,
        accountId: accountOf(call),
        operator: call.operator ?? null,
        method: call.method,
        path: storableText(call.path),
        idempotencyKey: call.idempotencyKey ?? null,
        status: call.status ?? null,
        outcome: call.reason ?? call.outcome,
        tries: call.tries,
        startedAt: call.startedAt,
        durationMs: call.durationMs,
        leadRequestId: call.leadRequestId ?? null,
        request: storableJson(call.requestBody) ?? null,
        response: storableJson(call.responseBody) ?? null,
      });
    },
  };
}

/** The account a call is about: from its path, or the one that an opening answered with. */
function accountOf({ path, method, responseBody }: LeadCall): string | null {
  const inPath = /^\/v0\/accounts\/(account_\w+)/.exec(path)?.[1];
  if (inPath !== undefined) return inPath;
  if (method !== "POST" || path !== "/v0/accounts" || typeof responseBody !== "object" || responseBody === null) return null;
  const { id } = responseBody as { id?: unknown };
  return typeof id === "string" && /^account_\w+$/.test(id) ? id : null;
}
